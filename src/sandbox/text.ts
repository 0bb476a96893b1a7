/** What the client shows a person; the platform's numbers stay visible so that they can be looked up. */
export const text = {
  everyone: '所有人',
  callbackFailed: (code: number): string => `操作失败，请稍后重试 (code: ${code})`,
  expired: '卡片已过期，无法操作',
  recalled: '消息已撤回',
  required: (names: readonly string[]): string => `请填写必填项：${names.join('、')}`,
  previewCard: '[卡片]',
  previewOther: (type: string): string => `[${type}]`,
  /** What a group without a name is called. */
  names: (names: readonly string[]): string => names.join('、'),
  login: {
    title: '登录',
    asks: (app: string): string => `登录“${app}”：你是谁？`,
    search: '按姓名、组织、职务查找',
    nobody: '没有找到',
    deny: '拒绝',
    failed: (code: number): string => `登录请求有误 (code: ${code})`,
  },
  previewRecalled: '[消息已撤回]',
};
