export const text = {
  title: '报送',
} as const;
