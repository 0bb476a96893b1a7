import type { DutyDef } from '../../src/duties/catalogue.ts';

type Cadence = Extract<DutyDef['cadence'], { readonly every: unknown }>['every'];

const every: Readonly<Record<Cadence, string>> = {
  month: '每月',
  quarter: '每季',
  half: '每半年',
  year: '每年',
};

/** Every sentence of the yearly responsibility list. */
export const text = {
  title: '责任清单',
  description: '全年责任清单：年份 支部',
  example: '/清单 2026年',
  cardTitle: (year: string) => `${year}年责任清单`,
  summary: (year: string, org: string) => `${org}${year}年责任清单`,
  count: (count: number) => `共 ${count} 项。每项后面是频次、全年进度和最近的期限。`,
  every,
  onEvent: '发生时',
  onTerm: '届满前',
  progress: (done: number, total: number) => `已完成 ${done}/${total}`,
  late: (count: number) => `已超过期限 ${count}`,
  next: (due: string) => `最近期限${due}`,
  happened: (done: number, total: number) => `本年度 ${total} 件，已完成 ${done}`,
  notYet: '本年度还没有',
  numbersOnly: (done: number, total: number, late: number) =>
    `到今天已有 ${total} 项，已完成 ${done} 项，已超过期限 ${late} 项。逐项情况由该组织和其上级机关党委查看。`,
  source: '依据和规则见 /为什么 加编号；还没有到时间的期限按现行规则推算。',
  previous: '上一页',
  nextPage: (left: number) => `下一页（还有 ${left}）`,
  nothing: '这一年没有要列的责任项。',
  no: {
    notYours: (posts: string) => `责任清单由这些岗位查看：${posts}。`,
    noSuchOrg: (words: string, posts: string) =>
      `您能查看的组织里没有唯一的“${words}”。责任清单由该组织和其上级的这些岗位查看：${posts}。`,
    year: '请写今年前后的年份，例如：/清单 2026年。',
  },
} as const;
