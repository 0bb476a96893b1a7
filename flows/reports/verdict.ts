import { type Refusal, refuse } from '../../src/core/errors.ts';
import { correctionDay } from '../../src/duties/correction.ts';
import { type LifecycleEvent, transition } from '../../src/duties/lifecycle.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import type { ActorContext, Effect, Final } from '../../src/engine/index.ts';
import { unmarkSubjects } from '../../src/engine/marking.ts';
import { lineAbout } from '../../src/notices/lines.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { nextWaiting } from './inbox.ts';
import { judgeVersion, type PaperVersion } from './papers.ts';
import { readingEffects } from './reading.ts';
import { checkReader, type Received } from './received.ts';
import { reviewCard } from './review-cards.ts';
import { isReasonShort, type Verdict } from './rules.ts';
import { itemOf, type Subject } from './subject.ts';
import { text } from './text.ts';

const longestComment = 500;

interface Given {
  readonly card: object;
  readonly effects: readonly Effect[];
  /** Absent where nothing was done. */
  readonly undo?: Final;
}

/** 已阅 with or without a comment, or 退回 with a reason: what it does to the paper, its clock and its reader's own duty. */
export async function giveVerdict(
  context: ActorContext,
  found: Received,
  verdict: Exclude<Verdict, undefined>,
  channel: 'card' | 'command',
): Promise<Given | Refusal> {
  const { tx, actor, now, today, calendar } = context;
  const { subject, version } = found;
  const { instance, paperId, person } = subject;
  const refusal = checkReader(context, found);
  if (refusal) return refusal;
  const next = await nextWaiting(context, paperId);
  // A second press, or somebody else was quicker: the card shows what holds.
  if (version.verdict !== null) {
    return channel === 'card'
      ? { card: reviewCard(context, subject, version, next), effects: [] }
      : refuse('not_waiting', text.no.notWaiting(itemOf(context, instance)));
  }
  if (verdict.kind === 'short_reason') return refuse('short_reason', text.no.shortReason);
  const isReturn = verdict.kind === 'returned';
  if (isReturn && isReasonShort(verdict.code, verdict.words)) {
    return refuse('short_reason', text.no.shortReason);
  }
  const comment = isReturn ? verdict.words : verdict.comment;
  if ([...comment].length > longestComment) return refuse('too_long', text.no.longComment);
  const judged = {
    verdict: verdict.kind,
    returnCode: isReturn ? verdict.code : null,
    comment: comment === '' ? null : comment,
    reviewedBy: actor.code,
    reviewedAt: now,
  };
  await judgeVersion(tx, version, judged);
  const after: PaperVersion = { ...version, ...judged };
  const event: LifecycleEvent = isReturn
    ? { type: 'return', recordBy: correctionDay(instance, today, calendar) }
    : { type: 'accept' };
  if (isReturn && person !== undefined) await unmarkSubjects(context, instance, [person]);
  const moved =
    person === undefined ? { ...instance, ...transition(instance, event, calendar)?.changes } : instance;
  return {
    card: reviewCard(context, { ...subject, instance: moved }, after, next),
    effects: [
      ...(person === undefined ? [{ do: 'transition', instance: instance.key, event } as const] : []),
      ...(await readingEffects(context, found.locked, moved, version)),
      ...answerEffects(context, { ...subject, instance: moved }, after),
      { do: 'touch_live', kind: 'reports.paper', subject: paperId },
      {
        do: 'audit',
        entry: {
          org: instance.orgCode,
          channel,
          object: paperId,
          action: isReturn ? 'return_paper' : 'read_paper',
          actor: actor.code,
          after: { version: version.version, ...(isReturn ? { code: verdict.code } : {}) },
          reason: judged.comment ?? undefined,
        },
      },
    ],
    undo: { none: isReturn ? text.returnIsFinal : text.readIsFinal },
  };
}

/** A return is told directly, a comment with the next digest; a plain 已阅 shows on the card that was filed (T6, T7). */
function answerEffects(context: ActorContext, subject: Subject, version: PaperVersion): readonly Effect[] {
  const { directory, today, now, calendar } = context;
  const { instance, paperId, person } = subject;
  const author = person === undefined ? undefined : directory.person(person);
  const hearers = author
    ? [{ person: author, post: 'member' as const }]
    : ownerRoute({ directory, instance, day: today }).hearers;
  if (version.verdict === 'returned') {
    return hearers.map(
      ({ person: { code } }): Effect => ({
        do: 'notify',
        notice: {
          key: `paper-returned:${paperId}:${version.version}:${code}`,
          kind: 'reports.returned',
          channel: 'direct',
          to: { person: code },
          subject: { paper: paperId, version: version.version, instance: instance.key },
          notBefore: nextSendingTime(now, calendar),
        },
      }),
    );
  }
  if (version.comment === null) return [];
  return [
    {
      do: 'lines',
      lines: hearers.map(({ person: { code }, post }) => ({
        kind: 'report' as const,
        ...lineAbout(instance),
        stage:
          version.version === 1 && !author ? 'read' : `read${version.version}${author ? author.code : ''}`,
        person: code,
        post,
        facts: { report: 'read', words: version.comment, number: instance.number, heldBy: instance.heldBy },
      })),
    },
  ];
}
