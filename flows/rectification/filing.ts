import { type Day, isDay } from '../../src/calendar/day.ts';
import { formatDay, formatDayShort } from '../../src/calendar/format.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { isSettled } from '../../src/duties/instance.ts';
import { transition } from '../../src/duties/lifecycle.ts';
import type { ActorContext, Effect, Job, Outcome, Undo } from '../../src/engine/index.ts';
import { type BeforeSettling, beforeSettling, unsettle } from '../../src/engine/unsettle.ts';
import { type LineDraft, lineAbout } from '../../src/notices/lines.ts';
import { filedCard, formCard } from './item-cards.ts';
import { toldOf } from './people.ts';
import { changeProblem, type Item, itemsByKey, lastNote, lockItem, type Problem } from './queries.ts';
import { dropReports, isTold, stageOf } from './reports.ts';
import { longestAnswer } from './rules.ts';
import { text } from './text.ts';

export interface Filing {
  readonly measure: string;
  readonly proof: string;
  /** The day of completion as picked; nothing: today. */
  readonly heldOn?: string | undefined;
  readonly channel: 'card' | 'command';
}

function checkOpen({ instance }: Item): Refusal | undefined {
  if (instance.state === 'submitted') return refuse('waiting', text.no.waiting);
  return isSettled(instance.state) ? refuse('settled', text.no.settled) : undefined;
}

function checkFiling(context: ActorContext, item: Item, filing: Filing): Refusal | undefined {
  const { number } = item.instance;
  if (filing.measure === '') return refuse('missing_measure', text.no.noMeasure(text.closeWith(number)));
  if (filing.proof === '') return refuse('missing_proof', text.no.noProof(text.closeWith(number)));
  if ([filing.measure, filing.proof].some((words) => [...words].length > longestAnswer)) {
    return refuse('too_long', text.no.answerLong(longestAnswer));
  }
  const { today, calendar } = context;
  const { heldOn } = filing;
  if (heldOn === undefined) return undefined;
  if (!isDay(heldOn)) return refuse('bad_day', text.no.badDay);
  if (heldOn > today) return refuse('future', text.no.futureDay(formatDay(heldOn, calendar, today)));
  const show = (day: Day): string => formatDay(day, calendar, today);
  const { raisedOn, judgedOn } = item.problem;
  if (heldOn < raisedOn) return refuse('before_raised', text.no.beforeRaised(show(heldOn)));
  // What came back was not done by then (duties.md T7).
  return judgedOn !== null && heldOn < judgedOn
    ? refuse('before_return', text.no.beforeReturn(show(heldOn), formatDayShort(judgedOn, today)))
    : undefined;
}

/**
 * 报请销号: the clock stands from this commit on, and the issuer looks at it (duties.md T5). The day of completion is
 * today, or the day the person states; of what came back, not before it came back. Days late are counted from it.
 */
export async function fileItem(
  context: ActorContext,
  item: Item,
  filing: Filing,
): Promise<Outcome | Refusal> {
  const { tx, now, today, actor, calendar } = context;
  const { instance, problem } = item;
  const refusal = checkOpen(item) ?? checkFiling(context, item, filing);
  if (refusal) return refusal;
  const heldOn = (filing.heldOn ?? today) as Day;
  const { measure, proof, channel } = filing;
  const filed = {
    measure,
    proof,
    filedBy: actor.code,
    filedAt: now,
    verdict: null,
    comment: null,
    judgedBy: null,
    judgedOn: null,
  };
  await changeProblem(tx, instance.key, filed);
  const before = await beforeSettling(context, [instance]);
  const event = { type: 'submit', heldOn, at: now } as const;
  const after = { ...instance, ...transition(instance, event, calendar)?.changes };
  return {
    card: filedCard(context, { problem: { ...problem, ...filed }, instance: after }),
    toast: { tone: 'success', text: text.filedToast },
    undo: {
      kind: 'rectification.file',
      payload: { instance: instance.key, before, problem: kept(problem) },
      org: instance.orgCode,
      object: instance.key,
    },
    effects: [
      { do: 'transition', instance: instance.key, event },
      traced(context, item, 'file_rectification', channel, { heldOn, measure, proof }),
    ],
  };
}

/** 先存措施: how far it is shows in the ledger; nothing else changes. */
export async function saveMeasure(
  context: ActorContext,
  item: Item,
  measure: string,
): Promise<Outcome | Refusal> {
  const { instance, problem } = item;
  const refusal = checkOpen(item);
  if (refusal) return refusal;
  if (measure === '') return refuse('missing_measure', text.no.noMeasure(text.closeWith(instance.number)));
  if ([...measure].length > longestAnswer) return refuse('too_long', text.no.answerLong(longestAnswer));
  await changeProblem(context.tx, instance.key, { measure });
  return {
    card: formCard(context, { instance, problem: { ...problem, measure } }),
    toast: { tone: 'success', text: text.savedToast },
    undo: {
      kind: 'rectification.save',
      payload: { instance: instance.key, before: problem.measure, after: measure },
      org: instance.orgCode,
      object: instance.key,
    },
    effects: [traced(context, item, 'save_measure', 'card', { measure })],
  };
}

function traced(
  { actor }: ActorContext,
  { instance, problem }: Item,
  action: string,
  channel: 'card' | 'command',
  after: object,
): Effect {
  return {
    do: 'audit',
    entry: {
      org: instance.orgCode,
      channel,
      object: instance.key,
      action,
      actor: actor.code,
      before: { state: instance.state, measure: problem.measure, proof: problem.proof },
      after,
    },
  };
}

type Kept = Omit<ReturnType<typeof kept>, 'filedAt'> & { readonly filedAt: string | null };

/** What filing overwrites, as it goes into the undo row. */
function kept({ measure, proof, filedBy, filedAt, verdict, comment, judgedBy, judgedOn }: Problem) {
  return { measure, proof, filedBy, filedAt, verdict, comment, judgedBy, judgedOn };
}

export const undoFile: Undo = async (context, payload) => {
  const { instance, before, problem } = payload as unknown as {
    readonly instance: string;
    readonly before: readonly BeforeSettling[];
    readonly problem: Kept;
  };
  if (await isTold(context, instance, 'filed')) return refuse('told', text.no.told);
  const failed = await unsettle(context, before);
  if (failed) return refuse(failed, failed === 'told' ? text.no.told : text.no.changed);
  await dropReports(context, instance, 'filed');
  const filedAt = problem.filedAt === null ? null : new Date(problem.filedAt);
  await changeProblem(context.tx, instance, { ...problem, filedAt });
  const item = await lockItem(context.tx, { key: instance });
  return item ? { reply: formCard(context, item) } : {};
};

export const undoSave: Undo = async (context, payload) => {
  const item = await lockItem(context.tx, { key: String(payload.instance) });
  if (!item || item.problem.measure !== payload.after || checkOpen(item)) {
    return refuse('changed', text.no.changed);
  }
  const measure = typeof payload.before === 'string' ? payload.before : null;
  await changeProblem(context.tx, item.instance.key, { measure });
  return { reply: formCard(context, { ...item, problem: { ...item.problem, measure } }) };
};

/** Whichever way it was filed, the issuer hears of it with the next digest. */
export const tellIssuer: Job = async (context, keys) => {
  const { tx, directory, today } = context;
  const drafts: LineDraft[] = [];
  for (const found of await itemsByKey(tx, keys)) {
    const item = await withNote(context, found);
    const { instance, problem } = item;
    if (instance.state !== 'submitted') continue;
    for (const { code } of toldOf(context, item)) {
      const held = directory.postsOf(code, today).find(({ org }) => org === problem.issuer);
      drafts.push({
        kind: 'report',
        ...lineAbout(instance),
        stage: stageOf('filed', instance.version),
        person: code,
        post: held?.post ?? 'member',
        facts: {
          report: 'to_close',
          number: instance.number,
          heldBy: instance.heldBy,
          subject: instance.subject,
        },
      });
    }
  }
  return drafts.length === 0 ? [] : [{ do: 'lines', lines: drafts }];
};

/** What was entered by its number has its words in the record. */
async function withNote(context: Parameters<Job>[0], item: Item): Promise<Item> {
  const { instance, problem } = item;
  const { recordedAt } = instance;
  if (instance.state !== 'submitted' || recordedAt === null) return item;
  if (problem.filedAt?.getTime() === recordedAt.getTime()) return item;
  const record = await lastNote(context.tx, instance.key);
  if (!record) return item;
  const filed = {
    proof: record.note,
    filedBy: record.by,
    filedAt: recordedAt,
    verdict: null,
    comment: null,
    judgedBy: null,
    judgedOn: null,
  };
  await changeProblem(context.tx, instance.key, filed);
  return { instance, problem: { ...problem, ...filed } };
}
