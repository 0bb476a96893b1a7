import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['src/**/*.test.ts', 'flows/**/*.test.ts', 'db/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/long/**', '**/node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    // Files of one worker share their modules: reading them anew for each took a third of the time.
    isolate: false,
    setupFiles: ['test/harness/every-file.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
