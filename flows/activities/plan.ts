import { formatDayTime } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activity.ts';
import { activityOfInstance, insertActivity } from '../../src/duties/activity-store.ts';
import type { DutyDef } from '../../src/duties/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { openInstances } from '../../src/duties/store.ts';
import { branchesWith, postsWith } from '../../src/engine/access.ts';
import type { ActorContext, Outcome } from '../../src/engine/index.ts';
import { findPeople } from '../../src/org/names.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { beginActivity } from './begin.ts';
import { askCard, draftCard } from './plan-cards.ts';
import { choosePeriod, itemName, type PlanFields, readPlan } from './plan-rules.ts';
import { branchName, guestWord, text } from './text.ts';

/** `/主题党日 时间 地点 主题 主讲`, and every answer to a question it asked back. */
export async function planByText(
  context: ActorContext,
  duty: DutyDef,
  line: string,
): Promise<Outcome | Refusal> {
  const branch = branchToPlanFor(context, line);
  if (isRefusal(branch)) return branch;
  const reading = readPlan(line, context);
  if (isRefusal(reading)) return reading;
  if (reading.kind === 'ask') return { reply: askCard(duty, reading.question, reading.options) };
  const card = await saveDraft(context, duty, branch, reading.fields);
  return isRefusal(card) ? card : { reply: card };
}

/** The branch a person plans for: his or her own. A line that names another branch says who may do that. */
function branchToPlanFor(context: ActorContext, line: string): string | Refusal {
  const own = branchesWith(context, 'plan');
  const named = branchName.exec(line)?.[1];
  const other =
    named === undefined ? undefined : context.directory.orgs.find((org) => org.name.endsWith(named));
  if (other && !own.includes(other.code) && other.level === 'branch') {
    return refuse(
      'other_branch',
      text.no.otherBranch(shortOrgName(context.directory, other.code), postsWith('plan')),
    );
  }
  const [branch] = own;
  return branch ?? refuse('not_yours', text.no.notYours(postsWith('plan')));
}

export async function saveDraft(
  context: ActorContext,
  duty: DutyDef,
  branch: string,
  typed: PlanFields,
): Promise<object | Refusal> {
  const speaker = resolveSpeaker(context, branch, typed.speaker);
  if (isRefusal(speaker)) return speaker;
  const period = await periodFor(context, duty, branch, typed);
  if (isRefusal(period)) return period;
  const activity = beginActivity(context, duty, branch, 'draft', { ...typed, speaker });
  await insertActivity(context.tx, activity, [period.chosen.key]);
  return draw(context, activity, duty, period.chosen, period.other);
}

/** A full name from the roster, or a guest announced as one. */
export function resolveSpeaker(context: ActorContext, branch: string, typed: string): string | Refusal {
  if (typed === '') return '';
  if (guestWord.test(typed)) return typed.replace(guestWord, '');
  const organ = context.directory.organCommitteeOf(branch) ?? context.directory.superiorOf(branch);
  const wide = organ ? context.directory.branchesUnder(organ.code).map((org) => org.code) : [];
  // One's own branch first: a surname or a nickname is meant for a colleague.
  for (const scope of [[branch], [branch, ...wide]]) {
    const found = findPeople(context.directory, typed, scope);
    if (found.kind === 'one') return found.person.name;
    if (found.kind === 'many') {
      const people = found.people.slice(0, 5).map((person) => person.name);
      return refuse('several_names', text.no.severalNames(typed, people.join('、')));
    }
  }
  const found = findPeople(context.directory, typed, [branch]);
  const nearest = found.kind === 'none' ? found.nearest.map((person) => person.name) : [];
  return refuse('unknown_name', text.no.unknownName(typed, nearest.join('、')));
}

async function periodFor(context: ActorContext, duty: DutyDef, branch: string, typed: PlanFields) {
  const open = await openInstances(context.tx, branch, duty.id);
  const free: DutyInstance[] = [];
  let busy: { readonly instance: DutyInstance; readonly activity: Activity } | undefined;
  for (const instance of open) {
    const activity = await activityOfInstance(context.tx, instance.key);
    if (activity?.state === 'published') busy ??= { instance, activity };
    else free.push(instance);
  }
  const period = choosePeriod(free, typed.heldOn);
  if (period) return period;
  if (!busy) return refuse('nothing_open', text.no.nothingOpen(duty.name.brief));
  const when = formatDayTime(busy.activity.startsAt, context.calendar, context.today);
  return refuse(
    'already_planned',
    text.no.alreadyPlanned(itemName(busy.instance, duty, context.today), when),
  );
}

export function draw(
  context: ActorContext,
  activity: Activity,
  duty: DutyDef,
  instance: DutyInstance,
  other: DutyInstance | undefined,
): object {
  const members = context.directory.membersOf(activity.orgCode);
  return draftCard({ activity, duty, instance, other, members, directory: context.directory, at: context });
}
