import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, type Db, openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { addDays, type Day, dayOf, instantAt } from '../calendar/day.ts';
import { nextPeriod, periodOf, periodStart } from '../calendar/periods.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { SimulatedClock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import { stepTo } from '../core/step.ts';
import type { Difference } from '../duties/auditor/compare.ts';
import type { Flow } from '../engine/define.ts';
import { Registry } from '../engine/registry.ts';
import type { Directory } from '../org/directory.ts';
import { loadDirectory } from '../org/directory-load.ts';
import { rosterFrom } from '../org/first-roster.ts';
import { importRoster } from '../org/roster/import.ts';
import type { Roster } from '../org/types.ts';
import type { Kept } from '../sandbox/server.ts';
import { type ActContext, actsOf, type DaysActs } from './acts.ts';
import { enter } from './approve.ts';
import { auditLedger } from './audit.ts';
import type { Behaviour } from './behaviours.ts';
import { type Entry, entriesOf } from './entries.ts';
import { Hands } from './hands.ts';
import {
  closureOf,
  type Incident,
  incidentDay,
  type Request,
  requestOf,
  withChangedPost,
} from './incidents.ts';
import { type LedgerRow, ledgerInParts } from './ledger.ts';
import { startWorkspace } from './workspace.ts';

export interface RehearsalOptions {
  readonly roster: string;
  readonly from: Day;
  readonly to: Day;
  readonly behaviour: Behaviour;
  readonly seed: number;
  readonly flows: readonly Flow[];
  readonly calendar: WorkCalendar;
  readonly log: Logger;
  onDay?(day: Day): void;
  /** What people type beside the usual, in the evening of a day. */
  alsoTyped?(day: Day, directory: Directory): readonly Entry[];
  /** A look at what there is when the stretch is over, while everything still runs. */
  onEnd?(left: {
    readonly db: Db;
    readonly url: string;
    readonly settled: () => Promise<void>;
  }): Promise<void>;
  /** The ledger when all is over, a part at a time, in its order. */
  onLedger?(rows: readonly LedgerRow[]): Promise<void> | void;
}

/** When people act: after the morning's digests, and after a meeting at 15:00. */
const morningTime = '10:20';
const eveningTime = '16:40';

const monthMs = 31 * 86_400_000;

/**
 * People act on the newest cards of a month, if at all; a year of everybody's messages would not fit the memory. Whoever
 * looks at what is left finds older ones too.
 */
function keptInWorkspace(options: RehearsalOptions): Kept {
  return {
    messagesPerChat: isSilent(options) ? 1 : 50,
    messageMs: options.onEnd ? Number.POSITIVE_INFINITY : monthMs,
    requestCharacters: 4_000_000,
  };
}

function isSilent({ behaviour, alsoTyped }: RehearsalOptions): boolean {
  return behaviour === 'silent' && alsoTyped === undefined;
}

export interface Rehearsal {
  /** Where the auditor, who computed everything anew, disagrees with the ledger. */
  readonly differences: readonly Difference[];
}

/** A stretch of days on a simulated clock, with everything real but the clock and the people. */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const folder = await mkdtemp(join(tmpdir(), 'rehearsal-'));
  try {
    return await rehearseIn(folder, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The database is a folder, for a year of a province would not fit the memory; nobody needs it afterwards. */
async function rehearseIn(folder: string, options: RehearsalOptions): Promise<Rehearsal> {
  const { from, to, calendar } = options;
  const clock = new SimulatedClock(instantAt(from, '00:01'), 0);
  const database = await openDatabase({ dataDir: folder, isPassing: true });
  try {
    const { db } = database;
    await migrate(database);
    const found = await rosterFrom(options.roster);
    if ('wrong' in found) throw new AppError('invalid', 'roster', found.wrong.join('\n'));
    await importRoster(db, found.roster, { at: clock.now(), by: 'rehearsal' });
    // Posts that change come in as a roster does: from that day on it states who left and who followed.
    const turn = incidentDay('posts', options, calendar);
    const roster = turn === undefined ? found.roster : withChangedPost(found.roster, options.seed, turn);
    // The workspace is gone before the ledger is read: a year of it takes the room that both together would want.
    await liveThrough(database, clock, options, turn === undefined ? undefined : { day: turn, roster });
    const { catalogue } = new Registry(options.flows);
    const differences = await auditLedger(db, { roster, catalogue, calendar, from, to });
    const remarks = { differences, at: clock.now(), provisional: provisionalDays(options) };
    for await (const rows of ledgerInParts(db, options, remarks)) await options.onLedger?.(rows);
    return { differences };
  } finally {
    await database.close();
  }
}

/** Every day of the stretch, with bot, workspace and people; on one of them another roster may come in. */
async function liveThrough(
  database: Database,
  clock: SimulatedClock,
  options: RehearsalOptions,
  change: { readonly day: Day; readonly roster: Roster } | undefined,
): Promise<void> {
  const { from, to, calendar, log } = options;
  const { db } = database;
  const running = await startWorkspace({
    database,
    queuePrefix: '{rehearsal}',
    clock,
    calendar,
    flows: options.flows,
    host: '127.0.0.1',
    port: 0,
    log,
    goLiveOn: from,
    kept: keptInWorkspace(options),
    inOrder: true,
  });
  try {
    const hands = new Hands(running.url);
    const settled = (): Promise<void> => running.settled();
    for (let day = from; day <= to; day = addDays(day, 1)) {
      options.onDay?.(day);
      if (day === change?.day) await importRoster(db, change.roster, { at: clock.now(), by: 'rehearsal' });
      await liveDay(day, { ...options, hands, settled }, clock, db);
    }
    await options.onEnd?.({ db, url: running.url, settled });
  } finally {
    await running.stop();
  }
}

/** The first day of each year of the stretch whose holidays nobody has announced yet. */
export function provisionalDays({
  from,
  to,
  calendar,
}: Pick<RehearsalOptions, 'from' | 'to' | 'calendar'>): readonly Day[] {
  const days: Day[] = [];
  for (let day = from; day <= to; day = periodStart(nextPeriod(periodOf(day, 'year')))) {
    if (calendar.isProvisional(day)) days.push(day);
  }
  return days;
}

/** What happens once: asked in the morning, decided in the evening by whoever finds the card. */
async function incidentActs(
  options: RehearsalOptions & Pick<ActContext, 'hands' | 'settled' | 'directory'>,
  db: Parameters<typeof loadDirectory>[0],
  day: Day,
): Promise<DaysActs> {
  const { calendar, directory, seed, hands, settled, flows } = options;
  const none: DaysActs = { morning: [], evening: [] };
  const is = (incident: Incident, command: string): boolean =>
    incidentDay(incident, options, calendar) === day &&
    flows.some((flow) => flow.commands?.some(({ alias }) => alias === command));
  const say = async ({ entry }: Request): Promise<void> => {
    await hands.say(entry.account, entry.line);
    await settled();
  };
  const press = (request: Request, name: string) => async (): Promise<void> => {
    for (const account of request.deciders) {
      const card = await hands.newestWith(account, name);
      if (card) return hands.press(account, card, name);
    }
  };
  if (is('closure', 'closure')) {
    const closure = closureOf(directory, seed, day, calendar);
    return closure ? { morning: [() => say(closure), press(closure, 'confirm')], evening: [] } : none;
  }
  for (const [incident, command] of [
    ['extension', 'extend'],
    ['waiver', 'waive'],
  ] as const) {
    if (!is(incident, command)) continue;
    const request = await requestOf(incident, directory, db, seed, day, calendar);
    if (request) return { morning: [() => say(request)], evening: [press(request, 'agree_0')] };
  }
  return none;
}

async function liveDay(
  day: Day,
  options: RehearsalOptions & Pick<ActContext, 'hands' | 'settled'>,
  clock: SimulatedClock,
  db: Parameters<typeof loadDirectory>[0],
): Promise<void> {
  const { settled, calendar } = options;
  if (!isSilent(options) && calendar.isWorkday(day)) {
    const directory = await loadDirectory(db, dayOf(clock.now()));
    const scripted = actsOf({ ...options, directory }, day, options.from);
    const entries = await entriesOf({ ...options, directory }, db, day);
    const incidents = await incidentActs({ ...options, directory }, db, day);
    const typing = [...entries, ...(options.alsoTyped?.(day, directory) ?? [])].map(
      (entry) => () => enter(entry, options.hands, settled),
    );
    const morning = [...scripted.morning, ...incidents.morning];
    const evening = [...incidents.evening, ...scripted.evening, ...typing];
    for (const [time, acts] of [
      [morningTime, morning],
      [eveningTime, evening],
    ] as const) {
      if (acts.length === 0) continue;
      await stepTo(clock, instantAt(day, time), settled);
      for (const act of acts) await act();
      await settled();
    }
  }
  await stepTo(clock, instantAt(day, '23:59'), settled);
}
