import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import { periodEnd } from '../../src/calendar/periods.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { isStill } from '../../src/duties/instance.ts';
import type { Action, ActorContext, Click, Outcome } from '../../src/engine/index.ts';
import { askBack } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { formCard, longestAnswer, previewCard } from './cards.ts';
import { draftOf, drawFiled, refusalFor, returnedVersion } from './draft.ts';
import type { PaperFacts } from './facts.ts';
import { fileSubject } from './file.ts';
import { tableFor } from './inbox.ts';
import { latestVersion, type Paper, savePaper } from './papers.ts';
import { daysTooEarly, missingSections, readQuarter } from './rules.ts';
import { askSheet } from './sheet.ts';
import {
  checkOpen,
  itemOf,
  lockSubject,
  mayWrite,
  notYours,
  ownPapers,
  ownReport,
  type Subject,
  subjectByNumber,
  unknown,
} from './subject.ts';
import { askedSections, quarterly } from './templates.ts';
import { sheetWords, text } from './text.ts';

const numberShape = /^[A-Z0-9]+-[A-Z]{2}-[A-Z0-9-]+$/iu;

/** `/季报 [季度]`: the own report to write, or what has come in for whoever reads. */
export async function reportByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const typed = line.trim();
  if (numberShape.test(typed)) {
    const subject = await subjectByNumber(context, typed.toUpperCase());
    return 'refused' in subject ? subject : show(context, subject);
  }
  const asksSheet = sheetWords.test(typed);
  const named = typed.replace(sheetWords, '').trim();
  const period = named === '' ? undefined : readQuarter(named, context.today);
  if (named !== '' && period === undefined) return refuse('bad_quarter', text.no.badQuarter);
  if (asksSheet) return askSheet(context, quarterly, period, 'command');
  const own = await ownReport(context, period);
  if (own) return 'refused' in own ? own : show(context, own);
  return (await tableFor(context, quarterly, period)) ?? refuse('not_yours', text.no.notSecretary);
}

/** `/报送 编号`, or by its name: files what is written; what is missing opens the paper. */
export async function submitByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const words = line.trim();
  const isSure = words.endsWith(text.sure);
  const typed = isSure ? words.slice(0, -text.sure.length).trim() : words;
  if (numberShape.test(typed)) {
    const subject = await subjectByNumber(context, typed.toUpperCase());
    if ('refused' in subject) return subject;
    return (await refusalFor(context, subject)) ?? submit(context, subject, isSure);
  }
  const open = await ownPapers(context, typed);
  const [only] = open;
  if (!only) return refuse('nothing', text.no.nothingToFile);
  if (open.length === 1 && typed !== '') {
    const locked = await lockSubject(context, only.paperId);
    return locked ? submit(context, locked, isSure) : refuse('nothing', text.no.nothingToFile);
  }
  return askBack(
    text.chooseItem,
    open.map(({ instance }) => ({
      label: text.option(
        open.some((other) => other.instance.orgCode !== instance.orgCode)
          ? shortOrgName(context.directory, instance.orgCode)
          : '',
        itemOf(context, instance),
      ),
      line: `${text.submitLine} ${instance.number}`,
    })),
  );
}

/** Weeks before the period ends: said before it is filed, and asked once. Of a member's own statement never. */
function earlyWords(context: ActorContext, { instance, person }: Subject): string | undefined {
  const { today, calendar } = context;
  const days = person === undefined ? daysTooEarly(instance.period, today, calendar) : undefined;
  if (days === undefined || instance.period.startsWith('ev:')) return undefined;
  const end = formatDay(periodEnd(instance.period), calendar, today);
  return text.early(formatPeriod(instance.period, today), end, days);
}

async function submit(context: ActorContext, subject: Subject, isSure: boolean): Promise<Outcome | Refusal> {
  const { draft, facts } = await draftOf(context, subject);
  const missing = missingSections(subject.template, draft.answers);
  if (draft.revision === 0 || missing.length > 0) {
    const returned = await returnedVersion(context, subject);
    const card = formCard(context, subject, { answers: draft.answers, facts }, { missing, returned });
    return { reply: card };
  }
  const early = earlyWords(context, subject);
  if (early !== undefined && !isSure) {
    const line = `${text.submitLine} ${subject.instance.number} ${text.sure}`;
    return askBack(early, [
      { label: text.fileEarly, line },
      { label: text.fileLater, line: `${text.reportLine} ${subject.instance.number}` },
    ]);
  }
  const filed = await fileSubject(context, subject, { answers: draft.answers, facts }, 'command');
  return {
    reply: filed.card,
    liveReply: { kind: 'reports.paper', subject: subject.paperId },
    effects: filed.effects,
    undo: { none: text.filingIsFinal },
  };
}

/** The paper as it stands now: the form, or what became of it. */
async function show(context: ActorContext, subject: Subject): Promise<Outcome | Refusal> {
  const { instance, paperId, person } = subject;
  const latest = await latestVersion(context.tx, paperId);
  // What was opened again after it had been read is written anew.
  const isReopened = person === undefined && latest?.verdict === 'read' && !isStill(instance.state);
  if (latest && latest.verdict !== 'returned' && !isReopened) {
    return {
      reply: drawFiled(context, subject, latest),
      liveReply: { kind: 'reports.paper', subject: paperId },
    };
  }
  const refusal = checkOpen(context, subject, latest);
  if (refusal) return refusal;
  const { draft, facts } = await draftOf(context, subject);
  const returned = latest?.verdict === 'returned' ? latest : undefined;
  const card = formCard(context, subject, { answers: draft.answers, facts }, { returned });
  return { reply: card };
}

/** 填写 on a digest, 补正 on a return, 再改改 on a preview. */
export const openPaper: Action = async (context, click) => {
  // A greeting names the duty alone.
  if (click.payload.paper === undefined && click.payload.instance === undefined) {
    return reportByText(context, '');
  }
  const id =
    typeof click.payload.paper === 'string'
      ? click.payload.paper
      : ownIdOf(context, String(click.payload.instance));
  const subject = await lockSubject(context, id);
  if (!subject) return refuse('gone', text.no.nothingToFile);
  if (!mayWrite(context, subject)) return notYours(context, subject);
  const outcome = await show(context, subject);
  if ('refused' in outcome || click.payload.here !== true) return outcome;
  const kept =
    click.payload.later === true ? { toast: { tone: 'info', text: text.laterToast } as const } : {};
  return { card: outcome.reply, ...kept };
};

/** A digest names the instance; of what everybody owes each opens the own one. */
function ownIdOf({ catalogue, actor }: ActorContext, instance: string): string {
  const duty = catalogue.find(instance.split('/')[1] ?? '');
  return duty?.coverage === undefined ? instance : `${instance}/${actor.code}`;
}

/** 存草稿: what was typed is kept, complete or not. */
export const saveDraft: Action = (context, click) =>
  withTyped(context, click, async (subject, { draft, facts }) => ({
    card: formCard(context, subject, { answers: draft.answers, facts }),
    toast: { tone: 'success', text: text.savedToast },
  }));

/** 预览: keeps what was typed as well, and says what is missing. */
export const previewDraft: Action = (context, click) =>
  withTyped(context, click, async (subject, { draft, facts }) => {
    const missing = missingSections(subject.template, draft.answers);
    if (missing.length === 0) {
      return { card: previewCard(context, subject, { ...draft, facts }) };
    }
    const returned = await returnedVersion(context, subject);
    return {
      card: formCard(context, subject, { answers: draft.answers, facts }, { missing, returned }),
      toast: { tone: 'info', text: text.missingToast },
    };
  });

/** 报送 under a preview: once, and only what was seen. */
export const fileDraft: Action = async (context, click) => {
  const subject = await lockSubject(context, String(click.payload.paper));
  if (!subject) return unknown('');
  if (!mayWrite(context, subject)) return notYours(context, subject);
  const latest = await latestVersion(context.tx, subject.paperId);
  if (latest?.verdict === null) {
    return { card: drawFiled(context, subject, latest), toast: { tone: 'info', text: text.filedToast } };
  }
  const refusal = checkOpen(context, subject, latest);
  if (refusal) return refusal;
  const { draft, facts } = await draftOf(context, subject);
  if (draft.revision !== Number(click.payload.revision)) {
    return {
      card: previewCard(context, subject, { ...draft, facts }),
      toast: { tone: 'info', text: text.no.changed },
    };
  }
  const early = earlyWords(context, subject);
  if (early !== undefined && click.payload.sure !== true) {
    return {
      card: previewCard(context, subject, { ...draft, facts }, early),
      toast: { tone: 'info', text: text.fileEarly },
    };
  }
  const filed = await fileSubject(context, subject, { answers: draft.answers, facts }, 'card');
  return {
    card: filed.card,
    toast: { tone: 'success', text: text.filedToast },
    effects: [
      ...filed.effects,
      {
        do: 'keep_live',
        messageId: context.messageId,
        kind: 'reports.paper',
        subject: subject.paperId,
        person: context.actor.code,
      },
    ],
    undo: { none: text.filingIsFinal, isToast: true },
  };
};

async function withTyped(
  context: ActorContext,
  click: Click,
  then: (subject: Subject, saved: { readonly draft: Paper; readonly facts: PaperFacts }) => Promise<Outcome>,
): Promise<Outcome | Refusal> {
  const subject = await lockSubject(context, String(click.payload.paper));
  if (!subject) return unknown('');
  if (!mayWrite(context, subject)) return notYours(context, subject);
  const refusal = await refusalFor(context, subject);
  if (refusal) return refusal;
  const { draft, facts } = await draftOf(context, subject);
  const asked = askedSections(subject.template);
  const typed: Record<string, string> = { ...draft.answers };
  for (const { key, title } of asked) {
    const value = click.form[key];
    if (typeof value !== 'string') continue;
    if ([...value].length > longestAnswer) {
      return refuse('too_long', text.no.tooLong(title, longestAnswer));
    }
    typed[key] = value.trim();
  }
  const { revision: _revision, ...kept } = draft;
  const saved = await savePaper(context.tx, { ...kept, answers: typed }, context.actor.code, context.now);
  return then(subject, { draft: saved, facts });
}
