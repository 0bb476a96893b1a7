import { and, eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyMarks, dutyRecords } from '../../db/schema/index.ts';
import { refuse } from '../../src/core/errors.ts';
import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import {
  changeActivity,
  instancesOf,
  linkInstances,
  lockActivity,
  writeRoll,
} from '../../src/duties/activities/activity-store.ts';
import { lockInstances } from '../../src/duties/store.ts';
import type { Undo, Undoing } from '../../src/engine/index.ts';
import { touchRollCards } from '../../src/engine/invitation-cards.ts';
import { unmarkSubjects } from '../../src/engine/marking.ts';
import { type BeforeSettling, unsettle } from '../../src/engine/unsettle.ts';
import type { MarkedThere } from './meets.ts';
import { text } from './text.ts';

interface RecordUndo {
  readonly activity: string;
  /** Its fields before the record; absent: it began with the record, and goes with it. */
  readonly before?: Pick<Activity, 'place' | 'topic' | 'speaker' | 'notes' | 'rollClosedBy'> & {
    readonly rollClosedAt: string | null;
  };
  readonly roll: readonly RollEntry[];
  /** What it was held for before the record. */
  readonly linked: readonly string[];
  readonly instances: readonly BeforeSettling[];
  readonly group: string | null;
  readonly marked: readonly MarkedThere[];
}

/** What recording an activity changed; `roll` is given where the record closed it. */
export function recordUndo(
  activity: Activity,
  {
    isNew,
    roll,
    linked,
    instances,
    marked,
  }: Pick<RecordUndo, 'roll' | 'linked' | 'instances' | 'marked'> & { readonly isNew: boolean },
): Undoing {
  const { place, topic, speaker, notes, rollClosedAt, rollClosedBy } = activity;
  const fields = { place, topic, speaker, notes, rollClosedBy };
  const before = { ...fields, rollClosedAt: rollClosedAt?.toISOString() ?? null };
  const payload: RecordUndo = {
    activity: activity.id,
    ...(isNew ? {} : { before }),
    roll,
    linked,
    instances,
    group: activity.groupName,
    marked,
  };
  return {
    kind: 'activities.record',
    payload: { ...payload },
    org: activity.orgCode,
    object: activity.id,
  };
}

/** The activity waits for its record again, and all it had settled is open as before. */
export const undoRecord: Undo = async (context, payload) => {
  const { before, roll, linked, instances, group, marked } = payload as unknown as RecordUndo;
  const { tx, now } = context;
  const activity = await lockActivity(tx, String(payload.activity));
  if (activity?.state !== 'recorded') return refuse('changed', text.no.undoChanged);
  // Where groups are left nothing was settled: only the mark of this group goes.
  const problem = await unsettle(context, instances);
  if (problem) return refuse(problem, problem === 'told' ? text.no.undoTold : text.no.undoChanged);
  for (const { instance, people } of marked) {
    const [open] = await lockInstances(tx, [instance]);
    if (open) await unmarkSubjects(context, open, people);
  }
  const gone = { recordedAt: null, recordedBy: null, quorum: null };
  if (before) {
    const rollClosedAt = before.rollClosedAt === null ? null : new Date(before.rollClosedAt);
    await changeActivity(tx, activity.id, { ...before, ...gone, rollClosedAt, state: 'published' });
    await writeRoll(tx, activity.id, roll, now);
  } else {
    await changeActivity(tx, activity.id, { ...gone, state: 'discarded' });
  }
  if (group !== null) await unmarkGroup(context.tx, activity.id, group, instances);
  await linkInstances(tx, activity.id, before ? linked : []);
  return {
    effects: [...touchRollCards(activity)],
  };
};

async function unmarkGroup(
  tx: Parameters<typeof linkInstances>[0],
  activity: string,
  group: string,
  instances: readonly BeforeSettling[],
): Promise<void> {
  const known = instances.map(({ key }) => key);
  const keys = known.length > 0 ? known : await instancesOf(tx, activity);
  if (keys.length === 0) return;
  await tx.delete(dutyMarks).where(and(among(dutyMarks.instanceKey, keys), eq(dutyMarks.subject, group)));
}

interface RegisterUndo {
  readonly record: number;
  readonly instances: readonly BeforeSettling[];
}

export function registerUndo(
  org: string,
  object: string,
  record: number,
  instances: readonly BeforeSettling[],
): Undoing {
  const payload: RegisterUndo = { record, instances };
  return { kind: 'activities.register', payload: { ...payload }, org, object };
}

export const undoRegister: Undo = async (context, payload) => {
  const { record, instances } = payload as unknown as RegisterUndo;
  const problem = await unsettle(context, instances);
  if (problem) return refuse(problem, problem === 'told' ? text.no.undoTold : text.no.undoChanged);
  await context.tx.delete(dutyRecords).where(eq(dutyRecords.id, record));
  return {};
};
