import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, type Day } from '../../src/calendar/day.ts';
import { dueDay } from '../../src/calendar/deadlines.ts';
import { nextPeriod, periodEnd, periodOf, periodStart } from '../../src/calendar/periods.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { type ForecastLine, forecast } from '../../src/duties/forecast/forecast.ts';
import { directoryOf } from '../org/roster-fixture.ts';
import { handRoster } from './hand-roster.ts';

const { duties } = readCatalogue(new URL('../../flows/', import.meta.url));
const calendar = announcedCalendar();
const directory = directoryOf(handRoster, '2026-01-01');
const someGoLive = fc.integer({ min: 0, max: 700 }).map((days) => addDays(asDay('2026-01-01'), days));

function silent(goLiveOn: Day): readonly ForecastLine[] {
  return [...forecast({ directory, calendar, duties, goLiveOn, from: goLiveOn, to: addDays(goLiveOn, 800) })];
}

function grouped<Key>(
  lines: readonly ForecastLine[],
  keyOf: (line: ForecastLine) => Key,
): ReadonlyMap<Key, readonly ForecastLine[]> {
  const groups = new Map<Key, ForecastLine[]>();
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line]);
  return groups;
}

describe('whatever day it is switched on', () => {
  it('no twin, no gap, no level skipped, nothing owed from before', () => {
    fc.assert(
      fc.property(someGoLive, (goLiveOn) => {
        const lines = silent(goLiveOn);
        const told = lines.map(({ instance, stage, to }) => `${instance} ${stage} ${to}`);
        expect(new Set(told).size).toBe(told.length);
        for (const { day } of lines) expect(day >= goLiveOn && calendar.isWorkday(day)).toBe(true);
        const slips = lines.filter(({ kind }) => kind !== 'reminder');
        for (const [instance, ofInstance] of grouped(slips, (line) => line.instance)) {
          const lastDay = ofInstance.at(-1)?.day ?? goLiveOn;
          // What began before it was switched on, or goes on after the last day, shows a part of its ladder.
          const levels = [...new Set(ofInstance.map(({ stage }) => stage))].sort().join(' ');
          if (lastDay < addDays(goLiveOn, 750) && !instance.includes('/ev:'))
            expect([instance, 'L0 L1 L2 L3 L4'.startsWith(levels)]).toEqual([instance, true]);
        }
        expect(gaps(slips, goLiveOn)).toEqual([]);
      }),
      { numRuns: 6 },
    );
  });
});

/** Periods whose due day passed and of which nobody heard a word: from the first one owed to the last one lapsed. */
function gaps(slips: readonly ForecastLine[], goLiveOn: Day): readonly string[] {
  const horizon = addDays(goLiveOn, 750);
  const heard = new Set(slips.map(({ instance }) => instance));
  return duties.flatMap((duty) => {
    if (!('every' in duty.cadence) || !heardOf(heard, duty.id)) return [];
    const owners = new Set([...heard].filter((key) => key.split('/')[1] === duty.id).map(orgOf));
    const missing: string[] = [];
    const unit = duty.cadence.every;
    for (let period = periodOf(addDays(goLiveOn, -400), unit); ; period = nextPeriod(period)) {
      const heldBy = dueDay(duty.heldBy.rule, { period }, duty.heldBy.shift, calendar);
      if (heldBy >= horizon) return missing;
      for (const org of owners) {
        const isHeard = heard.has(`${org}/${duty.id}/${period}`);
        if (isHeard !== heldBy >= goLiveOn) missing.push(`${org}/${duty.id}/${period}`);
      }
    }
  });
}

const orgOf = (instance: string): string => instance.split('/')[0] ?? '';
const heardOf = (heard: ReadonlySet<string>, duty: string): boolean =>
  [...heard].some((key) => key.split('/')[1] === duty);

describe('what must happen inside a period', () => {
  it('is never due outside it, in a hundred years', () => {
    for (const { id, cadence, heldBy } of duties) {
      if (heldBy.shift !== 'prev' || !('every' in cadence) || heldBy.rule.startsWith('Y+1')) continue;
      const first = periodOf(asDay('2026-01-01'), cadence.every);
      for (let period = first; period < '2126'; period = nextPeriod(period)) {
        const due = dueDay(heldBy.rule, { period }, 'prev', calendar);
        expect([id, period, periodStart(period) <= due && due <= periodEnd(period)]).toEqual([
          id,
          period,
          true,
        ]);
      }
    }
  });
});
