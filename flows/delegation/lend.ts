import { addDays, addMonths, type Day, instantAt } from '../../src/calendar/day.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import { postsWith } from '../../src/engine/access.ts';
import { type ActorContext, askBack, type Effect, type Outcome, type Undo } from '../../src/engine/index.ts';
import { rights } from '../../src/engine/rights.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { findPeople } from '../../src/org/names.ts';
import { postTurnsTimer } from '../../src/org/posts.ts';
import { branchesNear, visibleBranches } from '../../src/org/scope.ts';
import { postAt } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { Person, PostAssignment, PostType } from '../../src/org/types.ts';
import { lentCard, overCard, postsWords, spanWords } from './cards.ts';
import { readWish, type Wish } from './read.ts';
import { listed } from './standing.ts';
import { type Delegation, delegationsOf, delegationsOfAct, endDelegation, putDelegations } from './store.ts';
import { text } from './text.ts';
import { endedEffects, noticeOf } from './told.ts';
import { turnsTime } from './turns.ts';

const mostMonths = 6;

/** `/代办 姓名 起 到 止 [岗位]`; without words what runs, each with its end. */
export async function lendByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { today } = context;
  const own = lendablePosts(context);
  const words = line.trim();
  if (words === '' || text.endWords.includes(words)) return listed(context, own.length > 0);
  if (own.length === 0) return refuse('not_yours', text.no.notForYou(postsWith('delegate')));
  const wish = readWish(words, context);
  const { from, to } = wish;
  if (from === undefined || to === undefined) return refuse('days_missing', text.no.days(text.example));
  if (to < from) return refuse('order', text.no.order);
  if (to < today) return refuse('past', text.no.past);
  const start = from < today ? today : from;
  if (to >= addMonths(start, mostMonths)) return refuse('too_long', text.no.tooLong);
  const person = standInNamed(context, wish.name);
  if (isRefusal(person)) return person;
  const posts = postsMeant(context, own, person, wish);
  if (isRefusal(posts)) return posts;
  const [first, second] = posts;
  if (!first) return refuse('not_near', text.no.notNear(person.name));
  if (second && wish.post === '') return which(context, person, posts, words);
  const rows = posts.map((post, at) => rowOf(context, person, post, { from: start, to }, at));
  return (await conflict(context, rows)) ?? (await lend(context, person, rows, from < today));
}

/** The own ones with the right `delegate`; what is stood in at is not lent on. */
function lendablePosts({ directory, actor, today }: ActorContext): readonly PostAssignment[] {
  const lendable: readonly PostType[] = rights.delegate;
  return directory
    .postsOf(actor.code, today)
    .filter(({ post, standsInFor }) => standsInFor === undefined && lendable.includes(post));
}

function standInNamed({ directory, actor, today }: ActorContext, typed: string): Person | Refusal {
  const found = findPeople(directory, typed, visibleBranches(directory, actor.code, today));
  if (found.kind !== 'one') {
    const people = found.kind === 'many' ? found.people : found.nearest;
    const near = [...new Set(people.map(({ name }) => name))].slice(0, 5).join(text.comma);
    return refuse('unknown_name', text.no.unknownName(typed, near));
  }
  const { person } = found;
  if (person.code === actor.code) return refuse('self', text.no.self);
  if (person.account === undefined) return refuse('no_account', text.no.noAccount(person.name));
  return person.status === 'full' ? person : refuse('not_full', text.no.notFull(person.name));
}

/** The own posts this person may stand in at: those of an organisation he or she belongs to. */
function postsMeant(
  { directory, today }: ActorContext,
  own: readonly PostAssignment[],
  person: Person,
  { post: words }: Wish,
): readonly PostAssignment[] | Refusal {
  const named = own.filter(
    ({ org, post }) =>
      words === '' ||
      words === text.allPosts ||
      words === postName(post) ||
      words === postAt(directory, org, post),
  );
  if (named.length === 0) return refuse('no_post', text.no.noPost(words));
  return named.filter(
    ({ org, group }) =>
      (branchesNear(directory, org).includes(person.branch) ||
        directory.postsOf(person.code, today).some((held) => held.org === org)) &&
      (group === undefined || group === person.group),
  );
}

function which(
  { directory }: ActorContext,
  person: Person,
  posts: readonly PostAssignment[],
  words: string,
): Outcome {
  const named = posts.map(({ org, post }) => postAt(directory, org, post));
  return askBack(
    text.which(person.name),
    [...named, text.allPosts].map((label) => ({ label, line: text.line(words, label) })),
  );
}

function rowOf(
  { actor, eventKey, now }: ActorContext,
  person: Person,
  { org, post, group }: PostAssignment,
  { from, to }: { readonly from: Day; readonly to: Day },
  at: number,
): Omit<Delegation, 'revision'> {
  return {
    id: `${stableId(`delegation:${eventKey}`)}/${at}`,
    orgCode: org,
    post,
    groupName: group ?? null,
    awayCode: actor.code,
    standInCode: person.code,
    fromOn: from,
    toOn: addDays(to, 1),
    by: actor.code,
    at: now,
  };
}

/** One stands in at a post at a time, and nobody who is away stands in for another. */
async function conflict(
  context: ActorContext,
  rows: readonly Omit<Delegation, 'revision'>[],
): Promise<Refusal | undefined> {
  const { tx, directory, today } = context;
  const [first] = rows;
  if (!first) return undefined;
  const { awayCode, standInCode, fromOn, toOn } = first;
  const known = await delegationsOf(tx, [awayCode, standInCode], today);
  const meets = known.filter((one) => one.fromOn < toOn && fromOn < one.toOn);
  const twin = meets.find(
    (one) =>
      one.awayCode === awayCode &&
      rows.some(
        (row) => row.orgCode === one.orgCode && row.post === one.post && row.groupName === one.groupName,
      ),
  );
  const nameOf = (code: string): string => directory.person(code)?.name ?? code;
  if (twin) return refuse('twice', text.no.twice(nameOf(twin.standInCode), spanWords(context, twin)));
  const isBusy = meets.some((one) => one.awayCode === standInCode);
  return isBusy ? refuse('busy', text.no.busy(nameOf(standInCode))) : undefined;
}

async function lend(
  context: ActorContext,
  person: Person,
  rows: readonly Omit<Delegation, 'revision'>[],
  isClamped: boolean,
): Promise<Outcome> {
  const { tx, actor, now, calendar } = context;
  const [first] = rows;
  const [act = ''] = first?.id.split('/') ?? [];
  const org = first?.orgCode ?? actor.branch;
  await putDelegations(tx, rows);
  const days = [first?.fromOn, first?.toOn].filter((day) => day !== undefined) as Day[];
  return {
    reply: lentCard(context, rows, isClamped),
    undo: { kind: 'delegation.lend', payload: { act }, org, object: `${org}/delegation/${act}` },
    effects: [
      { do: 'notify', notice: noticeOf('lent', act, person.code, nextSendingTime(now, calendar)) },
      ...days.map((day): Effect => {
        const begins = instantAt(day, turnsTime);
        return { do: 'timer', kind: postTurnsTimer, subject: day, dueAt: begins < now ? now : begins };
      }),
      ...rows.map(
        (row): Effect => ({
          do: 'audit',
          entry: {
            org: row.orgCode,
            channel: 'command',
            object: `${row.orgCode}/delegation/${act}`,
            action: 'delegate',
            actor: actor.code,
            after: { post: row.post, standIn: row.standInCode, from: row.fromOn, to: row.toOn },
          },
        }),
      ),
    ],
  };
}

/** Within ten minutes as if it had never been; who was told already hears that it is off. */
export const takeBack: Undo = async (context, { act }) => {
  const rows = await delegationsOfAct(context.tx, String(act));
  const running = rows.filter(({ fromOn, toOn }) => fromOn < toOn);
  const [first] = running;
  if (!first) return refuse('over', text.no.overNow);
  const name = context.directory.person(first.standInCode)?.name ?? '';
  for (const row of running) await endDelegation(context.tx, row, row.fromOn as Day);
  return {
    reply: overCard(text.takenBackTitle, text.takenBack(name, postsWords(context, running))),
    effects: endedEffects(context, String(act), running),
  };
};
