import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, facts, note, text as paragraph, rule } from '../../src/cards/elements.ts';
import { choice, form, textInput } from '../../src/cards/form.ts';
import { plain } from '../../src/cards/rich.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { filedWords, footnoteOf, reasonOf, titleOf, type View } from './cards.ts';
import type { NextWaiting } from './inbox.ts';
import type { PaperVersion } from './papers.ts';
import type { Subject } from './subject.ts';
import { returnCodes, text } from './text.ts';
import { paperBlocks } from './words.ts';

/** The paper on one page, with the two answers there are; after one of them what was answered, and the next paper. */
export function reviewCard(
  view: View,
  subject: Subject,
  version: PaperVersion,
  next: NextWaiting,
  isReader = true,
  /** Why the filing before this one came back. */
  before?: PaperVersion | undefined,
): object {
  const org = shortOrgName(view.directory, subject.instance.orgCode);
  const name = titleOf(view, subject);
  const isOpen = version.verdict === null;
  const waiting = next.count + (isOpen && isReader ? 1 : 0);
  return buildCard({
    title: name,
    subtitle: org,
    tone: isOpen ? 'todo' : version.verdict === 'read' ? 'done' : 'due',
    tag: isOpen && !isReader ? text.filedTag : waiting > 0 ? text.unread(waiting) : text.allRead,
    summary: isOpen ? text.reviewSummary(org, name) : text.reviewedSummary(org, name),
    blocks: [
      paragraph(
        plain(
          [
            filedWords(view, subject, version),
            ...(isOpen ? [text.dueToRead(formatDay(version.readBy, view.calendar, view.today))] : []),
          ].join(' · '),
        ),
      ),
      ...(isOpen && before?.verdict === 'returned'
        ? [paragraph(plain(text.returnedLast(reasonOf(before))))]
        : []),
      ...(version.isOnPaper
        ? [paragraph(plain(text.onPaper(version.answers.note ?? '')))]
        : paperBlocks(view, subject.template, version.answers, version.facts)),
      rule(),
      ...(!isOpen ? answered(view, version) : isReader ? [answerForm(subject)] : []),
      ...(next.paperId === undefined || isOpen ? [] : [nextButton(next.paperId)]),
    ],
    footnote: footnoteOf(subject),
  });
}

function answerForm({ paperId }: Subject): Block {
  const answer = (verdict: 'read' | 'return', label: string, style: 'primary' | 'default') =>
    button({
      label,
      name: `verdict_${verdict}`,
      action: 'reports.review',
      payload: { paper: paperId, verdict },
      style,
    });
  return form(
    'review',
    [
      textInput({ name: 'comment', label: text.commentLabel, multiline: true, maxLength: 500 }),
      choice({
        name: 'code',
        label: text.codeLabel,
        placeholder: text.choose,
        options: returnCodes.map((value) => ({ value, label: text.codes[value] })),
      }),
      textInput({ name: 'words', label: text.wordsLabel, maxLength: 200 }),
    ],
    [answer('read', text.accept, 'primary'), answer('return', text.return, 'default')],
  );
}

function answered(view: View, version: PaperVersion): readonly Block[] {
  const who = view.directory.person(version.reviewedBy ?? '')?.name ?? '';
  const when = version.reviewedAt ? formatDayTime(version.reviewedAt, undefined, view.today) : '';
  const isRead = version.verdict === 'read';
  return [
    facts([
      [isRead ? text.readTag : text.returnedTag, text.readByWhom(who, when)],
      [text.comment, isRead ? version.comment || text.noComment : reasonOf(version)],
    ]),
    ...(isRead ? [] : [note(text.returnedToast)]),
  ];
}

function nextButton(paper: string): Block {
  return buttons([
    button({
      label: text.next,
      name: 'next_paper',
      action: 'reports.look',
      payload: { paper, here: true },
      style: 'primary',
    }),
  ]);
}
