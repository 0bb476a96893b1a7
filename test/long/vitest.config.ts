import { defineConfig } from 'vitest/config';

/** Proofs that take minutes or hours: test/proofs.ts chooses among them. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/long/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 6 * 3_600_000,
    hookTimeout: 6 * 3_600_000,
  },
});
