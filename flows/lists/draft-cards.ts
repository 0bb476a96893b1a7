import { dayOf } from '../../src/calendar/day.ts';
import { formatDayShort } from '../../src/calendar/format.ts';
import type { Block, Button } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph, picker } from '../../src/cards/elements.ts';
import { bold, type Rich, rich } from '../../src/cards/rich.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { Org, PostType } from '../../src/org/types.ts';
import type { Clause } from './clauses.ts';
import { composeList, type OrgList, type Personal } from './compose.ts';
import { ownLists, type PersonalList, sentLists } from './queries.ts';
import { nearest } from './similarity.ts';
import { text } from './text.ts';
import type { ListView } from './year-rows.ts';

const mostUnassigned = 8;

/** A list of the drafter's own in another organisation. */
type OwnList = Pick<PersonalList, 'orgCode' | 'year'> & { readonly name: string };

/** How far one person's list is. */
type Standing = 'draft' | 'changed' | 'waiting' | 'confirmed';

function standingOf(sent: PersonalList | undefined, clauses: readonly Clause[]): Standing {
  if (!sent) return 'draft';
  if (!isSame(sent.clauses, clauses)) return 'changed';
  return sent.confirmedAt === null ? 'waiting' : 'confirmed';
}

/** Word for word the same, whatever order a database keeps the fields in. */
export function isSame(one: readonly Clause[], other: readonly Clause[]): boolean {
  const words = (clauses: readonly Clause[]): string =>
    JSON.stringify(
      clauses.map(({ id, kind, content, quantity, due, standard, source }) => [
        id,
        kind,
        content,
        quantity,
        due,
        standard,
        source,
      ]),
    );
  return words(one) === words(other);
}

/** The drafter's card: who has what, who has confirmed, and what is nobody's; drawn anew with every confirmation. */
export async function draftCard(view: ListView, org: Org, year: string, reader: string): Promise<object> {
  const whole = await composeList(view, org, year);
  const sent = new Map((await sentLists(view.tx, whole.key)).map((one) => [one.personCode, one]));
  const standings = new Map(
    whole.lists.map(({ person, clauses }) => [person.code, standingOf(sent.get(person.code), clauses)]),
  );
  const count = (...wanted: readonly Standing[]): number =>
    [...standings.values()].filter((one) => wanted.includes(one)).length;
  const total = whole.lists.length;
  const done = count('confirmed');
  const isSent = sent.size > 0;
  const name = shortOrgName(view.directory, org.code);
  const elsewhere = (await ownLists(view.tx, reader, year))
    .filter(({ orgCode }) => orgCode !== org.code)
    .map((list): OwnList => ({ ...list, name: shortOrgName(view.directory, list.orgCode) }));
  return buildCard({
    title: text.wholeTitle(year),
    subtitle: name,
    tone: isSent && done === total ? 'done' : 'todo',
    tag: isSent ? text.confirmedTag(done, total) : text.draftTag,
    summary: text.draftSummary(name, year),
    blocks: [
      paragraph(text.draftIntro(total)),
      list(
        whole.lists.map((one) =>
          personRow(view, whole, one, standings.get(one.person.code) ?? 'draft', sent.get(one.person.code)),
        ),
      ),
      ...unassignedBlocks(whole),
      ...acts(whole, standings, sent, reader, elsewhere),
      note(text.similarityNote),
    ],
  });
}

function personRow(
  { today }: ListView,
  { lists }: OrgList,
  one: Personal,
  standing: Standing,
  sent: PersonalList | undefined,
): Rich {
  const own = one.clauses.filter(({ kind }) => kind === 'own').length;
  // Several holders of one post owe the same by intention: only other posts are compared.
  const close = nearest(
    one,
    lists.filter(({ posts }) => !posts.some((post) => one.posts.includes(post))),
  );
  const said =
    standing === 'confirmed' && sent?.confirmedAt
      ? text.standing.confirmed(formatDayShort(dayOf(sent.confirmedAt), today))
      : text.standing[standing === 'confirmed' ? 'waiting' : standing];
  const parts = [
    text.amounts(own, one.clauses.length - own),
    close ? text.nearest(postsOf(close.list.posts) || close.list.person.name, close.percent) : '',
    said,
  ].filter((part) => part !== '');
  return rich`${bold(text.person(one.person.name, postsOf(one.posts)))}  ${parts.join(text.comma)}`;
}

function postsOf(posts: readonly PostType[]): string {
  return posts.map((post) => postName(post)).join(text.and);
}

function unassignedBlocks({ unassigned }: OrgList): readonly Block[] {
  if (unassigned.length === 0) return [];
  const [first] = unassigned;
  return [
    paragraph(bold(text.unassigned(unassigned.length))),
    list(
      unassigned.slice(0, mostUnassigned).map(({ duty, reason }) => text.unassignedRow(duty.name.zh, reason)),
    ),
    ...(first ? [note(text.assignHint(first.duty.name.brief))] : []),
  ];
}

function acts(
  { key, lists }: OrgList,
  standings: ReadonlyMap<string, Standing>,
  sent: ReadonlyMap<string, PersonalList>,
  reader: string,
  elsewhere: readonly OwnList[],
): readonly Block[] {
  const payload = { org: key.org, year: key.year };
  const all = [...standings.values()];
  const isNew = all.some((one) => one === 'draft' || one === 'changed');
  const own = standings.get(reader);
  const silent = lists.filter(
    ({ person }) => person.account === undefined && standings.get(person.code) === 'waiting',
  );
  const press: Button[] = [
    ...(isNew
      ? [
          button({
            label: sent.size === 0 ? text.send : text.sendAgain,
            name: 'send_lists',
            action: 'lists.send',
            payload,
            style: 'primary' as const,
          }),
        ]
      : []),
    ...(own
      ? [
          button({
            label: own === 'waiting' ? text.confirmOwn : text.seeOwn,
            name: 'own_list',
            action: 'lists.person',
            payload: { ...payload, person: reader },
            style: isNew || own !== 'waiting' ? ('default' as const) : ('primary' as const),
          }),
        ]
      : []),
    button({ label: text.addOne, name: 'add_clause', action: 'lists.add', payload }),
    ...elsewhere.map(({ orgCode, name, year }, at) =>
      button({
        label: text.seeOwnAt(name),
        name: `elsewhere_${at}`,
        action: 'lists.own',
        payload: { org: orgCode, year },
      }),
    ),
  ];
  return [
    buttons(press),
    ...(lists.length === 0
      ? []
      : [
          picker({
            name: 'person_list',
            action: 'lists.person',
            payload,
            placeholder: text.showOne,
            options: lists.map(({ person, posts }) => ({
              label: text.person(person.name, postsOf(posts)),
              value: person.code,
            })),
          }),
        ]),
    ...(silent.length === 0
      ? []
      : [
          picker({
            name: 'behalf_list',
            action: 'lists.behalf',
            payload,
            placeholder: text.behalf,
            options: silent.map(({ person }) => ({
              label: text.behalfOption(person.name),
              value: person.code,
            })),
          }),
        ]),
  ];
}
