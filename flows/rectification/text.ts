export const text = {
  title: '问题整改',
} as const;
