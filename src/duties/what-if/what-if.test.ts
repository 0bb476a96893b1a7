import { describe, expect, it } from 'vitest';
import type { Day } from '../../calendar/day.ts';
import type { ForecastLine } from '../forecast/forecast.ts';
import { compareForecasts, type DueDay } from './what-if.ts';

const asked = { from: '2026-02-02' as Day, to: '2026-04-30' as Day };

function line(day: string, org = 'B01', stage: ForecastLine['stage'] = 'L3'): ForecastLine {
  return {
    instance: `${org}/quarterly_work_report/2026-Q1`,
    number: `${org}-WR-26Q1`,
    duty: 'quarterly_work_report',
    org,
    period: '2026-Q1',
    stage,
    kind: 'escalation',
    to: 'P1',
    post: 'organ_secretary',
    day: day as Day,
  };
}

const compared = (before: readonly ForecastLine[], after: readonly ForecastLine[]) =>
  compareForecasts({ lines: before, dues: [] }, { lines: after, dues: [] }, () => 'branch', asked);

describe('two forecasts side by side', () => {
  it('say of a stage that leaves the window where it went, and do not count it as gone', () => {
    const { before, after, moved } = compared(
      [line('2026-04-24'), line('2026-04-27', 'B02')],
      [line('2026-05-06'), line('2026-05-08', 'B02')],
    );
    expect(moved).toMatchObject([
      { from: '2026-04-24', to: 'later', orgs: 1 },
      { from: '2026-04-27', to: 'later', orgs: 1 },
    ]);
    expect([before.lines, after.lines]).toEqual([2, 2]);
    expect(after.byPost).toEqual(new Map([['organ_secretary', 2]]));
  });

  it('say the same of a stage that enters it', () => {
    const { before, after, moved } = compared([line('2026-05-06')], [line('2026-04-24')]);
    expect(moved).toMatchObject([{ from: 'later', to: '2026-04-24' }]);
    expect([before.lines, after.lines]).toEqual([1, 1]);
    const earlier = compared([line('2026-02-03')], [line('2026-01-30')]);
    expect(earlier.moved).toMatchObject([{ from: '2026-02-03', to: 'earlier' }]);
  });

  it('keep apart what really goes away or is new', () => {
    const gone = compared([line('2026-04-24')], []);
    expect(gone.moved).toMatchObject([{ from: '2026-04-24', to: null }]);
    expect([gone.before.lines, gone.after.lines]).toEqual([1, 0]);
    const fresh = compared([], [line('2026-04-24')]);
    expect(fresh.moved).toMatchObject([{ from: null, to: '2026-04-24' }]);
    expect([fresh.before.lines, fresh.after.lines]).toEqual([0, 1]);
  });

  it('leave out what begins and ends outside the window', () => {
    const { before, after, moved } = compared(
      [line('2026-05-06'), line('2026-06-01', 'B02')],
      [line('2026-05-08')],
    );
    expect(moved).toEqual([]);
    expect([before.lines, after.lines]).toEqual([0, 0]);
  });

  it('say where the due day itself goes, and of nothing that is due on one side alone', () => {
    const due = (day: string, org: string): DueDay => ({ ...line(day, org), stage: 'due' });
    const { before, moved } = compareForecasts(
      { lines: [], dues: [due('2026-04-08', 'B01'), due('2026-04-08', 'B02'), due('2026-04-08', 'B03')] },
      { lines: [], dues: [due('2026-04-15', 'B01'), due('2026-04-15', 'B02')] },
      () => 'branch',
      asked,
    );
    expect(moved).toMatchObject([{ stage: 'due', from: '2026-04-08', to: '2026-04-15', orgs: 2 }]);
    expect(before.lines).toBe(0);
  });
});
