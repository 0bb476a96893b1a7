import { addDays, dayOf, partsOf } from '../calendar/day.ts';
import type { WorkCalendar, YearTable } from '../calendar/workdays.ts';
import type { Finding } from '../feishu/checks.ts';
import { calendarText as words } from '../text/calendar-command.ts';

export function describeYear(table: YearTable): string {
  if (table.status === 'provisional') return words.provisional(table.year, table.source);
  let daysOff = 0;
  for (const { from, to } of table.holidays) {
    for (let day = from; day <= to; day = addDays(day, 1)) daysOff += 1;
  }
  return words.announced(table.year, daysOff, table.makeUpDays.length, table.source);
}

/** The coming year's arrangement has been announced before this month in every year so far. */
const announcedByMonth = 12;

/** Whether dates of this year and the next stand on announced tables. */
export function yearFinding(calendar: WorkCalendar, now: Date): Finding {
  const { year, month } = partsOf(dayOf(now));
  const isAnnounced = (wanted: number): boolean =>
    calendar.years().some((table) => table.year === wanted && table.status === 'announced');
  const next = year + 1;
  if (!isAnnounced(year)) {
    return { ok: false, name: words.name, detail: words.missing(year), mend: words.mend(year) };
  }
  if (!isAnnounced(next) && month >= announcedByMonth) {
    return { ok: false, name: words.name, detail: words.overdue(next), mend: words.mend(next) };
  }
  const outlook = isAnnounced(next) ? words.nextAnnounced(next) : words.nextProvisional(next);
  return { ok: true, name: words.name, detail: words.fine(year, outlook), mend: '' };
}
