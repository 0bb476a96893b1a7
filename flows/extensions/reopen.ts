import { formatDay } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { correctionDay } from '../../src/duties/correction.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { type LifecycleEvent, transition } from '../../src/duties/lifecycle.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import { stageName } from '../../src/duties/stages.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import { type ActorContext, type Outcome, sentenceCard } from '../../src/engine/index.ts';
import { type LineDraft, lineAbout } from '../../src/notices/lines.ts';
import { reachableHolders } from '../../src/org/posts.ts';
import { readNumber } from './read-request.ts';
import { findSubject, isAbove, itemOf } from './subject.ts';
import { text } from './text.ts';

const longestPaper = 60;

/** `/重开 编号 督查文号`: an inspection of a higher level found that what was done was not (duties.md T14). */
export async function reopenByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { number, rest: paper } = readNumber(line);
  if (number === undefined) return refuse('missing', text.no.missingNumber(text.reopenExample));
  const instance = await findSubject(context, number);
  if (isRefusal(instance)) return instance;
  const { directory, calendar, today, actor } = context;
  const isInspector = orgsWith(context, 'reopen').some((org) => isAbove(directory, org, instance.orgCode));
  if (!isInspector) return refuse('not_yours', text.no.notForYou(postsWith('reopen')));
  if (paper === '') return refuse('paper_missing', text.no.paperMissing(text.reopenExample));
  if (paper.length > longestPaper) return refuse('too_long', text.no.paperTooLong);
  const recordBy = correctionDay(instance, today, calendar);
  const event: LifecycleEvent = { type: 'reopen', recordBy, reason: paper };
  const step = transition(instance, event, calendar);
  if (!step) return refuse('not_done', text.no.notDone);
  const after = { ...instance, ...step.changes };
  const due = formatDay(recordBy, calendar, today);
  return {
    reply: sentenceCard(text.reopened(itemOf(context, instance), due)),
    undo: { none: text.reopenIsFinal },
    effects: [
      { do: 'transition', instance: instance.key, event },
      { do: 'lines', lines: tellReopened(context, after, paper) },
      {
        do: 'audit',
        entry: {
          org: instance.orgCode,
          channel: 'command',
          object: instance.key,
          action: 'reopen',
          actor: actor.code,
          before: { state: instance.state },
          after: { state: after.state, recordBy },
          reason: paper,
        },
      },
    ],
  };
}

/** The owner, and the officer above who keeps the ledger; not whoever opened it. */
function tellReopened(context: ActorContext, instance: DutyInstance, paper: string): readonly LineDraft[] {
  const { directory, today } = context;
  const route = ownerRoute({ directory, instance, day: today });
  const organ = directory.organCommitteeOf(instance.orgCode);
  const officers = organ
    ? reachableHolders(directory, organ.code, 'party_affairs_officer', today).people
    : [];
  const isTold = (code: string): boolean => code !== context.actor.code;
  const owners = new Set(route.hearers.map(({ person }) => person.code));
  const line = (person: string, post: string, role: 'owner' | 'above'): LineDraft => ({
    kind: 'report',
    ...lineAbout(instance),
    stage: stageName('reopened', instance.round),
    person,
    post,
    facts: { number: instance.number, heldBy: instance.recordBy, role, report: 'reopened', paper },
  });
  return [
    ...route.hearers
      .filter(({ person }) => isTold(person.code))
      .map(({ person, post }) => line(person.code, post, 'owner')),
    ...officers
      .filter(({ code }) => isTold(code) && !owners.has(code))
      .map(({ code }) => line(code, 'party_affairs_officer', 'above')),
  ];
}
