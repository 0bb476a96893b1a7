/** Sentences of the escalation flow; its lines are worded by the digest. */
export const text = {
  title: '提醒与逐级升级',
  explainDescription: '写一句情况说明：编号 原因',
  explainExample: '/情况说明 D01B01-TD-2602 书记外出学习，3月9日补开',
  explainWith: (number: string) => `/情况说明 ${number} 书记外出学习，3月9日补开`,
  explained: '已记下，情况说明会随提醒一起送达上级。',
  no: {
    unknownNumber: (number: string, posts: string) =>
      `没有找到编号“${number}”，请核对提醒卡片上的编号；情况说明由本支部的${posts}来写。`,
    settled: '这一项已经办结，不用再写情况说明。',
    missingNumber: (example: string) =>
      `还缺编号和原因，编号在提醒卡片的“依据与编号”里，请这样写：${example}`,
    missing: (example: string) => `还缺原因，请这样写：${example}`,
    tooLong: '情况说明请写在 200 字以内。',
  },
} as const;
