export const text = {
  title: '谈心谈话',
} as const;
