import { partsOf } from '../../src/calendar/day.ts';
import { readPeriod } from '../../src/calendar/zh-dates-periods.ts';
import { shorten } from '../../src/cards/rich.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { Action, ActorContext, LiveCardComposer, Outcome } from '../../src/engine/index.ts';
import { orgNamed } from '../../src/org/org-named.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Org } from '../../src/org/types.ts';
import { composeList } from './compose.ts';
import { draftCard } from './draft-cards.ts';
import { draftedOrgs, drafterOf, drafterPosts, listDuty } from './drafters.ts';
import { personCard } from './person-card.ts';
import { type ListKey, ownLists, type PersonalList, sentLists, typedClauses } from './queries.ts';
import { text } from './text.ts';

const yearsAround = 1;

/** `/责任清单 [年份] [组织]`: to whoever drafts it the whole, to everybody else the own list. */
export async function draftByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { directory, actor, today } = context;
  const named = readPeriod(line, today);
  const year = named ? Number(named.period.slice(0, 4)) : partsOf(today).year;
  const words = (named?.rest ?? line).trim();
  if (Math.abs(year - partsOf(today).year) > yearsAround) return refuse('year', text.no.year);
  const drafted = draftedOrgs(context);
  const said = words === '' ? drafted[0] : orgNamed(directory, drafted, words);
  const org = directory.org(said ?? '');
  if (org) return { ...(await wholeList(context, org, String(year))) };
  if (words !== '') {
    const posts = drafterPosts(context, actor.branch);
    return drafted.length > 0
      ? refuse('unknown_org', text.no.noSuchOrg(shorten(words, 20), posts))
      : refuse('not_yours', text.no.notDrafter(posts));
  }
  const lists = await ownLists(context.tx, actor.code, String(year));
  const own = lists.find(({ confirmedAt }) => confirmedAt === null) ?? lists[0];
  return own ? ownList(context, own) : noneFor(context);
}

function ownList(context: ActorContext, own: PersonalList): Outcome {
  const person = context.actor.code;
  const key = { org: own.orgCode, year: own.year };
  const shown = { key, person, clauses: own.clauses, sent: own, reader: person };
  return { reply: personCard(context, shown) };
}

/** The own list in an organisation that somebody else drafts. */
export const openOwn: Action = async (context, { payload }) => {
  const lists = await ownLists(context.tx, context.actor.code, String(payload.year));
  const own = lists.find(({ orgCode }) => orgCode === payload.org);
  return own ? ownList(context, own) : refuse('gone', text.no.gone);
};

/** Whoever has a place on a list hears that it is being drafted; everybody else who drafts it. */
function noneFor(context: ActorContext): Refusal {
  const { directory, actor, today } = context;
  const [held] = directory.postsOf(actor.code, today);
  const org = held?.org ?? actor.branch;
  if (listDuty(context, org)) return refuse('not_yours', text.no.notDrafter(drafterPosts(context, org)));
  return refuse('no_list', text.no.noList(shortOrgName(directory, org)));
}

async function wholeList(context: ActorContext, org: Org, year: string): Promise<Outcome> {
  return {
    reply: await draftCard(context, org, year, context.actor.code),
    liveReply: { kind: 'lists.draft', subject: `${org.code}/${year}` },
  };
}

/** 各人的清单 on the overview, and what begins the work on a digest. */
export const openDraft: Action = async (context, { payload }) => {
  const [org, , year] = String(payload.instance ?? '').split('/');
  const found = draftedHere(context, payload.instance === undefined ? payload : { org, year });
  if ('refused' in found) return found;
  return { ...(await wholeList(context, found.org, found.key.year)) };
};

/** The organisation and year of a press, where this person drafts the list. */
export function draftedHere(
  context: ActorContext,
  payload: Readonly<Record<string, unknown>>,
): { readonly org: Org; readonly key: ListKey } | Refusal {
  const org = context.directory.org(String(payload.org));
  const year = String(payload.year);
  if (!org || !/^\d{4}$/u.test(year)) return refuse('gone', text.no.gone);
  if (!drafterOf(context, org.code)) {
    return refuse('not_yours', text.no.notDrafter(drafterPosts(context, org.code)));
  }
  return { org, key: { org: org.code, year } };
}

/** The drafter's card follows what the others confirm. */
export const drawDraft: LiveCardComposer = async (context, card) => {
  const [code = '', year = ''] = card.subject.split('/');
  const org = context.directory.org(code);
  const actor = context.directory.person(card.personCode);
  if (!org || !actor || !drafterOf({ ...context, actor }, code)) return undefined;
  return draftCard(context, org, year, card.personCode);
};

/** One person's list, as it would be sent today: to its drafter, and to that person. */
export const openPerson: Action = async (context, { payload, option }) => {
  const person = String(option ?? payload.person);
  const { actor } = context;
  const found = draftedHere(context, payload);
  if ('refused' in found) return found;
  const { lists } = await composeList(context, found.org, found.key.year);
  const list = lists.find((one) => one.person.code === person);
  const sent = (await sentLists(context.tx, found.key)).find((one) => one.personCode === person);
  if (!list) return refuse('gone', text.no.gone);
  const isAsked = person === actor.code && sent !== undefined;
  const typed = new Set((await typedClauses(context.tx, found.key)).map(({ id }) => id));
  const clauses = isAsked ? sent.clauses : list.clauses;
  const removable = list.clauses.filter(({ id }) => typed.has(id));
  return {
    reply: personCard(context, { key: found.key, person, clauses, sent, reader: actor.code, removable }),
  };
};
