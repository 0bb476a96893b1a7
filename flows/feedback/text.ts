/** Sentences about suggestions. Tone: duties.md h. */
export const text = {
  title: '意见建议',
  description: '提意见或建议，可以匿名',
  example: '/意见 提醒太密，希望合并成一条',
  /** In front of the words: nobody keeps who said it. */
  anonymousWords: ['匿名'] as readonly string[],
  formTitle: '提意见',
  intro: '送给意见受理人一人。请不要写涉密和工作秘密的内容。',
  words: '意见或建议',
  anonymous: '匿名（不记录是谁写的）',
  send: '送出',
  sentTitle: '意见已送出',
  sent: (reader: string) => `已送给意见受理人${reader}，谢谢。`,
  sentAnonymous: (reader: string) => `已匿名送给意见受理人${reader}，没有记录是谁写的。谢谢。`,
  sentToast: '已送出，谢谢',
  readTitle: '收到的意见',
  tag: (count: number) => `${count} 条`,
  readSummary: (count: number) => `收到意见 ${count} 条`,
  nobody: '匿名',
  from: (who: string, day: string) => `${who}，${day}`,
  about: (kind: string) => `（从“${kind}”卡片上提出）`,
  aboutKinds: {
    digest: '提醒',
    invitation: '邀请',
    requests: '申请',
    talk: '谈话',
  } as Readonly<Record<string, string>>,
  no: {
    empty: '请写一句意见或建议。',
    tooLong: '请不超过 500 个字。',
    noReader: '还没有意见受理人，请直接告诉系统管理员。',
  },
} as const;
