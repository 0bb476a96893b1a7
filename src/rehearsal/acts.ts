import type { Day } from '../calendar/day.ts';
import { formatDayShort } from '../calendar/format.ts';
import { periodOf } from '../calendar/periods.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Directory } from '../org/directory.ts';
import type { Person } from '../org/types.ts';
import { rehearsalText as text } from '../text/rehearsal.ts';
import { type Behaviour, type MonthScript, scriptFor } from './behaviours.ts';
import { type Hands, hasComponent } from './hands.ts';
import { chance } from './random.ts';

export interface ActContext {
  readonly behaviour: Behaviour;
  readonly seed: number;
  readonly calendar: WorkCalendar;
  readonly directory: Directory;
  readonly hands: Hands;
  /** All that follows from the last act is done. */
  settled(): Promise<void>;
}

export interface DaysActs {
  /** In the morning after the digests: secretaries plan, members answer. */
  readonly morning: readonly (() => Promise<void>)[];
  /** After the meeting: the roll and the record. */
  readonly evening: readonly (() => Promise<void>)[];
}

/** What people do on this day. Acts run one after the other, in the order of the roster. */
export function actsOf(context: ActContext, day: Day, from: Day): DaysActs {
  const morning: (() => Promise<void>)[] = [];
  const evening: (() => Promise<void>)[] = [];
  for (const org of context.directory.orgs) {
    if (org.level !== 'branch') continue;
    const recorder = recorderOf(context.directory, org.code, day);
    if (!recorder) continue;
    for (const script of scriptsAround(context, org.code, day)) {
      if (script.planOn < from) continue;
      if (script.planOn === day) morning.push(() => plan(context, org.code, recorder, script));
      if (script.recordOn === day) evening.push(() => record(context, recorder));
    }
  }
  return { morning, evening };
}

/** A script may reach into the next month: a meeting held late. */
function scriptsAround(context: ActContext, branch: string, day: Day): readonly MonthScript[] {
  const { behaviour, seed, calendar } = context;
  const months = new Set([day, calendar.addWorkdays(day, -15)].map((one) => periodOf(one, 'month')));
  return [...months].flatMap(
    (month) => scriptFor(behaviour, branch, `${month}-01` as Day, seed, calendar) ?? [],
  );
}

/** Who plans and records for the branch: the secretary, else the deputy, with an account. */
function recorderOf(directory: Directory, branch: string, day: Day): Person | undefined {
  const holders = [
    ...directory.holders(branch, 'branch_secretary', day),
    ...directory.holders(branch, 'branch_deputy_secretary', day),
  ];
  return holders.map(({ person }) => person).find((person) => person.account !== undefined);
}

async function plan(
  context: ActContext,
  branch: string,
  recorder: Person,
  script: MonthScript,
): Promise<void> {
  const { hands } = context;
  const account = recorder.account ?? '';
  await hands.say(account, text.plan(formatDayShort(script.heldOn)));
  await context.settled();
  // A branch that is behind makes up what it owes longest: the draft offers it beside the month that is not late yet.
  const first = await hands.newestWith(account, 'publish');
  if (first && hasComponent(first, 'count_for_0') && !hasComponent(first, 'reason')) {
    await hands.press(account, first, 'count_for_0');
    await context.settled();
  }
  const draft = await hands.newestWith(account, 'publish');
  if (!draft) return;
  // A date after the due day asks for the reason in the same card.
  await hands.press(
    account,
    draft,
    'publish',
    hasComponent(draft, 'reason') ? { reason: text.reason } : undefined,
  );
  await context.settled();
  for (const member of context.directory.membersOf(branch)) await answer(context, member, script);
  await context.settled();
}

async function answer(context: ActContext, member: Person, script: MonthScript): Promise<void> {
  const { seed, hands } = context;
  const key = [member.code, script.heldOn] as const;
  if (member.account === undefined || chance(seed, ...key, 'answers') * 10 >= script.answers) return;
  const asksLeave = chance(seed, ...key, 'leaves') * 10 < script.leaves;
  const button = asksLeave ? 'leave_business' : 'join';
  const invitation = await hands.newestWith(member.account, button);
  if (invitation) await hands.press(member.account, invitation, button);
}

async function record(context: ActContext, recorder: Person): Promise<void> {
  const account = recorder.account ?? '';
  for (const line of [text.roll, text.record]) {
    await context.hands.say(account, line);
    await context.settled();
  }
}
