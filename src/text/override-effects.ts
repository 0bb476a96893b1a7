/** What a row of own rules (本级规定) changes, as whoever enters it reads it; days as the file states them. */
export const effectText = {
  head: (line: number, org: string, duty: string) => `第 ${line} 行 ${org} ${duty}：`,
  all: (head: string, parts: readonly string[]) => head + parts.join('；'),
  stored: '库中已有，不再写入',
  corrects: '改正库中的同一条；',
  since: (period: string) => `从${period}起，`,
  events: (from: string) => `对 ${from} 起发生的事项有效，已有的不变；`,
  inPeriod: (period: string) => `（${period}）`,
  moved: (orgs: number, owners: string, from: string, to: string, at: string) =>
    `${orgs} 个${owners}的期限由 ${from} 改为 ${to}${at}`,
  rest: (orgs: number, owners: string) => `另有 ${orgs} 个${owners}改期`,
  otherwise: (orgs: number, owners: string, words: string, at: string) =>
    `${orgs} 个${owners}改为：${words}${at}`,
  stopped: (orgs: number, owners: string, at: string) => `${orgs} 个${owners}停用${at}`,
  started: (orgs: number, owners: string, at: string) => `${orgs} 个${owners}启用${at}`,
  nothing: '没有组织的任务因此改变',
  made: (count: number, numbers: readonly string[]) =>
    `已生成的 ${count} 项任务随之改变，如 ${numbers.join('、')}`,
  staying: (count: number) => `已安排、办结或逾期等 ${count} 项不变`,
  whenMoved: '已生成的任务在机器人下次排期时改变：启动时，或次日 00:05。',
  putOut: (org: string, name: string, duty: string, words: string, document: string, from: string) =>
    `    下级规定因此不再生效：${org}（${name}）${duty}，${words}（${document}，${from} 起）；严于上级的新规定，没有上级同意文号`,
} as const;
