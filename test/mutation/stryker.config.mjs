import { fileURLToPath } from 'node:url';

/** Breaks the rules in every small way there is and looks whether a test notices. `npm run mutate`; never in CI. */
export default {
  mutate: [
    'src/calendar/{day,workdays,periods,deadlines}.ts',
    'src/duties/{stages,ladder,route,lifecycle,pauses,seat,coverage,profiles}.ts',
  ],
  testRunner: 'vitest',
  vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
  plugins: ['@stryker-mutator/vitest-runner', fileURLToPath(new URL('ignore-messages.mjs', import.meta.url))],
  ignorers: ['messages'],
  // Most are names of states, posts and stages, where the compiler refuses what these mutants write.
  mutator: { excludedMutations: ['StringLiteral'] },
  coverageAnalysis: 'perTest',
  concurrency: 1,
  timeoutMS: 30_000,
  reporters: ['progress-append-only', 'clear-text', 'json'],
  jsonReporter: { fileName: '.data/mutation/report.json' },
  clearTextReporter: { allowColor: false, logTests: false },
  tempDirName: '.data/mutation/work',
  ignorePatterns: ['.data', 'coverage', '**/docs/**', 'test/fixtures'],
  thresholds: { high: 95, low: 85, break: 85 },
};
