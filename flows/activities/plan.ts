import { formatDayTime } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activity.ts';
import { activityOfInstance, insertActivity } from '../../src/duties/activity-store.ts';
import type { DutyDef } from '../../src/duties/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { openInstances } from '../../src/duties/store.ts';
import { branchesWith, postsWith } from '../../src/engine/access.ts';
import type { ActorContext, Outcome } from '../../src/engine/index.ts';
import { type FoundPeople, findPeople } from '../../src/org/names.ts';
import { personLabel } from '../../src/org/person-label.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Person } from '../../src/org/types.ts';
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
  const { speaker } = reading.fields;
  const sharing = speakersCalled(context, branch, speaker);
  if (sharing.length > 0) {
    const options = sharing.map((person) => ({
      label: personLabel(context.directory, person, sharing),
      line: line.replace(speaker, person.code),
    }));
    return { reply: askCard(duty, text.severalSpeakers(speaker), options, text.askSpeaker) };
  }
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
  const found = findSpeaker(context, branch, typed);
  if (found.kind === 'one') return found.person.name;
  const people = found.kind === 'many' ? found.people.slice(0, 5) : found.nearest;
  const names = people.map((person) => person.name).join('、');
  return found.kind === 'many'
    ? refuse('several_names', text.no.severalNames(typed, names))
    : refuse('unknown_name', text.no.unknownName(typed, names));
}

/** One's own branch first: a surname or a nickname is meant for a colleague. */
function findSpeaker(context: ActorContext, branch: string, typed: string): FoundPeople {
  const organ = context.directory.organCommitteeOf(branch) ?? context.directory.superiorOf(branch);
  const wide = organ ? context.directory.branchesUnder(organ.code).map((org) => org.code) : [];
  const near = findPeople(context.directory, typed, [branch]);
  if (near.kind !== 'none') return near;
  const far = findPeople(context.directory, typed, [branch, ...wide]);
  return far.kind === 'none' ? near : far;
}

/** Those who are all called so; nobody where the name is clear, or nobody's. */
function speakersCalled(context: ActorContext, branch: string, typed: string): readonly Person[] {
  if (typed === '' || guestWord.test(typed)) return [];
  const found = findSpeaker(context, branch, typed);
  return found.kind === 'many' ? found.people.slice(0, 5) : [];
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
