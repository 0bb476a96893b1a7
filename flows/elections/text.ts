export const text = {
  title: '换届',
} as const;
