import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/**
 * The proofs that take too long for every test run. Without a flag those that CI runs within its time; a flag adds
 * one that takes an hour or a night.
 */
const always = [
  'test/long/ten-years.test.ts',
  'test/long/same-bytes.test.ts',
  'test/long/canaries.test.ts',
  'test/long/four-ones.test.ts',
];
const longer = {
  province: 'test/long/province.test.ts',
  year: 'test/long/whole-year.test.ts',
  zones: 'test/long/suite-in-every-zone.test.ts',
} as const;

const help = `npm run proofs [-- --province] [-- --year] [-- --zones] [-- --all]
  without a flag  ten years of roster-small; same bytes in every time zone of the host; three months in which
                  people write what must not be kept; a year of one organ's talks
  --province      ten years of roster-province, silent and mixed
  --year          whole-year rehearsals of roster-small, silent and mixed
  --zones         all tests that need no server, in four time zones`;

function asked(): readonly string[] | undefined {
  const flag = { type: 'boolean', default: false } as const;
  try {
    const { values } = parseArgs({
      options: { province: flag, year: flag, zones: flag, all: flag, help: flag },
    });
    if (values.help) return undefined;
    const names = Object.keys(longer) as (keyof typeof longer)[];
    return [...always, ...names.filter((name) => values.all || values[name]).map((name) => longer[name])];
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
    return undefined;
  }
}

const files = asked();
if (files === undefined) {
  console.log(help);
} else {
  const vitest = fileURLToPath(new URL('../node_modules/vitest/vitest.mjs', import.meta.url));
  const args = [
    '--max-old-space-size=6000',
    vitest,
    'run',
    '--config',
    'test/long/vitest.config.ts',
    ...files,
  ];
  process.exitCode = spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}
