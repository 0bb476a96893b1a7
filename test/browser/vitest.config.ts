import { defineConfig } from 'vitest/config';

/** Apart from the other tests: these need Chromium and look at a real page. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/browser/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // A loaded machine is slow, not wrong: a wait ends early only when what it waits for is there.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
