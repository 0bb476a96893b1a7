import { access, constants, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { flows } from '../../flows/index.ts';
import { asDay, type Day, isDay, partsOf } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import { SystemClock } from '../core/clock.ts';
import { toAppError } from '../core/errors.ts';
import { createLogger } from '../core/logger.ts';
import { failureText } from '../text/failures.ts';
import { rehearsalText as text } from '../text/rehearsal.ts';
import { type Behaviour, behaviours } from './behaviours.ts';
import { LedgerFile } from './ledger-file.ts';
import { provisionalDays, rehearse } from './rehearse.ts';
import { Tally } from './summary.ts';

interface Request {
  readonly roster: string;
  readonly from: Day;
  readonly to: Day;
  readonly behaviour: Behaviour;
  readonly seed: number;
  readonly out: string;
}

function readRequest(argv: readonly string[]): Request | 'help' | { readonly problem: string } {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        roster: { type: 'string', default: 'db/demo-roster' },
        from: { type: 'string', default: '2026-01-01' },
        to: { type: 'string', default: '2026-12-31' },
        behaviour: { type: 'string', default: 'silent' },
        seed: { type: 'string', default: '1' },
        out: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) return 'help';
    const behaviour = behaviours.find((known) => known === values.behaviour);
    const seed = Number(values.seed);
    if (!behaviour) return { problem: `--behaviour ${values.behaviour}` };
    if (!isDay(values.from) || !isDay(values.to) || values.to < values.from) {
      return { problem: `--from ${values.from} --to ${values.to}` };
    }
    if (!Number.isInteger(seed)) return { problem: `--seed ${values.seed}` };
    if (values.out === undefined) return { problem: text.outMissing };
    const days = { from: asDay(values.from), to: asDay(values.to) };
    return { roster: values.roster, ...days, behaviour, seed, out: values.out };
  } catch (error) {
    return { problem: toAppError(error).message };
  }
}

/** Asked before the run, which takes minutes; writing begins with its first rows. */
async function canWrite(path: string): Promise<boolean> {
  const folder = dirname(path);
  try {
    if (!(await stat(folder)).isDirectory()) return false;
    await access(folder, constants.W_OK);
  } catch {
    return false;
  }
  return !(await stat(path).catch(() => undefined))?.isDirectory();
}

/** 0 unless the auditor disagrees; findings of other kinds are what a rehearsal is for. */
async function run(request: Request): Promise<0 | 1> {
  const clock = new SystemClock();
  const began = clock.now().getTime();
  const calendar = announcedCalendar();
  const provisional = provisionalDays({ ...request, calendar });
  if (provisional.length > 0) {
    console.error(text.provisional(provisional.map((day) => partsOf(day).year).join('、')));
  }
  let month = '';
  const file = new LedgerFile(request.out);
  const tally = new Tally();
  const { differences } = await rehearse({
    ...request,
    flows,
    calendar,
    log: createLogger('error'),
    onDay: (day) => {
      if (!process.stderr.isTTY || day.slice(0, 7) === month) return;
      month = day.slice(0, 7);
      process.stderr.write(`${text.progress(day)}\n`);
    },
    onLedger: async (rows) => {
      tally.add(rows);
      await file.append(rows);
    },
  });
  const summary = tally.summary((clock.now().getTime() - began) / 1000);
  await writeFile(`${request.out}.summary.json`, `${JSON.stringify(summary, null, 2)}\n`);
  console.log(text.done(tally.of('line'), tally.of('message'), Math.round(summary.wallSeconds)));
  console.log(JSON.stringify(summary, null, 2));
  if (differences.length > 0) console.error(text.auditorDisagrees(differences.length));
  return differences.length > 0 ? 1 : 0;
}

// Cards and rows live for a moment, a year makes gigabytes of them: the heap is cleared before it is twice what is kept.
setFlagsFromString('--heap-growing-percent=60');

const request = readRequest(process.argv.slice(2));
if (request === 'help') {
  console.log(text.help);
} else if ('problem' in request) {
  console.error(text.wrongUsage(request.problem));
  console.error(text.help);
  process.exitCode = 2;
} else if (!(await canWrite(request.out))) {
  console.error(text.cannotWrite(request.out));
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await run(request);
  } catch (cause) {
    const error = toAppError(cause);
    console.error(failureText(error.code, error.message));
    process.exitCode = 1;
  }
}
