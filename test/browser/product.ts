import { openDatabase } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { flows } from '../../flows/index.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import { ensureRoster } from '../../src/org/first-roster.ts';
import { type RunningWorkspace, startWorkspace } from '../../src/rehearsal/workspace.ts';
import { onlyDuties } from '../harness/duties.ts';
import { demoRoster } from '../harness/records.ts';

/** What `npm start` runs, on an empty database in memory; with the theme day as the only duty. */
export async function startProduct(startAt: string): Promise<RunningWorkspace> {
  // In memory whatever servers a machine has: the browser is what is looked at here.
  const database = await openDatabase({});
  await migrate(database);
  const clock = new SimulatedClock(new Date(startAt), 0);
  const problems = await ensureRoster(database.db, demoRoster, clock.now());
  if (problems.length > 0) throw new Error(problems.join('\n'));
  const running = await startWorkspace({
    database,
    queuePrefix: `{browser-${process.pid}}`,
    clock,
    calendar: announcedCalendar(),
    flows: flows.map((flow) => onlyDuties(flow, ['branch_theme_day'])),
    host: '127.0.0.1',
    port: 0,
    log: createLogger('error'),
  });
  await running.settled();
  return {
    ...running,
    stop: async () => {
      await running.stop();
      await database.close();
    },
  };
}
