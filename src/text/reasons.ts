/** Names of the standard reasons (duties.md c.2). */
export const reasonNames = {
  upper_task: '上级集中任务',
  majority_away: '多数党员出差外派',
  post_vacant: '岗位空缺',
  reorg: '机构调整',
  disaster: '防汛抢险等突发任务',
  merged: '与其他活动合并',
  system_fault: '系统故障',
  own_rule: '本级规定停用',
  other: '其他（写明）',
} as const;
