import { addDays, type Day, partsOf } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import { type ActorContext, askBack, type Outcome } from '../../src/engine/index.ts';
import { findPeople } from '../../src/org/names.ts';
import { personLabel } from '../../src/org/person-label.ts';
import type { Person } from '../../src/org/types.ts';
import { confirmTalk } from './answer.ts';
import { sentCard } from './cards.ts';
import { insertTalk, type Talk, talksOfPair } from './queries.ts';
import { classesOf, confirmerOf, isBeforeMembership, partnersBeyond } from './rules.ts';
import { text } from './text.ts';

/** `/谈话 张三 3月5日`: that it took place; the other side is asked, and until then it counts for nothing. */
export async function talkByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { today, calendar, directory, actor } = context;
  const when = readWhen(line, context);
  const typed = (when.kind === 'none' ? line : when.rest).trim();
  if (typed === '') return refuse('missing', text.no.missing(text.talkExample));
  const found = findPartner(context, typed);
  if (found.kind === 'refusal') return found.refusal;
  if (found.kind === 'many') {
    return askBack(
      text.severalNames(typed),
      found.people.map((person) => ({
        label: personLabel(directory, person, found.people),
        line: `${text.talkLine} ${line.replace(typed, person.code)}`,
      })),
    );
  }
  const other = found.person;
  const lineFor = (day: Day): string => `${text.talkLine} ${other.code} ${day}`;
  const days = daysMeant(when, today);
  const [day, ...others] = days;
  if (day === undefined || others.length > 0) {
    const offered = days.length > 0 ? days : [0, -1, -2].map((ago) => addDays(today, ago));
    return askBack(
      text.askWhen(other.name),
      offered.map((one) => ({ label: formatDay(one, calendar, today), line: lineFor(one) })),
    );
  }
  const refusal = checkDay(context, other, day) ?? checkPair(actor, other);
  return refusal ?? enterTalk(context, other, day);
}

/** A talk lies behind: of several readings those that do. The hour is of no interest. */
function daysMeant(when: ReturnType<typeof readWhen>, today: Day): readonly Day[] {
  if (when.kind === 'none') return [];
  if (when.kind === 'moment') return [when.day];
  // The latest first, as where no day was named.
  const past = when.days.filter((day) => day <= today).sort((a, b) => (a < b ? 1 : -1));
  return past.length > 0 ? past : when.days.slice(0, 1);
}

type FoundPartner =
  | { readonly kind: 'one'; readonly person: Person }
  | { readonly kind: 'many'; readonly people: readonly Person[] }
  | { readonly kind: 'refusal'; readonly refusal: Refusal };

/** In the own branch first; then among the heads one may talk with. Nothing is said of anybody else. */
function findPartner(context: ActorContext, typed: string): FoundPartner {
  const { directory, actor, today } = context;
  const own = findPeople(directory, typed, [actor.branch]);
  if (own.kind !== 'none') return own;
  const beyond = partnersBeyond(directory, actor, today);
  const wider = findPeople(directory, typed, [...new Set(beyond.map(({ branch }) => branch))]);
  const people = wider.kind === 'none' ? [] : wider.kind === 'one' ? [wider.person] : wider.people;
  const [first, ...others] = people.filter((person) => beyond.includes(person));
  if (first)
    return others.length === 0
      ? { kind: 'one', person: first }
      : { kind: 'many', people: [first, ...others] };
  // What was typed may be more than a name, and what was talked about is not repeated anywhere.
  if (/\s/u.test(typed))
    return { kind: 'refusal', refusal: refuse('unclear', text.no.unclear(text.talkExample)) };
  const nearest = own.nearest.map(({ name }) => name).join(text.and);
  return { kind: 'refusal', refusal: refuse('unknown_name', text.no.unknown(nearest)) };
}

function checkPair(actor: Person, other: Person): Refusal | undefined {
  return actor.code === other.code ? refuse('self', text.no.self) : undefined;
}

/** A talk has taken place, within a year, of two members in a branch that existed. */
function checkDay(context: ActorContext, other: Person, day: Day): Refusal | undefined {
  const { today, calendar, directory, actor } = context;
  // The tables reach back a few years only; a day before them is no less certain for that.
  const isPast = partsOf(day).year < partsOf(today).year;
  const shown = formatDay(day, isPast ? undefined : calendar, today);
  if (day > today) return refuse('future', text.no.future(shown));
  for (const branch of [actor.branch, other.branch]) {
    const founded = directory.org(branch)?.foundedOn;
    if (founded !== undefined && day < founded) return refuse('before_branch', text.no.beforeBranch(shown));
  }
  if (isBeforeMembership([actor, other], day)) {
    return refuse('before_membership', text.no.beforeMembership(shown));
  }
  return partsOf(day).year < partsOf(today).year - 1
    ? refuse('too_old', text.no.beforeYear(shown))
    : undefined;
}

async function enterTalk(context: ActorContext, other: Person, day: Day): Promise<Outcome | Refusal> {
  const { tx, now, today, calendar, directory, actor } = context;
  const shown = formatDay(day, calendar, today);
  const [kind] = classesOf(directory, [actor, other], day);
  if (!kind) return refuse('unknown_name', text.no.unknown(''));
  const [known] = await talksOfPair(tx, [actor.code, other.code], day);
  if (known?.state === 'confirmed') return refuse('already', text.no.alreadyDone(shown));
  if (known?.personCode === actor.code) return refuse('already', text.no.already(shown));
  // Both have entered the same talk: that is both confirmations.
  if (known) {
    const confirmed = await confirmTalk(context, known, day, 'command');
    if (isRefusal(confirmed)) return confirmed;
    return {
      reply: sentCard(context, { ...confirmed.talk, otherCode: known.personCode }, ''),
      effects: confirmed.effects,
      undo: confirmed.undo,
    };
  }
  const confirmer = confirmerOf(directory, { by: actor, other }, today);
  if (!confirmer) return refuse('nobody_confirms', text.no.nobodyConfirms(other.name));
  const talk: Talk = {
    id: stableId(`talk:${context.eventKey}`),
    kind: kind.duty,
    orgCode: kind.org,
    personCode: actor.code,
    otherCode: other.code,
    talkedOn: day,
    state: 'asked',
    instanceKey: null,
    enteredAt: now,
    answeredAt: null,
    answeredBy: null,
  };
  await insertTalk(tx, talk);
  return {
    reply: sentCard(context, talk, confirmer.name),
    liveReply: { kind: 'talks.sent', subject: talk.id },
    effects: [
      {
        do: 'notify',
        notice: {
          key: `talk:${talk.id}`,
          kind: 'talks.ask',
          channel: 'direct',
          to: { person: confirmer.code },
          subject: { talk: talk.id },
        },
      },
      {
        do: 'audit',
        entry: {
          org: talk.orgCode,
          channel: 'command',
          object: talk.id,
          action: 'enter_talk',
          actor: actor.code,
          after: { kind: talk.kind, on: day },
        },
      },
    ],
  };
}
