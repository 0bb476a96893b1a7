import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import type { Block, Field } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import {
  button,
  buttons,
  facts as factsBlock,
  fold,
  list,
  note,
  text as paragraph,
} from '../../src/cards/elements.ts';
import { form, textInput } from '../../src/cards/form.ts';
import { bold, plain } from '../../src/cards/rich.ts';
import { runningDays } from '../../src/duties/completion.ts';
import { missedDay } from '../../src/duties/stages.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { PaperFacts } from './facts.ts';
import { daysLateOf } from './late.ts';
import type { Answers, PaperVersion } from './papers.ts';
import type { Readers } from './rules.ts';
import { itemOf, type Subject } from './subject.ts';
import type { Section } from './templates.ts';
import { type ReturnCode, text } from './text.ts';
import { factLines, paperBlocks } from './words.ts';

export type View = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;

/** Longest text of one section: a report has one page. */
export const longestAnswer = 500;

export function titleOf(view: View, { instance, person }: Subject): string {
  const item = itemOf(view, instance);
  const name = person === undefined ? undefined : view.directory.person(person)?.name;
  return name === undefined ? item : text.byPerson(item, name);
}

export function footnoteOf({ duty, instance }: Subject): string {
  return text.footnote(duty.source[0]?.clause ?? '', instance.number);
}

function dueSubtitle(view: View, { instance }: Subject): string {
  const due = missedDay(instance);
  return text.subtitle(
    shortOrgName(view.directory, instance.orgCode),
    formatDay(due, view.calendar, view.today),
  );
}

function dueTag({ calendar, today }: View, { instance }: Subject): string {
  if (instance.state === 'returned') return text.returnedTag;
  const due = missedDay(instance);
  return due < today
    ? text.daysOver(runningDays(instance, calendar, today))
    : text.daysLeft(calendar.workdaysBetween(today, due));
}

export function reasonOf(version: Pick<PaperVersion, 'returnCode' | 'comment'>): string {
  const code: ReturnCode = version.returnCode ?? 'other';
  const words = version.comment ?? '';
  return code === 'other' ? words : text.reason(text.codes[code], words === text.codes[code] ? '' : words);
}

/** The outline with its figures; only what nobody can count is asked for. */
export function formCard(
  view: View,
  subject: Subject,
  draft: { readonly answers: Answers; readonly facts: PaperFacts },
  told: { readonly missing?: readonly Section[]; readonly returned?: PaperVersion | undefined } = {},
): object {
  const { template, instance, paperId } = subject;
  const { missing = [], returned } = told;
  const fields = template.sections.flatMap((section): (Field | Block)[] => {
    const lines = factLines(view, section, draft.facts);
    return [
      paragraph(bold(section.title)),
      ...(lines.length > 0 ? [list(lines)] : []),
      ...(section.ask === undefined ? [] : [answerField(section, draft.answers)]),
    ];
  });
  const save = (label: string, action: string, style?: 'primary') =>
    button({
      label,
      name: action.replace('.', '_'),
      action,
      payload: { paper: paperId },
      ...(style ? { style } : {}),
    });
  const isDue = instance.state === 'overdue' || instance.state === 'returned' || missing.length > 0;
  return buildCard({
    title: titleOf(view, subject),
    subtitle: dueSubtitle(view, subject),
    tone: isDue ? 'due' : 'todo',
    tag: dueTag(view, subject),
    summary: text.formSummary(titleOf(view, subject)),
    blocks: [
      ...(returned ? [paragraph(plain(text.returnedBecause(reasonOf(returned))))] : []),
      ...(missing.length > 0 ? [paragraph(plain(text.missing(missing.map(({ title }) => title))))] : []),
      form('paper', fields, [
        save(text.preview, 'reports.preview', 'primary'),
        save(text.saveDraft, 'reports.save'),
      ]),
      note([text.facts.on(formatDay(draft.facts.on, view.calendar, view.today)), text.automatic].join('；')),
    ],
    footnote: footnoteOf(subject),
  });
}

function answerField(section: Section, answers: Answers): Field {
  return textInput({
    name: section.key,
    label: section.ask ?? '',
    value: answers[section.key] ?? '',
    multiline: true,
    maxLength: longestAnswer,
  });
}

/** Everything on one page, to be looked at once before it goes. */
export function previewCard(
  view: View,
  subject: Subject,
  draft: { readonly answers: Answers; readonly facts: PaperFacts; readonly revision: number },
  early?: string,
): object {
  const payload = { paper: subject.paperId, revision: draft.revision, sure: early !== undefined };
  return buildCard({
    title: titleOf(view, subject),
    subtitle: dueSubtitle(view, subject),
    tone: 'todo',
    tag: text.previewTag,
    summary: text.previewSummary(titleOf(view, subject)),
    blocks: [
      ...paperBlocks(view, subject.template, draft.answers, draft.facts),
      ...(early === undefined ? [] : [paragraph(bold(early))]),
      buttons([
        button({
          label: early === undefined ? text.file : text.fileEarly,
          name: 'file',
          action: 'reports.file',
          payload,
          style: early === undefined ? 'primary' : 'default',
        }),
        button({
          label: early === undefined ? text.edit : text.fileLater,
          name: 'edit',
          action: 'reports.open',
          payload: { paper: subject.paperId, here: true, later: early !== undefined },
        }),
      ]),
    ],
    footnote: footnoteOf(subject),
  });
}

/** The day it was filed, and how late it is by that: on paper by its own day. */
export function filedWords(view: View, subject: Subject, version: PaperVersion): string {
  const { instance } = subject;
  const on = version.isOnPaper ? (instance.heldOn ?? version.filedOn) : version.filedOn;
  const days = daysLateOf(view, subject, version);
  const again = version.version > 1 ? ` · ${text.versions(version.version)}` : '';
  return text.filedOn(formatDay(on, view.calendar, view.today), days) + again;
}

/** What was filed, as it stands with its reader: the card of whoever filed it follows this. */
export function filedCard(
  view: View,
  subject: Subject,
  version: PaperVersion,
  readers: Readers | undefined,
): object {
  const { instance } = subject;
  const name = titleOf(view, subject);
  const [tone, tag] =
    version.verdict === 'read'
      ? (['done', text.readTag] as const)
      : version.verdict === 'returned'
        ? (['due', text.returnedTag] as const)
        : (['info', text.filedTag] as const);
  return buildCard({
    title: name,
    subtitle: shortOrgName(view.directory, instance.orgCode),
    tone,
    tag,
    summary: text.filedSummary(name),
    blocks: [
      paragraph(plain(filedWords(view, subject, version))),
      ...standing(view, subject, version, readers),
      version.isOnPaper
        ? note(text.onPaper(version.answers.note ?? ''))
        : fold(text.whole, paperBlocks(view, subject.template, version.answers, version.facts)),
    ],
    footnote: footnoteOf(subject),
  });
}

function standing(
  view: View,
  { instance, paperId }: Subject,
  version: PaperVersion,
  readers: Readers | undefined,
): readonly Block[] {
  const show = (day: PaperVersion['filedOn']): string => formatDay(day, view.calendar, view.today);
  if (version.verdict === null) {
    const [post] = readers?.posts ?? [];
    return [
      note(
        post === undefined || readers?.people.length === 0
          ? text.nobodyReads
          : text.readBy(postName(post), show(version.readBy)),
      ),
    ];
  }
  const who = view.directory.person(version.reviewedBy ?? '')?.name ?? '';
  const when = version.reviewedAt ? formatDayTime(version.reviewedAt, undefined, view.today) : '';
  const by = [text.reader, text.readByWhom(who, when)] as const;
  if (version.verdict === 'read') {
    return [factsBlock([by, [text.comment, version.comment || text.noComment]])];
  }
  return [
    paragraph(plain(text.returnedBecause(reasonOf(version)))),
    factsBlock([by]),
    ...(instance.state === 'returned' ? [note(text.correctBy(show(instance.recordBy)))] : []),
    buttons([
      button({
        label: text.correct,
        name: 'correct',
        action: 'reports.open',
        payload: { paper: paperId },
        style: 'primary',
      }),
    ]),
  ];
}

/** The direct message of a return (duties.md T7): why, by when, and one press to mend it. */
export function returnedCard(view: View, subject: Subject, version: PaperVersion): object {
  const name = titleOf(view, subject);
  return buildCard({
    title: text.returnedTitle(name),
    subtitle: shortOrgName(view.directory, subject.instance.orgCode),
    tone: 'due',
    tag: text.returnedTag,
    summary: text.returnedSummary(name),
    blocks: standing(view, subject, version, undefined),
    footnote: footnoteOf(subject),
  });
}
