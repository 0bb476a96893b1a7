import { expect, it } from 'vitest';
import { isFlood, isReminder, weekDays } from '../../flows/outbound/rules.ts';
import { addDays, asDay, type Day } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { forecast } from '../../src/duties/forecast/forecast.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import { directoryOf, provinceRosterPath, rosterAt } from '../org/roster-fixture.ts';
import { mixedActs } from './ten-years.ts';

const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
const { duties } = catalogue;
const span = { goLiveOn: asDay('2026-01-01'), from: asDay('2026-01-01'), to: asDay('2027-12-31') };

/** What is measured of a rule and day, written here again from what lines the plan has. */
it.each(['silent', 'mixed'])(
  'two years of the province, %s: nothing the plan asks for is a flood',
  async (behaviour) => {
    const roster = await rosterAt(provinceRosterPath);
    const directory = directoryOf(roster, span.goLiveOn);
    const acts = behaviour === 'mixed' ? mixedActs(roster, [2026, 2027], 1) : [];
    const asked = { directory, calendar: announcedCalendar(), duties, acts, digestAt: digestMoment, ...span };
    const told = new Map<string, Map<string, Map<Day, Set<string>>>>();
    for (const { instance, stage, day } of forecast(asked)) {
      const [, duty = '', period = ''] = instance.split('/');
      const { cadence } = catalogue.get(duty);
      const isOpened = period.startsWith('ev:') && !('on' in cadence && cadence.on !== 'event');
      // A soft line rides on a digest that goes anyway: no message comes of it.
      if (isOpened || stage === 'soft') continue;
      const stages = told.get(duty) ?? new Map<string, Map<Day, Set<string>>>();
      told.set(duty, stages);
      const [base = stage] = stage.split('+');
      const days = stages.get(base) ?? new Map<Day, Set<string>>();
      stages.set(base, days);
      days.set(day, (days.get(day) ?? new Set()).add(instance));
    }
    const floods: string[] = [];
    let most = 0;
    for (const [duty, stages] of told) {
      const { level } = catalogue.get(duty).owner;
      const owing = directory.orgs.filter((org) => org.level === level).length;
      const week = (days: ReadonlyMap<Day, ReadonlySet<string>>, to: Day): number =>
        [...days].reduce(
          (sum, [day, items]) => (day <= to && day > addDays(to, -weekDays) ? sum + items.size : sum),
          0,
        );
      for (const [stage, days] of stages) {
        for (const [day, items] of days) {
          const reminders = [...stages].filter(([name]) => isReminder(name));
          const remindersWeek = isReminder(stage)
            ? reminders.reduce((sum, [, ofStage]) => sum + week(ofStage, day), 0)
            : 0;
          const seen = {
            items: items.size,
            planned: items.size,
            stageWeek: week(days, day),
            remindersWeek,
            owing,
          };
          if (owing >= 50) most = Math.max(most, remindersWeek / owing);
          if (isFlood(seen)) floods.push(`${duty} ${stage} ${day}: ${JSON.stringify(seen)}`);
        }
      }
    }
    console.log(
      `${behaviour}: at most ${most.toFixed(2)} reminders of a duty to each organisation in a week`,
    );
    expect(floods).toEqual([]);
  },
);
