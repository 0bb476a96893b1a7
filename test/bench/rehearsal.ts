import { flows } from '../../flows/index.ts';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { createLogger } from '../../src/core/logger.ts';
import { rehearse } from '../../src/rehearsal/rehearse.ts';
import { makePlace } from '../chaos/place.ts';
import { provinceRosterPath, smallRosterPath } from '../org/roster-fixture.ts';
import { card } from './delivery.ts';
import { sendDirectly } from './delivery-limit.ts';
import { startPlatform } from './platform.ts';
import { type Bench, byRate, type Result } from './result.ts';

const stretches = [
  { name: 'small, a year', roster: smallRosterPath, from: '2026-01-01', to: '2026-12-31' },
  { name: 'province, January', roster: provinceRosterPath, from: '2026-01-01', to: '2026-01-31' },
];

/** The limit: as many cards as the rehearsal sent, posted in a loop and written down, with nobody thinking about them. */
async function postAlone(messages: number): Promise<number> {
  const place = await makePlace('embedded');
  const platform = await startPlatform();
  try {
    return await sendDirectly({ place, platform, card, warmUp: 100, messages, concurrency: 50 });
  } finally {
    await platform.stop();
    await place.remove();
  }
}

async function silently({ name, roster, from, to }: (typeof stretches)[number]): Promise<Result> {
  const began = performance.now();
  let messages = 0;
  const { differences } = await rehearse({
    roster,
    from: asDay(from),
    to: asDay(to),
    behaviour: 'silent',
    seed: 1,
    flows,
    calendar: announcedCalendar(),
    log: createLogger('error'),
    onLedger: (rows) => {
      messages += rows.filter(({ event }) => event === 'message').length;
    },
  });
  const seconds = (performance.now() - began) / 1000;
  if (differences.length > 0) throw new Error(`the auditor disagrees in ${differences.length} places`);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  return byRate({
    name: `rehearsal ${name}`,
    backend: 'embedded',
    ours: messages / seconds,
    limit: await postAlone(Math.min(messages, 3_000)),
    unit: 'messages/s',
    note: `${messages} messages in ${Math.round(seconds)} s, start and audit included; ${memory} MB at most`,
  });
}

/** Silent stretches with everything real but the clock; a rehearsal brings its own embedded database. */
export const rehearsal: Bench = {
  name: 'rehearsal',
  run: async (backend) => {
    const results: Result[] = [];
    if (backend === 'embedded') for (const stretch of stretches) results.push(await silently(stretch));
    return results;
  },
};
