import { defineConfig } from 'vitest/config';

const withServers = process.env.TEST_DATABASE_URL !== undefined;

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['src/**/*.test.ts', 'flows/**/*.test.ts', 'db/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['test/browser/**', 'test/long/**', '**/node_modules/**'],
    pool: 'forks',
    maxWorkers: 2,
    fileParallelism: !withServers,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
