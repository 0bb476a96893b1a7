export const text = {
  title: '责任清单',
} as const;
