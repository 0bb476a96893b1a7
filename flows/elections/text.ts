import type { StepName } from './steps.ts';

/** Every sentence of the ends of terms. */
export const text = {
  title: '换届',
  description: '任期届满时间、换届步骤和日期',
  example: '/换届',
  cardTitle: '换届',
  summary: (org: string) => `${org}的任期和换届步骤`,
  rows: { term: '届次', elected: '本届选举', years: '任期', ends: '届满' },
  years: (years: number) => `${years} 年`,
  ends: (day: string, left: string) => `${day}，${left}`,
  left: (years: number, months: number, days: number) => {
    if (years + months === 0) return `还有 ${days} 天`;
    return `还有${years > 0 ? ` ${years} 年` : ''}${months > 0 ? ` ${months} 个月` : ''}`;
  },
  over: (days: number) => (days === 0 ? '今天届满' : `已超过 ${days} 天`),
  steps: '步骤和日期',
  done: '✓ ',
  todo: '',
  nextStep: (words: string) => `下一步：${words}`,
  step: {
    notice: {
      what: '上级发换届提醒函',
      due: (day: string) => `${day}前：上级发换届提醒函`,
      done: (day: string) => `上级已于${day}发换届提醒函`,
    },
    request: {
      what: '向上级报请示',
      due: (day: string) => `${day}前：向上级报换届请示`,
      done: (day: string) => `${day}报换届请示`,
    },
    approval: {
      what: '请示由上级批复，批复后筹备选举',
      due: (day: string) => `${day}前：取得批复`,
      done: (day: string) => `${day}上级批复请示`,
    },
    meeting: {
      what: '召开大会选举',
      due: (day: string) =>
        `${day}前：召开党员大会（党员代表大会）选举，到会有选举权的党员（代表）须达到应到的五分之四`,
      done: (day: string) => `${day}召开大会选举`,
    },
    result: {
      what: '登记选举结果，报上级批准',
      due: (day: string) => `${day}前：登记选举结果，报上级批准`,
      done: (day: string) => `${day}的选举结果已报上级`,
    },
    result_approval: {
      what: '选举结果由上级批准，换届办结',
      due: (day: string) => `${day}前：上级批准选举结果`,
      done: (day: string) => `${day}上级批准选举结果，换届办结`,
    },
  } satisfies Record<StepName, unknown>,
  overdue: (days: number) => `（已超过 ${days} 个工作日）`,
  lies: (what: string, day: string, post: string) => `${what}（${day}报，在${post}处等批复）`,
  planned: (day: string) => `已定${day}召开大会选举，会后记录结果`,
  refused: (due: string, reason: string) => `${due}（上级没有同意：${reason}）`,
  acts: {
    noticeDraft: '起草换届提醒函',
    noticeSent: '登记已发提醒函',
    request: '报换届请示',
    decide: '看申请',
    plan: '安排选举大会',
    record: '登记选举结果',
    extend: '申请延期换届',
  },
  noticesOwed: (count: number) => `要发换届提醒函的 ${count} 个：`,
  noticeOwed: (branch: string, due: string) => `${branch}：${due}前发函`,
  noticeMore: (count: number) => `另有 ${count} 个，可以发“/换届 支部”逐个办理。`,
  draftFor: (branch: string) => `起草：${branch}`,
  rosterNext: '新一届的选举日期和岗位请由系统管理员在名册里更新，下一次换届按它推算。',
  extended: (day: string) => `已批准延期到${day}`,
  rule: '需要提前或延期的，须报上级批准，一般不超过一年。',
  branches: (count: number) => `下级组织 ${count} 个，按届满时间排列：`,
  branch: (name: string, ends: string) => `${name}  ${ends}`,
  noTerm: '名册里没有这个组织的选举日期和任期，请联系系统管理员补充。',
  previous: '上一页',
  next: (left: number) => `下一页（还有 ${left}）`,
  no: {
    noSuchOrg: (words: string, posts: string) =>
      `您能查看的组织里没有唯一的“${words}”。换届由该组织和其上级的这些岗位查看：${posts}。`,
  },
} as const;
