import type { PostType } from '../../src/org/types.ts';
import {
  branch,
  committee,
  everyone,
  leaders,
  nobody,
  officers,
  organ,
  recorders,
  secretaries,
  workCommittee,
} from './permission-posts.ts';

/** A command, its words for the organisation it is tried on and an ordinary member there, and who may do it. */
export interface PermissionCase {
  readonly alias: string;
  readonly line: (org: string, member: string) => string;
  /**
   * Where it is tried, and which posts may do it there. The posts are those of the work committee (GW), of one
   * department (D01) and of its branch D01B01: own, above, below, beside (D01B02, D02W) and elsewhere (D02B01).
   */
  readonly may: Readonly<Record<string, readonly PostType[]>>;
}

const none = (): string => '';
const organChiefs: readonly PostType[] = ['organ_secretary', 'organ_fulltime_deputy'];
const workChiefs: readonly PostType[] = ['work_committee_secretary', 'work_committee_deputy_secretary'];

function number(org: string): string {
  if (org.includes('B0')) return `${org}-TD-2602`;
  if (org.endsWith('Z')) return `${org}-LP-26`;
  return org === 'GW' ? 'GW-QI-26Q1' : `${org}-RL-26`;
}

/**
 * A meeting cannot be named across branches, only pointed at by the card that is answered: whoever points at somebody
 * else's acts on the own one, and the other stays as it is.
 */
export const permissionCases: readonly PermissionCase[] = [
  { alias: 'help', line: none, may: { D01B01: everyone } },
  { alias: 'undo', line: none, may: { D01B01: everyone } },
  { alias: 'mine', line: none, may: { D01B01: everyone } },
  {
    alias: 'todo',
    line: none,
    may: {
      D01B01: [
        ...workCommittee,
        ...organ,
        ...secretaries,
        'leadership_secretary',
        'general_branch_secretary',
      ],
    },
  },
  {
    alias: 'list',
    line: (org) => org,
    may: {
      GW: workCommittee,
      D01Z: [...workCommittee, 'leadership_secretary'],
      D01W: [...workCommittee, ...organ, 'leadership_secretary'],
      D02W: workCommittee,
      D01B01: [...workCommittee, ...organ, ...secretaries, 'leadership_secretary'],
      D01B02: [...workCommittee, ...organ, 'leadership_secretary'],
      D02B01: workCommittee,
    },
  },
  { alias: 'plan', line: () => '党员大会 3月20日下午3点 三楼会议室', may: { D01B01: secretaries } },
  {
    alias: 'move',
    line: () => '主题党日 3月13日下午3点',
    may: { D01B01: secretaries, D01B02: secretaries, D02B01: secretaries },
  },
  {
    alias: 'cancel',
    line: () => '主题党日 会议冲突',
    may: { D01B01: secretaries, D01B02: secretaries, D02B01: secretaries },
  },
  {
    alias: 'themeday',
    line: () => '3月20日下午3点 三楼会议室 学习条例 主讲 外请李四',
    may: { D01B01: secretaries },
  },
  { alias: 'checkin', line: none, may: { D01B01: branch, D01B02: branch, D02B01: branch } },
  { alias: 'roll', line: () => '全到', may: { D01B01: recorders, D01B02: recorders, D02B01: recorders } },
  { alias: 'leave', line: () => '公务', may: { D01B01: branch, D01B02: branch, D02B01: branch } },
  {
    alias: 'approve-leave',
    line: (_, m) => `${m} 同意`,
    may: { D01B01: ['branch_secretary'], D01B02: nobody, D02B01: nobody },
  },
  { alias: 'makeup', line: (_, m) => `${m} 3月5日`, may: { D01B01: nobody, D01B02: nobody, D02B01: nobody } },
  {
    alias: 'minutes',
    line: (org) => number(org),
    may: {
      GW: ['work_committee_deputy_secretary', 'work_committee_officer'],
      D01Z: [...officers, 'leadership_secretary'],
      D01W: [...organ, 'work_committee_officer'],
      D02W: ['work_committee_officer'],
      D01B01: [...recorders, ...officers],
      D01B02: officers,
      D02B01: nobody,
    },
  },
  { alias: 'lecture', line: () => '3月20日下午3点 学习条例 主讲 外请李四', may: { D01B01: secretaries } },
  {
    alias: 'talk',
    line: (_, m) => `${m} 3月5日`,
    may: { D01B01: committee, D01B02: nobody, D02B01: nobody },
  },
  { alias: 'talks', line: none, may: { D01B01: everyone } },
  {
    alias: 'report',
    line: none,
    may: {
      D01B01: [
        ...recorders,
        ...workCommittee,
        ...organ,
        ...leaders,
        'organ_committee_member',
        'general_branch_secretary',
      ],
    },
  },
  {
    alias: 'submit',
    line: (org) => `${org}-QR-26Q1`,
    may: { D01B01: recorders, D01B02: nobody, D02B01: nobody },
  },
  {
    alias: 'accept',
    line: (org) => `${org}-QR-26Q1 通过 已阅，请继续`,
    may: { D01B01: nobody, D01B02: nobody, D02B01: nobody },
  },
  {
    alias: 'extend',
    line: (org) => `${number(org)} 3月20日 岗位空缺，书记3月16日补选`,
    may: {
      D01Z: ['leadership_secretary'],
      D01W: organ,
      D02W: nobody,
      D01B01: secretaries,
      D01B02: nobody,
      D02B01: nobody,
    },
  },
  {
    alias: 'request',
    line: (org) => `${number(org)} 3月5日`,
    may: {
      D01Z: ['leadership_secretary'],
      D01W: organ,
      D02W: nobody,
      D01B01: secretaries,
      D01B02: nobody,
      D02B01: nobody,
    },
  },
  {
    alias: 'count-online',
    line: number,
    may: {
      D01Z: ['leadership_secretary', ...workChiefs],
      D01W: [...organ, ...workChiefs],
      D02W: workChiefs,
      D01B01: [...secretaries, ...organChiefs],
      D01B02: organChiefs,
      D02B01: nobody,
    },
  },
  {
    alias: 'waive',
    line: (org) => `${number(org)} 机构调整，支部正在合并`,
    may: {
      GW: workCommittee,
      D01Z: ['leadership_secretary'],
      D01W: organ,
      D02W: nobody,
      D01B01: secretaries,
      D01B02: nobody,
      D02B01: nobody,
    },
  },
  {
    alias: 'overdue',
    line: (org) => org,
    may: {
      GW: workCommittee,
      D01Z: [...workCommittee, ...leaders],
      D01W: [...workCommittee, ...organ, ...leaders],
      D02W: workCommittee,
      D01B01: [...recorders, ...workCommittee, ...organ, ...leaders],
      D01B02: [...workCommittee, ...organ, ...leaders],
      D02B01: workCommittee,
    },
  },
  {
    alias: 'explain',
    line: (org) => `${number(org)} 书记外出学习，3月9日补开`,
    may: {
      GW: ['work_committee_officer'],
      D01Z: ['leadership_secretary'],
      D01W: ['organ_secretary'],
      D02W: nobody,
      D01B01: recorders,
      D01B02: nobody,
      D02B01: nobody,
    },
  },
  {
    alias: 'urge',
    line: (org) => `${number(org)} 3月20日`,
    may: {
      GW: nobody,
      D01Z: workCommittee,
      D01W: workCommittee,
      D02W: workCommittee,
      D01B01: organ,
      D01B02: organ,
      D02B01: nobody,
    },
  },
  {
    alias: 'election',
    line: (org) => org,
    may: {
      GW: workCommittee,
      D01Z: [...workCommittee, 'leadership_secretary'],
      D01W: [...workCommittee, ...organ, 'leadership_secretary'],
      D02W: workCommittee,
      D01B01: [...branch, ...workCommittee, ...organ, 'leadership_secretary'],
      D01B02: [...workCommittee, ...organ, 'leadership_secretary'],
      D02B01: workCommittee,
    },
  },
  {
    alias: 'dues',
    line: (_, m) => `已收 ${m}`,
    may: { D01B01: ['commissioner_organization'], D01B02: nobody, D02B01: nobody },
  },
  {
    alias: 'roster',
    line: (org) => org,
    may: { D01B01: [...organ, ...secretaries, 'commissioner_organization'], D01B02: organ, D02B01: nobody },
  },
  {
    alias: 'ledger',
    line: () => '责任 本月',
    may: {
      D01B01: [...recorders, ...workCommittee, ...organ, 'leadership_secretary', 'general_branch_secretary'],
    },
  },
  {
    alias: 'digest',
    line: () => '月',
    may: { D01B01: [...workCommittee, ...organ, ...leaders, 'general_branch_secretary'] },
  },
  { alias: 'mute', line: () => '本周', may: { D01B01: everyone } },
  { alias: 'feedback', line: () => '提醒太密', may: { D01B01: everyone } },
  {
    alias: 'behalf',
    line: (org) => `${org} 点名 全到`,
    may: { D01B01: officers, D01B02: officers, D02B01: nobody },
  },
  {
    alias: 'standing-leave',
    line: (_, m) => `${m} 从3月1日 到 8月31日 病假`,
    may: { D01B01: ['branch_secretary'], D01B02: nobody, D02B01: nobody },
  },
  {
    alias: 'speaker',
    line: () => '主题党日 外请王五',
    may: { D01B01: secretaries, D01B02: secretaries, D02B01: secretaries },
  },
  {
    alias: 'correct',
    line: (_, m) => `${m} 到会 3月5日`,
    may: { D01B01: nobody, D01B02: nobody, D02B01: nobody },
  },
  { alias: 'activity', line: none, may: { D01B01: branch } },
  // Discipline posts see the names of their own branch alone, and find nobody else's.
  {
    alias: 'delegate',
    line: (_, m) => `${m} 3月13日到3月20日`,
    may: {
      D01B01: [...committee, ...organ, ...leaders, 'organ_committee_member', 'administrator'],
      D01B02: [...organ, ...leaders, 'organ_committee_member', 'administrator'],
      D02B01: nobody,
    },
  },
  { alias: 'bind', line: none, may: { D01B01: nobody } },
  {
    alias: 'why',
    line: (org) => number(org),
    may: {
      GW: workCommittee,
      D01Z: [...workCommittee, ...organ, ...leaders],
      D01W: [
        ...workCommittee,
        ...organ,
        ...leaders,
        'organ_committee_member',
        'organ_discipline_secretary',
        'organ_discipline_member',
        'administrator',
      ],
      D02W: workCommittee,
      D01B01: [
        ...committee,
        ...workCommittee,
        ...organ,
        ...leaders,
        'organ_committee_member',
        'administrator',
      ],
      D01B02: [...workCommittee, ...organ, ...leaders, 'organ_committee_member', 'administrator'],
      D02B01: workCommittee,
    },
  },
  {
    alias: 'issue',
    line: (org, m) => `${org} 会议记录不全 ${m} 4月30日`,
    may: {
      GW: nobody,
      D01W: nobody,
      D01B01: [...workCommittee, ...organ],
      D01B02: [...workCommittee, ...organ],
      D02B01: workCommittee,
    },
  },
  {
    alias: 'close',
    line: (org) => `${org}-RI-26Q1-P1 措施 补写收获 佐证 记录存支部档案第3号`,
    may: { D01B01: [...recorders, ...officers, 'member'], D01B02: officers, D02B01: nobody },
  },
  {
    alias: 'duty-list',
    line: (org) => org,
    may: {
      GW: nobody,
      D01Z: [...officers, 'leadership_secretary'],
      D01W: organ,
      D02W: nobody,
      D01B01: secretaries,
      D01B02: nobody,
      D02B01: nobody,
    },
  },
  {
    alias: 'assign',
    line: (org, m) => `${org} 更新党建园地 ${m} 4次 12月20日 每季度换一期`,
    may: { D01B01: secretaries, D02B01: nobody },
  },
  { alias: 'closure', line: () => '7月6日 7月10日 防汛抢险', may: { D01B01: [...workCommittee, ...organ] } },
  {
    alias: 'void',
    line: (org) => `${number(org)} 重复登记，与另一项相同`,
    may: {
      GW: ['work_committee_officer'],
      D01Z: ['work_committee_officer'],
      D01W: ['work_committee_officer', 'party_affairs_officer'],
      D02W: ['work_committee_officer'],
      D01B01: ['work_committee_officer', 'party_affairs_officer'],
      D01B02: ['work_committee_officer', 'party_affairs_officer'],
      D02B01: ['work_committee_officer'],
    },
  },
  {
    alias: 'reopen',
    line: (org) => `${number(org)} 督查〔2026〕3号`,
    may: {
      GW: nobody,
      D01Z: workCommittee,
      D01W: workCommittee,
      D02W: workCommittee,
      D01B01: [...workCommittee, ...organ],
      D01B02: [...workCommittee, ...organ],
      D02B01: workCommittee,
    },
  },
  { alias: 'slip', line: () => 'D01B01-TD-2602-H1 3月12日 已补开并报送记录', may: { D01B01: nobody } },
  { alias: 'paper', line: () => '签到表', may: { D01B01: recorders } },
  { alias: 'stop', line: () => '名册有误，先停一停', may: { D01B01: ['administrator'] } },
  { alias: 'resume', line: none, may: { D01B01: ['administrator'] } },
  { alias: 'urgent', line: none, may: { D01B01: ['administrator'] } },
  { alias: 'occasion', line: () => '预备党员转正 2025年3月20日', may: { D01B01: secretaries } },
  { alias: 'must-talk', line: (_, m) => m, may: { D01B01: recorders, D01B02: nobody, D02B01: nobody } },
];
