import type { MemberStatus } from '../../src/org/types.ts';

const status: Readonly<Record<MemberStatus, string>> = {
  full: '',
  probationary: '预备',
  suspended_rights: '',
  org_life_suspended: '',
  transferring: '转接中',
};

/** Every sentence of the roster. */
export const text = {
  title: '名册',
  description: '支部名册和权利人数',
  example: '/名册',
  cardTitle: '支部名册',
  summary: '支部名册和权利人数',
  tag: '请勿转发',
  members: (count: number) => `党员 ${count} 人`,
  full: (count: number) => `正式党员 ${count} 人`,
  probationary: (count: number) => `预备党员 ${count} 人`,
  voting: (count: number) => `有表决权 ${count} 人`,
  expected: (count: number) => `参加组织生活应到 ${count} 人`,
  quorum: (half: number, fourFifths: number) => `半数以上 ${half} 人，五分之四 ${fourFifths} 人`,
  rows: { rights: '权利人数', quorum: '表决到会线' },
  status,
  restricted: '权利受限',
  noAccount: '无账号，由记录人代记',
  aside: (parts: readonly string[]) => (parts.length === 0 ? '' : `（${parts.join('，')}）`),
  comma: '、',
  previous: '上一页',
  next: (left: number) => `下一页（还有 ${left}）`,
  looked: '名册仅供支部工作使用，查看已留痕。',
  counts: '各支部人数如下，姓名由支部书记、副书记和组织委员查看。',
  columns: ['支部', '党员', '预备', '有表决权'],
  no: {
    notYours: (posts: string) => `名册由这些岗位查看：${posts}。`,
    noSuchOrg: (words: string, posts: string) =>
      `您能查看的支部里没有唯一的“${words}”。名册由该支部和其上级的这些岗位查看：${posts}。`,
  },
} as const;
