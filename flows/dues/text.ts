export const text = {
  title: '党费',
} as const;
