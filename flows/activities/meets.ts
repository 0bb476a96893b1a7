import { and, desc, eq, gte, isNotNull } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { activities } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { periodStart } from '../../src/calendar/periods.ts';
import { type Activity, type RollEntry, tookPart } from '../../src/duties/activities/activity.ts';
import { linkInstances, rollOf } from '../../src/duties/activities/activity-store.ts';
import { unapproved } from '../../src/duties/approvals.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { recordByOf } from '../../src/duties/planning/draft.ts';
import { askedBy } from '../../src/duties/record-fields.ts';
import type { ActorContext, Effect, FlowContext } from '../../src/engine/index.ts';
import { markSubjects } from '../../src/engine/marking.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { hasBegun, openPeriods } from './items.ts';
import { text } from './text.ts';

/**
 * What one meeting may meet as well (duties.md b.1): open, begun, approved where that is needed. A lecture only with
 * its own speaker; what each owes for himself or herself only where being there is doing it.
 */
export async function mergeable(
  context: ActorContext,
  activity: Pick<Activity, 'duty' | 'orgCode' | 'heldOn' | 'speaker'>,
): Promise<readonly DutyInstance[]> {
  const found: DutyInstance[] = [];
  for (const id of context.catalogue.get(activity.duty).canShareActivityWith) {
    const partner = context.catalogue.find(id);
    if (!partner || !maybeMet(context, partner, activity.orgCode, activity.speaker)) continue;
    const { free } = await openPeriods(context, partner, activity.orgCode, null);
    const instance = free.find((one) => hasBegun(one, activity.heldOn));
    if (instance && !(await unapproved(context.tx, context.catalogue, [instance]))) found.push(instance);
  }
  return found;
}

function maybeMet(context: ActorContext, duty: DutyDef, org: string, speaker: string): boolean {
  if (duty.coverage !== undefined && duty.atMeeting !== 'by_presence') return false;
  return isSpokenByOwner(context, duty, org, speaker);
}

/** A lecture is the owner's own: given by somebody else it is a lecture for the branch and not this one (`003`). */
export function isSpokenByOwner(
  { directory, today }: Pick<FlowContext, 'directory' | 'today'>,
  { atMeeting, owner }: Pick<DutyDef, 'atMeeting' | 'owner'>,
  org: string,
  speaker: string,
): boolean {
  if (atMeeting !== 'owner_speaks') return true;
  return owner.post.some((post) =>
    directory.holders(org, post, today).some(({ person }) => person.name === speaker),
  );
}

/** At the record nothing more is asked than the form asks already. */
export async function mergeableAtRecord(
  context: ActorContext,
  activity: Activity,
  duties: readonly DutyDef[],
): Promise<readonly DutyInstance[]> {
  const known = new Set(duties.map(({ id }) => id));
  const asked = new Set(askedBy(duties).map(({ name }) => name));
  return (await mergeable(context, activity)).filter(({ duty }) => {
    const partner = context.catalogue.get(duty);
    if (known.has(duty)) return false;
    return (
      partner.atMeeting === 'by_presence' ||
      askedBy([partner]).every(({ name, isRequired }) => !isRequired || asked.has(name))
    );
  });
}

/** What does not count any more because somebody else speaks: it is open again, and to be planned anew. */
export async function withoutUnspoken(
  context: ActorContext,
  activity: Pick<Activity, 'id' | 'duty'>,
  speaker: string,
  met: readonly DutyInstance[],
): Promise<{ readonly kept: readonly DutyInstance[]; readonly gone: readonly DutyInstance[] }> {
  const isGone = ({ duty, orgCode }: DutyInstance): boolean =>
    duty !== activity.duty && !isSpokenByOwner(context, context.catalogue.get(duty), orgCode, speaker);
  const gone = met.filter(isGone);
  const kept = met.filter((one) => !gone.includes(one));
  const keys = kept.map(({ key }) => key);
  if (gone.length > 0) await linkInstances(context.tx, activity.id, keys);
  return { kept, gone };
}

export function unscheduleEffect(
  { calendar }: Pick<FlowContext, 'calendar'>,
  instance: DutyInstance,
): Effect {
  const recordBy = recordByOf(instance, instance.heldBy, calendar);
  return { do: 'transition', instance: instance.key, event: { type: 'unschedule', recordBy } };
}

export interface MarkedThere {
  readonly instance: string;
  readonly people: readonly string[];
}

/** What each owes for himself or herself is met by those who were there; the others still owe it. */
export async function markThere(
  context: ActorContext,
  instances: readonly DutyInstance[],
  roll: readonly RollEntry[],
  heldOn: Day,
  channel: 'card' | 'command',
): Promise<{ readonly effects: readonly Effect[]; readonly marked: readonly MarkedThere[] }> {
  const there = roll.filter(tookPart).map(({ person }) => person);
  const effects: Effect[] = [];
  const marked: MarkedThere[] = [];
  for (const instance of instances) {
    const by = { actor: context.actor.code, channel };
    const done = await markSubjects(context, instance, there, heldOn, by);
    effects.push(...done.effects);
    marked.push({ instance: instance.key, people: done.fresh });
  }
  return { effects, marked };
}

/**
 * The lecture of a leading group's secretary is given in a branch and recorded there; who keeps the leading group's
 * records finds it filled in (one item is asked once, duties.md e.4).
 */
export async function lectureGiven(
  { tx, directory, today }: Pick<FlowContext, 'tx' | 'directory' | 'today'>,
  { atMeeting, owner }: DutyDef,
  { orgCode, period }: DutyInstance,
): Promise<{ readonly heldOn: Day; readonly note: string } | undefined> {
  const organ = directory.managedBy(orgCode)?.code;
  if (atMeeting !== 'owner_speaks' || organ === undefined) return undefined;
  const names = owner.post.flatMap((post) =>
    directory.holders(orgCode, post, today).map(({ person }) => person.name),
  );
  const branches = directory.branchesUnder(organ).map(({ code }) => code);
  if (names.length === 0 || branches.length === 0) return undefined;
  const [held] = await tx
    .select()
    .from(activities)
    .where(
      and(
        isNotNull(activities.recordedAt),
        eq(activities.state, 'recorded'),
        among(activities.orgCode, branches),
        among(activities.speaker, names),
        gte(activities.heldOn, periodStart(period)),
      ),
    )
    .orderBy(desc(activities.heldOn))
    .limit(1);
  if (!held) return undefined;
  const there = (await rollOf(tx, held.id)).filter(tookPart).length;
  const branch = shortOrgName(directory, held.orgCode);
  return { heldOn: held.heldOn as Day, note: text.lectureGiven(branch, held.topic, there) };
}
