import { and, desc, eq } from 'drizzle-orm';
import { undos } from '../../db/schema/index.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import {
  activitiesAsked,
  findActivity,
  lockActivity,
  rollOf,
  writeRoll,
} from '../../src/duties/activities/activity-store.ts';
import { orgsWith } from '../../src/engine/access.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  composeEach,
  type Effect,
  type LiveCardComposer,
  type Outcome,
  sentenceCard,
  undoDeadline,
} from '../../src/engine/index.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { findPeople } from '../../src/org/names.ts';
import { personLabel } from '../../src/org/person-label.ts';
import { visibleBranches } from '../../src/org/scope.ts';
import { activityName } from './choose.ts';
import { recount } from './recount.ts';
import { requestsCard } from './request-cards.ts';
import { restoring } from './restore.ts';
import { rollCard } from './roll-cards.ts';
import { decided } from './rules.ts';
import { text, verdictWords } from './text.ts';
import { touching } from './touching.ts';
import { mayDecide, waitingOn } from './waiting.ts';

type Verdict = 'agree' | 'refuse';

/** 同意 and 不同意 on the live roll or on the card of requests. A second press finds nothing and says so. */
export const decideByCard: Action = async (context, click) => {
  const { people, verdict, on } = click.payload;
  const codes = Array.isArray(people) ? people.map(String) : [];
  const done = await decide(
    context,
    String(click.payload.activity),
    codes,
    verdict === 'agree' ? 'agree' : 'refuse',
  );
  if (isRefusal(done)) return done;
  const { activity, roll, toast, undo, effects } = done;
  const viewer = context.actor.code;
  const isRoll = on === 'roll';
  const card = isRoll
    ? rollCard(context, activity, roll, viewer)
    : requestsCard(context, activity, roll, viewer);
  const live = { kind: isRoll ? 'attendance.roll' : 'attendance.requests', subject: activity.id };
  return {
    card,
    liveReply: live,
    toast: { tone: 'success', text: toast },
    effects,
    ...(undo ? { undo: { ...undo, live } } : {}),
  };
};

/** `/批假 姓名 同意|不同意`: without a name what waits; the result goes to the member. */
export async function decideByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  if (orgsWith(context, 'approve_leave').length === 0) return refuse('not_yours', text.no.notApprover);
  const branches = visibleBranches(context.directory, context.actor.code, context.today);
  const posts = context.directory.postsOf(context.actor.code, context.today).map(({ org }) => org);
  const waiting: { readonly activity: Activity; readonly entry: RollEntry }[] = [];
  for (const activity of await activitiesAsked(context.tx, [...new Set([...branches, ...posts])])) {
    const roll = await rollOf(context.tx, activity.id);
    for (const entry of waitingOn(context, activity, roll, context.actor.code))
      waiting.push({ activity, entry });
  }
  const said = verdictWords.find(({ pattern }) => pattern.test(line));
  const [first] = waiting;
  // Who decides again may have pressed or typed the wrong word just now.
  const again = said ? await thoughtBetter(context) : '';
  if (!first) return refuse('nothing_waits', `${text.no.nothingWaits}${again}`);
  const typed = (said ? line.replace(said.pattern, ' ') : line).replace(/[\s，,：:]+/gu, ' ').trim();
  if (typed === '') return showWaiting(context, first.activity);
  const found = findPeople(context.directory, typed, branches);
  const meant = waiting.filter(({ entry }) => peopleOf(found).includes(entry.person));
  const [one, ...others] = meant;
  if (!one) return refuse('nothing_waits', `${text.no.nothingWaitsOf(typed)}${again}`);
  if (others.length > 0 && context.about?.activity === undefined)
    return askWhich(context, meant, line, typed);
  const chosen = meant.find(({ activity }) => activity.id === context.about?.activity) ?? one;
  if (!said) return showWaiting(context, chosen.activity);
  const done = await decide(context, chosen.activity.id, [chosen.entry.person], said.verdict);
  if (isRefusal(done)) return done;
  const { effects, undo, toast } = done;
  return {
    reply: sentenceCard(text.decidedReply(toast, activityName(context, chosen.activity))),
    effects,
    undo,
  };
}

/** How a decision is changed: taken back while its answer offers that, afterwards by a new act. */
async function thoughtBetter({ tx, actor, now }: ActorContext): Promise<string> {
  const [last] = await tx
    .select({ until: undos.until, undoneAt: undos.undoneAt })
    .from(undos)
    .where(and(eq(undos.personCode, actor.code), eq(undos.kind, 'attendance.marks')))
    .orderBy(desc(undos.until))
    .limit(1);
  if (!last || last.undoneAt) return '';
  return last.until > now ? text.no.thinkAgain : text.no.decidedForGood;
}

function peopleOf(found: ReturnType<typeof findPeople>): readonly string[] {
  if (found.kind === 'one') return [found.person.code];
  return found.kind === 'many' ? found.people.map(({ code }) => code) : [];
}

async function showWaiting(context: ActorContext, activity: Activity): Promise<Outcome> {
  const roll = await rollOf(context.tx, activity.id);
  return {
    reply: requestsCard(context, activity, roll, context.actor.code),
    liveReply: { kind: 'attendance.requests', subject: activity.id },
  };
}

function askWhich(
  context: ActorContext,
  meant: readonly { readonly activity: Activity; readonly entry: RollEntry }[],
  line: string,
  typed: string,
): Outcome {
  const people = [...new Set(meant.map(({ entry }) => entry.person))].flatMap(
    (code) => context.directory.person(code) ?? [],
  );
  const options = meant.map(({ activity, entry }) => {
    const person = people.find(({ code }) => code === entry.person);
    const name = person && people.length > 1 ? personLabel(context.directory, person, people) : '';
    return {
      label: `${name} ${activityName(context, activity)}`.trim(),
      line: `${text.approveLine} ${line.replace(typed, entry.person)}`,
      activity: activity.id,
    };
  });
  return askBack(people.length > 1 ? text.severalNames(typed) : text.whichActivity, options);
}

interface Decided {
  readonly activity: Activity;
  readonly roll: readonly RollEntry[];
  readonly toast: string;
  readonly undo: ReturnType<typeof restoring> | undefined;
  readonly effects: readonly Effect[];
}

/** Writes what was decided; who asked hears it once the ten minutes for thinking better of it are over. */
async function decide(
  context: ActorContext,
  activityId: string,
  people: readonly string[],
  verdict: Verdict,
): Promise<Decided | Refusal> {
  const { tx, actor, now, directory } = context;
  const activity = await lockActivity(tx, activityId);
  if (!activity || activity.state === 'cancelled') return refuse('gone', text.no.gone);
  const roll = await rollOf(tx, activityId);
  const named = roll.filter(({ person }) => people.includes(person));
  const before = named.filter((entry) => mayDecide(context, activity, entry, actor.code));
  if (named.some((entry) => entry.asked && !before.includes(entry))) {
    return refuse('not_decider', text.no.notApprover);
  }
  if (before.length === 0) {
    return { activity, roll, toast: text.decidedBefore, undo: undefined, effects: [] };
  }
  const after = before.map((entry) => decided(entry, verdict, actor.code));
  await writeRoll(tx, activityId, after, now);
  await recount(context, activity);
  const changed = roll.map((entry) => after.find(({ person }) => person === entry.person) ?? entry);
  const names = before.map(({ person }) => directory.person(person)?.name ?? person);
  return {
    activity,
    roll: changed,
    toast: text.decidedToast(verdict === 'agree', names),
    undo: restoring(activity, before, after),
    effects: [
      ...touching(activity, after),
      ...after.flatMap((entry, at) => resultEffect(context, activity, entry, before[at], verdict)),
      {
        do: 'audit',
        entry: {
          org: activity.orgCode,
          channel: 'command',
          object: activity.id,
          action: activity.rollClosedAt === null ? 'decide_leave' : 'correct_roll',
          actor: actor.code,
          before: { marks: marksOf(before) },
          after: { marks: marksOf(after), verdict },
        },
      },
    ],
  };
}

function marksOf(entries: readonly RollEntry[]) {
  return Object.fromEntries(entries.map(({ person, mark }) => [person, mark]));
}

function resultEffect(
  context: ActorContext,
  activity: Activity,
  after: RollEntry,
  before: RollEntry | undefined,
  verdict: Verdict,
): readonly Effect[] {
  if (context.directory.person(after.person)?.account === undefined) return [];
  const later = nextSendingTime(undoDeadline(context.now), context.calendar);
  // Whoever is expected in a moment has to know now.
  const isNear = context.now < activity.startsAt && later >= activity.startsAt;
  return [
    {
      do: 'notify',
      notice: {
        key: `result:${context.eventKey}:${after.person}`,
        kind: 'attendance.result',
        channel: 'answer',
        to: { person: after.person },
        subject: { activity: activity.id, verdict, asked: before?.asked, mark: after.mark },
        notBefore: isNear ? context.now : later,
      },
    },
  ];
}

/** The result, if it still is one: what was taken back or answered anew meanwhile is not told. */
export const composeResult = composeEach(async (context, notice) => {
  const { activity: id, verdict, asked, mark, was } = notice.subject as Readonly<Record<string, string>>;
  const activity = await findActivity(context.tx, id ?? '');
  const roll = activity ? await rollOf(context.tx, activity.id) : [];
  const entry = roll.find(({ person }) => person === notice.personCode);
  if (!activity || activity.state === 'cancelled' || !entry || entry.asked || entry.mark !== mark) {
    return { kind: 'suppress', reason: 'changed_again' };
  }
  const name = activityName(context, activity);
  if (verdict === 'corrected') {
    const names: Readonly<Record<string, string>> = text.markNames;
    const said = text.correctedOnRoll(name, names[was ?? ''] ?? '', text.markNames[entry.mark]);
    return { kind: 'card', card: sentenceCard(said) };
  }
  const what = asked === 'on_leave' ? text.leaveWord(entry.isLate === true) : text.correctionWord;
  const isOver = activity.startsAt <= context.now;
  return { kind: 'card', card: sentenceCard(text.result(what, name, verdict === 'agree', isOver)) };
});

export const composeRequests = composeEach(async (context, notice) => {
  const { activity: id } = notice.subject as { readonly activity: string };
  const activity = await findActivity(context.tx, id);
  if (activity?.state !== 'published' && activity?.state !== 'recorded') {
    return { kind: 'suppress', reason: 'gone' };
  }
  const roll = await rollOf(context.tx, id);
  const viewer = notice.personCode ?? '';
  if (waitingOn(context, activity, roll, viewer).length === 0) {
    return { kind: 'suppress', reason: 'nothing_left' };
  }
  return { kind: 'card', card: requestsCard(context, activity, roll, viewer) };
});

export const drawRequests: LiveCardComposer = async (context, card) => {
  const activity = await findActivity(context.tx, card.subject);
  if (!activity) return undefined;
  return requestsCard(context, activity, await rollOf(context.tx, activity.id), card.personCode);
};
