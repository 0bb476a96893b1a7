import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { callback } from './callback.ts';
import { delivery } from './delivery.ts';
import { digest } from './digest.ts';
import { escalation } from './escalation.ts';
import { page } from './page.ts';
import { plan } from './plan.ts';
import { rehearsal } from './rehearsal.ts';
import { type Backend, type Bench, machine, type Result, table } from './result.ts';
import { start } from './start.ts';
import { workspace } from './workspace.ts';

const benches: readonly Bench[] = [
  start,
  delivery,
  callback,
  plan,
  escalation,
  digest,
  rehearsal,
  workspace,
  page,
];

const help = `How fast the product is beside the most direct code for the same work.

  npm run bench -- [options]

  --only NAME   one of: ${benches.map(({ name }) => name).join(', ')}
  --json FILE   write the results to FILE
  --runs N      measure each so often and take the median (default 1)
  --help

Embedded; and on PostgreSQL and Redis, too, when TEST_DATABASE_URL and TEST_REDIS_URL are set.
`;

class Usage extends Error {}

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      json: { type: 'string' },
      runs: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  const chosen = benches.filter(({ name }) => values.only === undefined || name === values.only);
  if (chosen.length === 0) throw new Usage(`--only: there is no benchmark "${values.only}"`);
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Usage(`--runs: "${values.runs}" is no number of runs`);
  return { ...values, runs, chosen };
}

/** The run whose ratio is the median one: its two numbers belong together. */
function medianOf(runs: readonly Result[]): Result {
  const sorted = [...runs].sort((a, b) => a.ratio - b.ratio);
  const median = sorted[Math.floor(sorted.length / 2)];
  if (!median) throw new Error('no run');
  return median;
}

async function measure(bench: Bench, backend: Backend, runs: number): Promise<readonly Result[]> {
  const all: (readonly Result[])[] = [];
  for (let run = 1; run <= runs; run += 1) {
    process.stderr.write(`${bench.name} ${backend} ${run}/${runs}\n`);
    all.push(await bench.run(backend));
  }
  return (all[0] ?? []).map((_, at) => medianOf(all.flatMap((results) => results[at] ?? [])));
}

async function run(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(help);
    return;
  }
  const { TEST_DATABASE_URL: database, TEST_REDIS_URL: redis } = process.env;
  const backends: readonly Backend[] = database && redis ? ['embedded', 'servers'] : ['embedded'];
  const results: Result[] = [];
  for (const bench of options.chosen) {
    for (const backend of backends) results.push(...(await measure(bench, backend, options.runs)));
  }
  process.stdout.write(`${table(results)}\n`);
  const report = JSON.stringify({ machine: machine(), results }, undefined, 2);
  if (options.json !== undefined) writeFileSync(options.json, `${report}\n`);
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof Usage || (error instanceof TypeError && 'code' in error);
  process.stderr.write(
    isUsage ? `${error.message}\n\n${help}` : `${String(error instanceof Error ? error.stack : error)}\n`,
  );
  process.exit(isUsage ? 2 : 1);
}
process.exit(0);
