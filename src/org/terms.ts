import {
  type MemberStatus,
  type MemberTag,
  type OrgLevel,
  type OrgVariant,
  type PostType,
  postTypes,
} from './types.ts';

/** Chinese names as rosters write them, and back. Data: the identifiers never derive from the words. */

interface OrgKind {
  readonly level: OrgLevel;
  readonly variant?: OrgVariant | undefined;
}

const orgKinds: ReadonlyMap<string, OrgKind> = new Map<string, OrgKind>([
  ['机关工委', { level: 'work_committee' }],
  ['直属机关工委', { level: 'work_committee' }],
  ['党组', { level: 'leadership_group' }],
  ['党委', { level: 'leadership_group', variant: 'committee' }],
  ['部门党委', { level: 'leadership_group', variant: 'committee' }],
  ['机关党委', { level: 'organ_committee' }],
  ['机关纪委', { level: 'organ_discipline_committee' }],
  ['党总支', { level: 'general_branch' }],
  ['党支部', { level: 'branch' }],
  ['联合党支部', { level: 'branch', variant: 'joint_branch' }],
  ['临时党支部', { level: 'branch', variant: 'temporary_branch' }],
  ['离退休党支部', { level: 'branch', variant: 'retiree_branch' }],
]);

/** The first name of a post is the one shown; the rest are accepted too. */
const postNames: Readonly<Record<PostType, readonly [string, ...string[]]>> = {
  work_committee_secretary: ['工委书记'],
  work_committee_deputy_secretary: ['工委副书记'],
  work_committee_officer: ['工委业务处室干部'],
  leadership_secretary: ['党组书记', '党委书记', '党组（党委）书记'],
  leadership_member: ['党组成员', '党委委员', '班子成员'],
  organ_secretary: ['机关党委书记'],
  organ_fulltime_deputy: ['机关党委专职副书记', '专职副书记'],
  organ_committee_member: ['机关党委委员'],
  organ_discipline_secretary: ['机关纪委书记'],
  organ_discipline_member: ['机关纪委委员'],
  party_affairs_officer: ['党务干部'],
  general_branch_secretary: ['党总支书记'],
  branch_secretary: ['党支部书记', '支部书记'],
  branch_deputy_secretary: ['党支部副书记', '支部副书记'],
  commissioner_organization: ['组织委员'],
  commissioner_publicity: ['宣传委员'],
  commissioner_discipline: ['纪检委员'],
  branch_group_leader: ['党小组组长'],
  member: ['普通党员'],
  administrator: ['系统管理员'],
  suggestion_reader: ['意见受理人'],
};

const statusNames: Readonly<Record<MemberStatus, string>> = {
  full: '正式党员',
  probationary: '预备党员',
  suspended_rights: '中止党员权利',
  org_life_suspended: '暂停组织生活',
  transferring: '组织关系转接中',
};

const tagNames: Readonly<Record<MemberTag, string>> = { retired: '离退休', floating: '流动' };

/** Chinese → identifier, from an identifier → Chinese table, so that the two can never drift apart. */
function inverted<Id extends string>(
  names: Readonly<Record<Id, string | readonly string[]>>,
): Map<string, Id> {
  const byName = new Map<string, Id>();
  for (const id in names) for (const name of [names[id]].flat()) byName.set(name, id);
  return byName;
}

const postsByName = inverted(postNames);
const statusesByName = inverted(statusNames);
const tagsByName = inverted(tagNames);

interface PostTitle {
  readonly post: PostType;
  /** Only of a group leader: which group. */
  readonly group?: string | undefined;
}

export function orgKindOf(name: string): OrgKind | undefined {
  return orgKinds.get(name);
}

/** The post in a cell of the roster, e.g. a plain name, or the group leader's with the group after a colon. */
export function postTitleOf(cell: string): PostTitle | undefined {
  const [name = '', ...rest] = cell.split(/[:：]/);
  const post = postsByName.get(name.trim());
  // An ordinary member is whoever holds no post, so nobody can be appointed to that.
  if (post === undefined || post === 'member') return undefined;
  if (post !== 'branch_group_leader') return rest.length === 0 ? { post } : undefined;
  return { post, group: rest.join(':').trim() };
}

export function statusOf(name: string): MemberStatus | undefined {
  return statusesByName.get(name);
}

export function tagOf(name: string): MemberTag | undefined {
  return tagsByName.get(name.replace(/党员$/, ''));
}

export function postName(post: PostType): string {
  return postNames[post][0];
}

export function orgKindName(level: OrgLevel, variant?: OrgVariant): string {
  for (const [name, kind] of orgKinds) if (kind.level === level && kind.variant === variant) return name;
  return level;
}

export const knownOrgKinds: readonly string[] = [...orgKinds.keys()];
export const knownPosts: readonly string[] = postTypes.filter((post) => post !== 'member').map(postName);
export const knownStatuses: readonly string[] = Object.values(statusNames);
export const knownTags: readonly string[] = Object.values(tagNames);

/** The columns of the three sheets, in the order of the file format. */
export const orgColumns = {
  code: '组织编码',
  name: '组织名称',
  kind: '组织类型',
  parent: '上级组织编码',
  leadership: '所属党组编码',
  foundedOn: '成立日期',
  electedOn: '本届选举日期',
  termYears: '任期年限',
} as const;
export const personColumns = {
  code: '人员编码',
  name: '姓名',
  account: '飞书账号',
  status: '党员状态',
  tags: '标签',
  branch: '所在支部编码',
  group: '党小组',
} as const;
export const postColumns = {
  org: '组织编码',
  post: '岗位',
  person: '人员编码',
  from: '任职日期',
  to: '免职日期',
} as const;

/** Columns a roster may have and need not: nothing is said where they are missing. */
export const optionalOrgColumns = { termName: '届次' } as const;
export const optionalPersonColumns = { joinedOn: '入党日期' } as const;

/** Which term: 3, 第3届, 第十二届. */
export const termCount = /^第?(\d{1,2}|[一二三四五六七八九十]{1,3})届?$/u;
export const ordinalTerm = (count: string): string => `第${count}届`;

/** Names a sheet may carry in a workbook. */
export const sheetNames = {
  orgs: ['orgs', '组织'],
  people: ['people', '人员'],
  posts: ['posts', '岗位'],
} as const;
