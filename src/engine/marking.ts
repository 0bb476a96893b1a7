import { and, eq } from 'drizzle-orm';
import { among, insertMany } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyMarks } from '../../db/schema/index.ts';
import type { Day } from '../calendar/day.ts';
import { type CoverageSubject, concernedPeople, coverageSubjects } from '../duties/coverage.ts';
import { type DutyInstance, isStill } from '../duties/instance.ts';
import { readMarks } from '../duties/store.ts';
import { withdrawLinesOf } from '../notices/withdrawn-lines.ts';
import type { FlowContext } from './define.ts';
import type { Effect } from './effect.ts';

/** How far an instance that many owe has come. */
export interface Covered {
  readonly subjects: readonly CoverageSubject[];
  readonly undone: readonly CoverageSubject[];
}

/** What has to be marked on this day, and what of it is not. */
export async function coveredSoFar(
  { tx, directory, today }: Pick<FlowContext, 'directory' | 'today'> & { readonly tx: Reader },
  instances: readonly DutyInstance[],
): Promise<ReadonlyMap<string, Covered>> {
  const marks = await readMarks(
    tx,
    instances.map(({ key }) => key),
  );
  return new Map(
    instances.map((instance) => {
      const subjects = coverageSubjects(directory, instance, today);
      const known = marks.get(instance.key);
      return [instance.key, { subjects, undone: subjects.filter(({ key }) => !known?.has(key)) }];
    }),
  );
}

export interface Marked extends Covered {
  /** Keys that were not marked before. */
  readonly fresh: readonly string[];
  readonly effects: readonly Effect[];
}

/**
 * Marks parts of an instance that is locked: whoever is not concerned any more hears nothing of it from this commit
 * on, and when no part is left it settles on the day of the last one. The trace keeps the number, not the people.
 */
export async function markSubjects(
  context: FlowContext,
  instance: DutyInstance,
  keys: readonly string[],
  on: Day,
  by: { readonly actor: string; readonly channel: 'card' | 'command' },
): Promise<Marked> {
  const { tx, directory, today, now } = context;
  const before = (await coveredSoFar(context, [instance])).get(instance.key);
  const subjects = before?.subjects ?? [];
  const fresh = isStill(instance.state)
    ? []
    : (before?.undone ?? []).map(({ key }) => key).filter((key) => keys.includes(key));
  const undone = (before?.undone ?? []).filter(({ key }) => !fresh.includes(key));
  if (fresh.length === 0) return { subjects, undone, fresh, effects: [] };
  const rows = fresh.map((subject) => ({
    instanceKey: instance.key,
    subject,
    heldOn: on,
    at: now,
    by: by.actor,
  }));
  await insertMany(tx, dutyMarks, rows, 'instance_key');
  const concerned = new Set(concernedPeople(directory, instance, undone, today).map(({ code }) => code));
  const relieved = subjects
    .filter(({ key }) => fresh.includes(key))
    .flatMap(({ people }) => people.map(({ code }) => code))
    .filter((code) => !concerned.has(code));
  await withdrawLinesOf(tx, instance.key, [...new Set(relieved)], 'marked');
  const traced: Effect = {
    do: 'audit',
    entry: {
      org: instance.orgCode,
      channel: by.channel,
      object: instance.key,
      action: 'mark',
      actor: by.actor,
      after: { marked: fresh.length, left: undone.length },
    },
  };
  if (undone.length > 0) return { subjects, undone, fresh, effects: [traced] };
  const heldOn = await lastMarkOn(context, instance.key, on);
  const event = { type: 'record', heldOn, on: today, at: now } as const;
  return {
    subjects,
    undone,
    fresh,
    effects: [traced, { do: 'transition', instance: instance.key, event }],
  };
}

async function lastMarkOn({ tx }: FlowContext, key: string, on: Day): Promise<Day> {
  const rows = await tx
    .select({ on: dutyMarks.heldOn })
    .from(dutyMarks)
    .where(eq(dutyMarks.instanceKey, key));
  return rows.reduce<Day>((last, row) => (row.on !== null && row.on > last ? (row.on as Day) : last), on);
}

/** Takes back marks that were a slip of the pen; what is settled stays. Answers how many there were. */
export async function unmarkSubjects(
  { tx }: FlowContext,
  instance: DutyInstance,
  keys: readonly string[],
): Promise<number> {
  if (keys.length === 0 || isStill(instance.state)) return 0;
  const gone = await tx
    .delete(dutyMarks)
    .where(and(eq(dutyMarks.instanceKey, instance.key), among(dutyMarks.subject, keys)))
    .returning({ subject: dutyMarks.subject });
  return gone.length;
}
