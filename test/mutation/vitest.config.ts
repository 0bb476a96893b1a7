import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The cheap ones first: most mutants are dead before planner and auditor are asked about a whole year. */
class CheapFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isDear = ({ moduleId }: TestSpecification): number => Number(moduleId.includes('two-opinions'));
    return Promise.resolve([...files].sort((a, b) => isDear(a) - isDear(b)));
  }
}

/** The fast, pure tests of calendar and rules: what a mutant has to get past. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: [
      'src/calendar/{day,workdays,periods}.test.ts',
      'src/duties/{ladder,lifecycle,transitions,stages,pauses,route,seat}.test.ts',
      'src/duties/auditor/due-days.test.ts',
      'test/duties/two-opinions.property.test.ts',
    ],
    sequence: { sequencer: CheapFirst },
    testTimeout: 60_000,
  },
});
