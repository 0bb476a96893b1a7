import { type Authority, authorityOver } from '../../src/duties/authority.ts';
import { orgsWith } from '../../src/engine/access.ts';
import type { ActorContext, FlowContext } from '../../src/engine/index.ts';
import { rights } from '../../src/engine/rights.ts';
import type { Person, PostType } from '../../src/org/types.ts';
import type { Item } from './queries.ts';

type View = Pick<FlowContext, 'directory' | 'today'>;

/** Posts of a branch that read its items one by one; the discipline commissioner among them (duties.md a.3). */
const branchReaders: readonly PostType[] = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
  'commissioner_discipline',
];

/** The committee this person issues for, seen from a branch: the nearest one above it. */
export function issuerOver(context: ActorContext, branch: string): string | undefined {
  const { directory } = context;
  const own = orgsWith(context, 'issue');
  return directory.superiorsOf(branch).find(({ code }) => own.includes(code))?.code;
}

/** The branches to which this person may issue an item. */
export function issuableBranches(context: ActorContext): readonly string[] {
  const all = orgsWith(context, 'issue').flatMap((org) => context.directory.branchesUnder(org));
  return [...new Set(all.map(({ code }) => code))];
}

/** Who is not to judge an item: whoever is responsible for it, and whoever asked for its closing (duties.md T6). */
export function isBarred({ problem, instance }: Item, person: string): boolean {
  return instance.assignee === person || problem.filedBy === person;
}

/** Those of the issuer who may close it, whoever drew it up in front. */
export function acceptorsOf({ directory, today }: View, item: Item): readonly Person[] {
  const { issuer, issuedBy } = item.problem;
  const secretaries =
    item.instance.assignee === null
      ? directory.holders(item.instance.orgCode, 'branch_secretary', today)
      : [];
  const owners = new Set(secretaries.map(({ person }) => person.code));
  const held = rights.issue.flatMap((post) => directory.holders(issuer, post, today));
  const people = [...new Map(held.map(({ person }) => [person.code, person])).values()].filter(
    ({ code }) => !isBarred(item, code) && !owners.has(code),
  );
  return [
    ...people.filter(({ code }) => code === issuedBy),
    ...people.filter(({ code }) => code !== issuedBy),
  ];
}

export function isAcceptor(context: ActorContext, item: Item): boolean {
  return acceptorsOf(context, item).some(({ code }) => code === context.actor.code);
}

/** Who is told that something waits: whoever drew it up, else the officer of the issuer, else anybody who may judge. */
export function toldOf(view: View, item: Item): readonly Person[] {
  const able = acceptorsOf(view, item).filter(({ account }) => account !== undefined);
  const drew = able.filter(({ code }) => code === item.problem.issuedBy);
  if (drew.length > 0) return drew;
  const officers = able.filter(({ code }) =>
    view.directory
      .postsOf(code, view.today)
      .some(
        ({ org, post }) =>
          org === item.problem.issuer &&
          (post === 'party_affairs_officer' || post === 'work_committee_officer'),
      ),
  );
  return officers.length > 0 ? officers : able;
}

/** As what this person may ask for the closing of an item; undefined: it is somebody else's. */
export function authorityFor(
  { directory, actor, today }: ActorContext,
  { instance }: Item,
): Authority | undefined {
  if (instance.assignee === actor.code) return { as: 'own' };
  return authorityOver(directory, actor.code, instance.orgCode, instance.rules, 'record', today);
}

/** Whether this person reads an item word for word: who has to do with it, its branch's keepers, its issuer, its organ. */
export function mayRead(context: ActorContext, item: Item): boolean {
  const { directory, actor, today } = context;
  const { orgCode, issuer } = item.problem;
  if (item.instance.assignee === actor.code) return true;
  return directory
    .postsOf(actor.code, today)
    .some(
      ({ org, post }) =>
        (org === orgCode && branchReaders.includes(post)) ||
        ((org === issuer || org === directory.organCommitteeOf(orgCode)?.code) && holdsIssue(post)) ||
        (post === 'general_branch_secretary' && org === directory.generalBranchOf(orgCode)?.code),
    );
}

export function holdsIssue(post: PostType): boolean {
  const posts: readonly PostType[] = rights.issue;
  return posts.includes(post);
}

/** The responsible person, or the secretary who stands in where nobody is named. */
export function responsibleName(
  { directory, today }: View,
  { instance }: Pick<Item, 'instance'>,
  secretary: string,
): string {
  if (instance.assignee !== null) return directory.person(instance.assignee)?.name ?? instance.assignee;
  const [holder] = directory.holders(instance.orgCode, 'branch_secretary', today);
  return `${holder?.person.name ?? ''}${secretary}`;
}
