/** Every sentence of the ends of terms. */
export const text = {
  title: '换届',
  description: '任期届满时间、换届步骤和日期',
  example: '/换届',
  cardTitle: '换届',
  summary: (org: string) => `${org}的任期和换届步骤`,
  rows: { elected: '本届选举', years: '任期', ends: '届满' },
  years: (years: number) => `${years} 年`,
  ends: (day: string, left: string) => `${day}，${left}`,
  left: (years: number, months: number, days: number) => {
    if (years + months === 0) return `还有 ${days} 天`;
    return `还有${years > 0 ? ` ${years} 年` : ''}${months > 0 ? ` ${months} 个月` : ''}`;
  },
  over: (days: number) => (days === 0 ? '今天届满' : `已超过 ${days} 天`),
  steps: '步骤和日期',
  notice: (day: string) => `${day}前：上级发换届提醒函`,
  noticeDone: (day: string) => `上级已于${day}发换届提醒函`,
  request: '届满前：向上级报请示，取得批复后筹备（请示、批复日期写入记录）',
  meeting: (day: string) =>
    `${day}前：召开党员大会（党员代表大会）选举，到会有选举权的党员（代表）须达到应到的五分之四`,
  report: (day: string) => `${day}前：把选举结果报上级批准，并记录办结`,
  extended: (day: string) => `已批准延期到${day}`,
  held: (day: string) => `本次换届已于${day}办结`,
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
