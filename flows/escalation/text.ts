/** Sentences of the escalation flow; its lines are worded by the digest. */
export const text = {
  title: '提醒与逐级升级',
} as const;
