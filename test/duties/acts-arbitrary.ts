import fc from 'fast-check';
import { addDays, asDay, type Day, dayOf, instantAt } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import type { AuditedAct } from '../../src/duties/auditor/expect.ts';
import type { ForecastLine } from '../../src/duties/forecast/forecast.ts';

export const someDay = fc.integer({ min: 0, max: 364 }).map((offset) => addDays(asDay('2026-01-01'), offset));

/** What people may do about one instance, in an order that makes sense; each word an act. */
const stories = [
  ['recorded'],
  ['scheduled', 'recorded'],
  ['scheduled'],
  ['scheduled', 'unscheduled'],
  ['scheduled', 'unscheduled', 'scheduled', 'recorded'],
  ['scheduled', 'scheduled', 'recorded'],
  ['submitted', 'accepted'],
  ['submitted', 'returned', 'submitted', 'accepted'],
  ['submitted', 'returned'],
  ['submitted'],
  ['waived'],
  ['voided'],
  ['extended'],
  ['extended', 'recorded'],
  ['extended', 'extended', 'waived'],
  ['recorded', 'returned', 'recorded'],
  ['not_applicable'],
  ['not_applicable', 'owed'],
  ['not_applicable', 'owed', 'recorded'],
  ['not_applicable', 'owed', 'not_applicable', 'owed'],
] as const satisfies readonly (readonly AuditedAct['kind'][])[];

/** Acts on some instances of a year in which nobody did anything yet, around the days that matter to each. */
export function someActs(
  silent: readonly ForecastLine[],
  calendar: WorkCalendar,
  { from, to }: { readonly from: Day; readonly to: Day },
): fc.Arbitrary<readonly AuditedAct[]> {
  const due = new Map(
    silent.filter(({ kind }) => kind === 'overdue').map(({ instance, day }) => [instance, day]),
  );
  const keys = [...due.keys()].sort();
  return fc
    .array(
      fc.record({
        pick: fc.nat(1_000_000),
        story: fc.constantFrom(...stories),
        start: fc.integer({ min: -40, max: 30 }),
        steps: fc.array(fc.integer({ min: 1, max: 60 * 24 * 12 }), { minLength: 4, maxLength: 4 }),
        held: fc.array(fc.integer({ min: -20, max: 5 }), { minLength: 4, maxLength: 4 }),
      }),
      { minLength: 10, maxLength: 60 },
    )
    .map((picks) => {
      const acts = new Map<string, readonly AuditedAct[]>();
      for (const { pick, story, start, steps, held } of picks) {
        const key = keys[pick % keys.length] ?? '';
        const [org = '', duty = '', period = ''] = key.split('/');
        // What is switched off, and what is owed again, is still ahead.
        const isSwitched = (story as readonly string[]).includes('not_applicable');
        const first = addDays(due.get(key) ?? from, isSwitched ? -20 - (Math.abs(start) % 10) : start);
        const longest = isSwitched ? 12 * 24 * 2 : 60 * 24 * 12;
        // Nothing was sent back before anybody had the product.
        const isReturned = (story as readonly string[]).includes('returned');
        let at = instantAt(isReturned && first < from ? from : first);
        let wasHeldOn: Day | undefined;
        let newHeldBy: Day | undefined = addDays(due.get(key) ?? from, 5);
        const acted = story.map((kind, index): AuditedAct => {
          // What is called off is called off before its day.
          const minutes = 5 * ((steps[index] ?? 1) % (kind === 'unscheduled' ? 200 : longest));
          at = new Date(at.getTime() + minutes * 60_000 + 300_000);
          const ahead = Math.abs(held[index] ?? 0);
          // Granted or sent back between the booking at six and the morning's digests, a reminder of that very day is
          // nobody's need.
          if (kind === 'extended' || kind === 'returned') at = instantAt(dayOf(at), '15:00');
          if (kind === 'owed') at = instantAt(addDays(dayOf(at), 1), '15:00');
          const later = [addDays(newHeldBy ?? to, 20), addDays(dayOf(at), 6 + ahead)].sort().at(-1);
          newHeldBy = calendar.shift(later ?? to, 'next');
          // A date is set for a day to come, a record is of a day that was.
          const heldOn: Day =
            kind === 'returned' && wasHeldOn !== undefined
              ? wasHeldOn
              : addDays(dayOf(at), kind === 'scheduled' ? ahead : -ahead);
          wasHeldOn = heldOn;
          // A filing that came back has no day any more; a meeting whose record came back keeps its own.
          if (kind === 'returned' && ahead % 2 === 0) return { org, duty, period, kind, at, newHeldBy };
          return { org, duty, period, kind, at, heldOn, newHeldBy };
        });
        acts.set(key, acted);
      }
      return [...acts.values()].flat();
    });
}
