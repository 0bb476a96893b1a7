import { formatDayTime } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { insertActivity } from '../../src/duties/activities/activity-store.ts';
import { readItem } from '../../src/duties/activities/meeting.ts';
import { groupsOf } from '../../src/duties/activities/rosters.ts';
import { needsApproval, unapproved } from '../../src/duties/approvals.ts';
import { actingPosts } from '../../src/duties/authority.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { postsWith } from '../../src/engine/access.ts';
import { actsForMeetings } from '../../src/engine/acting.ts';
import { type ActorContext, askBack, type Outcome } from '../../src/engine/index.ts';
import { type FoundPeople, findPeople } from '../../src/org/names.ts';
import { personLabel } from '../../src/org/person-label.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { Person } from '../../src/org/types.ts';
import { refuseUnapproved } from './approval.ts';
import { beginActivity, beginRoll } from './begin.ts';
import { type OwnItem, openPeriods, ownItems } from './items.ts';
import { asksTopic, isHeldByGroups, isMeeting } from './kinds.ts';
import { mergeable } from './meets.ts';
import { warnNotOwed, whyNotOwed } from './not-owed.ts';
import { askOccasion, openOccasion, readOccasion } from './occasion.ts';
import { askCard, draftCard, expectedAt, planForm } from './plan-cards.ts';
import { choosePeriod, itemName, type PlanFields, readPlan } from './plan-rules.ts';
import { branchName, guestWord, text } from './text.ts';
import { readTogether, withTogether } from './together.ts';

/** `/安排 事项 时间 地点 [主题] [主讲]`: which meeting it is stands first; without one it is asked back. */
export async function planAnyByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const read = readItem(line, context.catalogue.duties.filter(isMeeting));
  if (read) return planByText(context, read.duty, read.rest);
  const options: { readonly label: string; readonly line: string }[] = [];
  for (const item of ownItems(context, 'plan')) {
    const { free } = await openPeriods(context, item.duty, item.org, item.group ?? null);
    const { brief } = item.duty.name;
    const isReady = free.length > 0 && (await unapproved(context.tx, context.catalogue, free)) === undefined;
    if (isReady && !options.some(({ label }) => label === brief)) {
      options.push({ label: brief, line: text.planLine(brief, line) });
    }
  }
  if (options.length > 0) return askBack(text.whichItem, options, options.length);
  return actsForMeetings(context, 'plan')
    ? refuse('nothing_to_plan', text.no.nothingToPlan)
    : refuse('not_yours', text.no.notYours(postsWith('plan')));
}

/** `/党课 时间 题目 主讲`: for the branch's quarter, or where that is done for the secretary's own lecture. */
export async function planLecture(
  context: ActorContext,
  lectures: readonly DutyDef[],
  line: string,
): Promise<Outcome | Refusal> {
  const [first, second] = lectures;
  if (!first) return refuse('nothing_to_plan', text.no.nothingToPlan);
  const item = ownItems(context, 'plan').find(({ duty }) => duty.id === first.id);
  const open = item ? await openPeriods(context, first, item.org, null) : undefined;
  return planByText(context, open?.free.length === 0 && second ? second : first, line, 'anywhere');
}

/** The line behind a meeting's name, and every answer to a question it asked back. */
export async function planByText(
  context: ActorContext,
  duty: DutyDef,
  line: string,
  where: 'placed' | 'anywhere' = 'placed',
): Promise<Outcome | Refusal> {
  const item = itemToPlan(context, duty, line);
  if (isRefusal(item)) return item;
  if (!('duty' in item)) return item;
  const early = await refuseEarly(context, item);
  if (early) return early;
  const said = withoutGroup(line, item);
  if (said === '') {
    if (await hasFree(context, item)) return { reply: planForm(duty, item, context.directory) };
    const off = await whyNotOwed(context, item, context.today);
    if (off !== undefined) return refuse('switched_off', off);
  }
  const occasion = readOccasion(duty, said);
  const together = readTogether(occasion.rest, duty, context.catalogue);
  const reading = readPlan(together.rest, context, {
    example: exampleOf(duty),
    needsTopic: asksTopic(duty),
    needsPlace: where === 'placed',
  });
  if (isRefusal(reading)) return reading;
  if (reading.kind === 'ask') {
    const options = reading.options.map((one) => ({ ...one, line: withTogether(one.line, together.other) }));
    return { reply: askCard(duty, reading.question, options) };
  }
  const { speaker } = reading.fields;
  const sharing = speakersCalled(context, item.org, speaker);
  if (sharing.length > 0) {
    const options = sharing.map((person) => ({
      label: personLabel(context.directory, person, sharing),
      line: line.replace(speaker, person.code),
    }));
    return { reply: askCard(duty, text.severalSpeakers(speaker), options, text.askSpeaker) };
  }
  const asked = occasion.opens ? undefined : await askOccasion(context, item, line);
  if (asked) {
    // Once it is on the list nothing may be refused any more.
    const known = resolveSpeaker(context, item.org, speaker);
    return isRefusal(known) ? known : asked;
  }
  const opened = occasion.opens ? await openOccasion(context, item) : {};
  const card = await saveDraft(context, item, reading.fields, { together: together.other });
  return isRefusal(card) ? card : { ...opened, reply: card };
}

const themeDay = 'branch_theme_day';

export function exampleOf(duty: DutyDef): string {
  return duty.id === themeDay ? text.planExample : text.exampleOf(duty.name.brief, asksTopic(duty));
}

/** For whom a person plans it: his or her own organisation. A line that names another branch says who may do that. */
function itemToPlan(context: ActorContext, duty: DutyDef, line: string): OwnItem | Outcome | Refusal {
  const own = ownItems(context, 'plan').filter((item) => item.duty.id === duty.id);
  const named = branchName.exec(line)?.[1];
  const other =
    named === undefined ? undefined : context.directory.orgs.find((org) => org.name.endsWith(named));
  if (other && !own.some(({ org }) => org === other.code) && other.level === 'branch') {
    return refuse(
      'other_branch',
      text.no.otherBranch(shortOrgName(context.directory, other.code), planners(duty)),
    );
  }
  const [item] = own;
  if (!item) return refuse('not_yours', text.no.notYours(planners(duty), duty.owner.level));
  return isHeldByGroups(duty) ? withGroup(context, item, line) : item;
}

/** A leader's own group; whoever plans for all of them names one. */
function withGroup(context: ActorContext, item: OwnItem, line: string): OwnItem | Outcome {
  if (item.group !== undefined) return item;
  const groups = groupsOf(context.directory, item.org);
  const group = groups.find((name) => line.includes(name)) ?? (groups.length === 1 ? groups[0] : undefined);
  if (group !== undefined) return { ...item, group };
  const { brief } = item.duty.name;
  return askBack(
    text.whichGroup,
    groups.map((name) => ({ label: name, line: text.planLine(brief, `${name} ${line}`) })),
  );
}

/** Before a date is asked for: whether it may be called at all yet. */
export async function refuseEarly(
  context: ActorContext,
  { duty, org, group }: OwnItem,
): Promise<Refusal | undefined> {
  if (!needsApproval(duty)) return undefined;
  const { free, busy } = await openPeriods(context, duty, org, group ?? null);
  if (free.length + busy.length === 0) return refuse('nothing_open', text.no.noElection);
  return refuseUnapproved(context, free.slice(0, 1), 'plan');
}

async function hasFree(context: ActorContext, { duty, org, group }: OwnItem): Promise<boolean> {
  return (await openPeriods(context, duty, org, group ?? null)).free.length > 0;
}

function withoutGroup(line: string, { group }: OwnItem): string {
  return group === undefined ? line : line.replace(group, ' ').trim();
}

export function planners(duty: DutyDef): string {
  const posts = actingPosts({ ...duty.owner, coverage: duty.coverage }, 'plan');
  return posts.map((post) => postName(post)).join('、');
}

export async function saveDraft(
  context: ActorContext,
  item: OwnItem,
  typed: PlanFields,
  {
    asked,
    together,
  }: {
    /** The item whose button was pressed; without one the day decides. */
    readonly asked?: string | undefined;
    /** What the same meeting was said to be as well. */
    readonly together?: DutyDef | undefined;
  } = {},
): Promise<object | Refusal> {
  const speaker = resolveSpeaker(context, item.org, typed.speaker);
  if (isRefusal(speaker)) return speaker;
  const period = await periodFor(context, item, typed, asked);
  if (isRefusal(period)) return period;
  const early = await refuseUnapproved(context, [period.chosen], 'plan');
  if (early) return early;
  const activity = beginActivity(context, item, 'draft', { ...typed, speaker });
  await insertActivity(context.tx, activity, [period.chosen.key]);
  return draw(context, activity, item.duty, period.chosen, period.others, together);
}

/** A full name from the roster, or a guest announced as one. */
export function resolveSpeaker(context: ActorContext, org: string, typed: string): string | Refusal {
  if (typed === '') return '';
  if (guestWord.test(typed)) return typed.replace(guestWord, '');
  const found = findSpeaker(context, org, typed);
  if (found.kind === 'one') return found.person.name;
  const people = found.kind === 'many' ? found.people.slice(0, 5) : found.nearest;
  const names = people.map((person) => person.name).join('、');
  return found.kind === 'many'
    ? refuse('several_names', text.no.severalNames(typed, names))
    : refuse('unknown_name', text.no.unknownName(typed, names));
}

/** One's own branch first: a surname or a nickname is meant for a colleague. */
function findSpeaker(context: ActorContext, org: string, typed: string): FoundPeople {
  const organ = context.directory.organCommitteeOf(org) ?? context.directory.superiorOf(org);
  const wide = context.directory.branchesUnder(organ?.code ?? org).map(({ code }) => code);
  const near = findPeople(context.directory, typed, [org]);
  if (near.kind !== 'none') return near;
  const far = findPeople(context.directory, typed, [org, ...wide]);
  return far.kind === 'none' ? near : far;
}

/** Those who are all called so; nobody where the name is clear, or nobody's. */
function speakersCalled(context: ActorContext, org: string, typed: string): readonly Person[] {
  if (typed === '' || guestWord.test(typed)) return [];
  const found = findSpeaker(context, org, typed);
  return found.kind === 'many' ? found.people.slice(0, 5) : [];
}

async function periodFor(
  context: ActorContext,
  { duty, org, group }: OwnItem,
  typed: PlanFields,
  asked: string | undefined,
) {
  const { free, busy } = await openPeriods(context, duty, org, group ?? null);
  const period = choosePeriod(free, typed.heldOn);
  const meant = period?.others.find(({ key }) => key === asked);
  if (period && meant) {
    const all = [period.chosen, ...period.others];
    return { chosen: meant, others: all.filter(({ key }) => key !== meant.key) };
  }
  if (period) return period;
  const [planned] = busy;
  const off = await whyNotOwed(context, { duty, org }, typed.heldOn);
  if (!planned) return refuse('nothing_open', off ?? text.no.nothingOpen(duty));
  const when = formatDayTime(planned.activity.startsAt, context.calendar, context.today);
  const already = text.no.alreadyPlanned(itemName(planned.instance, duty, context.today), when);
  return refuse('already_planned', (off ?? '') + already);
}

export async function draw(
  context: ActorContext,
  activity: Activity,
  duty: DutyDef,
  instance: DutyInstance,
  others: readonly DutyInstance[],
  together?: DutyDef,
): Promise<object> {
  const members = expectedAt(context, activity);
  const roll = await beginRoll(context, activity, members, [instance]);
  const called = new Set(roll.filter(({ mark }) => mark === 'unanswered').map(({ person }) => person));
  return draftCard({
    activity,
    duty,
    instance,
    others,
    also: await mergeable(context, activity),
    together,
    off: await warnNotOwed(context, { duty, org: activity.orgCode }, activity.heldOn, instance),
    members: members.filter(({ code }) => called.has(code)),
    context,
  });
}
