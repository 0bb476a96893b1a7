import { buildCard } from '../../src/cards/card.ts';
import { facts, list, note, text as paragraph, table } from '../../src/cards/elements.ts';
import { pageOf, pager } from '../../src/cards/pages.ts';
import { committeeOf, committeePostOf } from '../../src/duties/coverage.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { Person } from '../../src/org/types.ts';
import { countRoster } from './rules.ts';
import { text } from './text.ts';

type CardContext = Pick<FlowContext, 'directory' | 'today'>;

/** A branch normally has no more than fifty members: one card. */
const namesPerPage = 50;
const branchesPerPage = 20;
/** Whoever stands in no group comes after all groups. */
const lastGroup = '\uffff';
const turns = { action: 'roster.page', previous: text.previous, next: text.next };

/** A branch by name, group by group, with the numbers that a meeting needs. */
export function namesCard(context: CardContext, org: string, at: unknown, showsStatus: boolean): object {
  const { directory } = context;
  const people = directory.membersOf(org);
  const { members, full, probationary, voting, expected, half, fourFifths } = countRoster(people);
  const ordered = [...people].sort((a, b) => {
    const [one, other] = [a.group ?? lastGroup, b.group ?? lastGroup];
    return one < other ? -1 : one > other ? 1 : a.code < b.code ? -1 : 1;
  });
  const page = pageOf(ordered, at, namesPerPage);
  const rights = [
    text.full(full),
    text.probationary(probationary),
    text.voting(voting),
    text.expected(expected),
  ];
  return buildCard({
    title: text.cardTitle,
    subtitle: shortOrgName(directory, org),
    tone: 'info',
    tag: text.tag,
    summary: text.summary,
    blocks: [
      paragraph(text.members(members)),
      facts([
        [text.rows.rights, rights.join(text.comma)],
        [text.rows.quorum, text.quorum(half, fourFifths)],
      ]),
      list(page.shown.map((person) => personLine(context, org, person, showsStatus))),
      ...pager(page, { ...turns, payload: { org } }),
      note(text.looked),
    ],
  });
}

function personLine(
  { directory, today }: CardContext,
  org: string,
  person: Person,
  showsStatus: boolean,
): string {
  const isOnCommittee = committeeOf(directory, org, today).some(({ code }) => code === person.code);
  const post = isOnCommittee ? committeePostOf(directory, org, person.code, today) : undefined;
  const restricted = person.status === 'suspended_rights' && showsStatus ? [text.restricted] : [];
  const status = text.status[person.status];
  return `${person.name}${text.aside([
    ...(post ? [postName(post)] : []),
    ...(person.group === undefined ? [] : [person.group]),
    ...(status === '' ? [] : [status]),
    ...restricted,
    ...(person.account === undefined ? [text.noAccount] : []),
  ])}`;
}

/** The branches below in numbers; a number says nothing of anybody's status but 预备. */
export function countsCard({ directory }: CardContext, branches: readonly string[], at: unknown): object {
  const page = pageOf(branches, at, branchesPerPage);
  const rows = page.shown.map((code) => {
    const { members, probationary, voting } = countRoster(directory.membersOf(code));
    return [shortOrgName(directory, code), members, probationary, voting];
  });
  const [only] = branches;
  return buildCard({
    title: text.cardTitle,
    subtitle: branches.length === 1 && only !== undefined ? shortOrgName(directory, only) : undefined,
    tone: 'info',
    summary: text.summary,
    blocks: [
      paragraph(text.counts),
      table({ columns: text.columns, rows }),
      ...pager(page, { ...turns, payload: {} }),
    ],
  });
}
