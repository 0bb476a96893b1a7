/** Sentences of the explain flow; what an explanation says is in src/text/explain.ts. */
export const text = {
  title: '为什么',
  description: '看一项为什么到期、提醒过谁：编号',
  example: '/为什么 D01B01-TD-2602',
  line: (number: string) => `/为什么 ${number}`,
  cardTitle: '为什么提醒',
  summary: (item: string) => `${item}：依据、期限和提醒经过`,
  stages: '提醒与告知的经过',
  note: '这里只写岗位和人数，不写姓名。',
  which: '要看哪一项，请选择，或输入：/为什么 编号',
  no: {
    missing: (example: string) => `还缺编号，编号在提醒卡片的“依据与编号”里，请这样写：${example}`,
    unknown: (number: string) =>
      `没有找到编号“${number}”，请核对提醒卡片上的编号；只能查看本组织和所属组织的事项。`,
    gone: '这张卡片上的事项已经查不到了。',
  },
} as const;
