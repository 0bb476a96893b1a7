import { describe, expect, it } from 'vitest';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { asDay, instantAt } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import type { DutyInstance } from './instance.ts';
import { pausedCalendar } from './pauses.ts';
import { escalationProfile } from './profiles.ts';
import {
  dueNow,
  dueStages,
  isStopped,
  isWarning,
  lapseBase,
  missedDay,
  pastReminders,
  type StageDay,
  slipOf,
  softFrom,
  stageDays,
  stageMoment,
  stageName,
  worthTelling,
} from './stages.ts';

const calendar = announcedCalendar();
const day = (text: string) => asDay(`2026-${text}`);

/** `stage day` of every stage, in order. */
function days(changes: Partial<DutyInstance>, slips = calendar): readonly string[] {
  const instance = themeDay(changes);
  const { steps } = escalationProfile(instance.escalation);
  return stageDays(instance, steps, { calendar, slips }).map(({ stage, on }) => `${stage} ${on.slice(5)}`);
}

const term = { reminder: 'R_TERM', escalation: 'E_TERM', eventOn: day('11-15'), heldBy: day('11-13') };
const event = { reminder: 'R_EVENT', escalation: 'E_NONE', eventOn: day('03-15'), heldBy: day('03-27') };

describe('the days of every profile (duties.md b.2, b.3)', () => {
  it('a quarter’s report: 20, 10, 3 before the fifth working day; +1 +3 +7 +12 +20 after it', () => {
    const report = { reminder: 'R_QUARTER', escalation: 'E_QUARTER', heldBy: day('04-08') };
    expect(days(report)).toEqual([
      ...['20wd 03-10', '10wd 03-24', '3wd 04-02'],
      ...['L0 04-09', 'L1 04-13', 'L2 04-17', 'L3 04-24', 'L4 05-09'],
    ]);
  });

  it('a half-year and a year', () => {
    expect(days({ reminder: 'R_HALF', escalation: 'E_ORGAN', heldBy: day('06-30') })).toEqual([
      ...['30wd 05-18', '15wd 06-08', '5wd 06-23'],
      ...['L0 07-01', 'L1 07-07', 'L2 07-14', 'L3 07-28'],
    ]);
    expect(days({ reminder: 'R_YEAR', escalation: 'E_YEAR', heldBy: day('03-31') })).toEqual([
      ...['40wd 01-28', '20wd 03-03', '10wd 03-17', '3wd 03-26'],
      ...['L0 04-01', 'L1 04-08', 'L2 04-15', 'L3 04-29'],
    ]);
  });

  it('a term: months before its end, a warning on the day of a reminder comes after it', () => {
    expect(days(term)).toEqual([
      ...['6mo 05-15', '4mo 07-15', 'L1 07-15', '2mo 09-15', '1mo 10-15', 'L2 10-15', '10wd 10-30'],
      ...['L3 11-16', 'L4 12-11'],
    ]);
    expect(days({ ...term, eventOn: day('11-13') })).toContain('10wd 10-30');
    expect(days({ ...term, eventOn: null })).toContain('6mo 05-13');
  });

  it('a term that was extended is counted back from its new end', () => {
    const extended = days({ ...term, round: 1, originalHeldBy: term.heldBy, heldBy: day('12-11') });
    expect(extended).toEqual(expect.arrayContaining(['6mo 06-11', 'L1 08-11', 'L2 11-11', 'L3 12-14']));
  });

  it('an event: on the day, or the first working day after it; half-way; two before', () => {
    expect(days(event)).toEqual(['on 03-16', 'half 03-20', '2wd 03-25', 'L0 04-01']);
    expect(days({ ...event, eventOn: day('03-02'), heldBy: day('03-13') })).toEqual([
      'on 03-02',
      'half 03-06',
      '2wd 03-11',
      'L0 03-18',
    ]);
    expect(days({ ...event, eventOn: null })).toEqual(['2wd 03-25', 'L0 04-01']);
    expect(days({ ...event, round: 1, originalHeldBy: asDay('2026-03-24') })).toEqual([
      '2wd 03-25',
      'L0 04-01',
    ]);
  });

  it('what came up shortly before its date is not announced before it came up', () => {
    const short = { ...event, reminder: 'R_RECTIFY', eventOn: day('03-02'), heldBy: day('03-05') };
    expect(days(short)).toEqual(['on 03-02', 'half 03-03', '1wd 03-04', 'L0 03-10']);
    expect(days({ ...short, eventOn: day('03-05') })).toEqual(['on 03-05', 'half 03-05', 'L0 03-10']);
    // Opened after its day had passed: what was planned for it stands, and is overtaken at once.
    expect(days({ ...short, eventOn: day('03-09') })).toContain('1wd 03-04');
    expect(days({ ...short, eventOn: day('02-26') })).toContain('5wd 02-27');
  });

  it('private and soft: the parties after three days; no day of its own for what rides along', () => {
    expect(days({ reminder: 'R_SOFT', escalation: 'E_PRIVATE' })).toEqual([
      'L0 03-04',
      'L1 03-13',
      'L2 03-27',
    ]);
    expect(days({ reminder: 'R_SOFT', escalation: 'E_RECTIFY' })).toEqual([
      ...['L0 03-02', 'L1 03-04', 'L2 03-10', 'L3 03-20'],
    ]);
  });

  it('leading group and work committee end where nobody is told by name', () => {
    for (const escalation of ['E_LEADERSHIP', 'E_WORKCOM'])
      expect(days({ reminder: 'R_SOFT', escalation })).toEqual(['L0 03-02', 'L1 03-06', 'L2 03-13']);
  });

  it('days on which the clock stands are no days of a slip, nor of a warning; reminders keep theirs', () => {
    const closed = (from: string, to: string) =>
      pausedCalendar(calendar, [{ org: null, from: day(from), to: day(to) }]);
    expect(days({}, closed('03-02', '03-03'))).toEqual([
      ...['open 02-02', '5wd 02-14', '2wd 02-26', 'L0 03-04', 'L1 03-06', 'L2 03-10', 'L3 03-17'],
    ]);
    expect(days(term, closed('07-14', '07-16'))).toEqual(expect.arrayContaining(['4mo 07-15', 'L1 07-17']));
  });

  it('an unknown profile has no days', () => {
    expect(days({ reminder: 'R_NONE', escalation: 'E_OTHER' })).toEqual([]);
  });
});

describe('from which day a slip is counted', () => {
  const held = { heldOn: day('02-28'), recordBy: day('03-04') };

  it('held on the due day is held in time; a day later it is not', () => {
    expect(lapseBase(themeDay(held))).toEqual({ from: '2026-03-04', kind: 'no_record' });
    expect(lapseBase(themeDay({ ...held, heldOn: day('03-01') }))).toEqual({
      from: '2026-02-28',
      kind: 'not_held',
    });
  });

  it('sent back, from the day proof is due anew, never before the due day', () => {
    const from = (clockFrom: string) => lapseBase(themeDay({ clockFrom: day(clockFrom) }));
    expect(from('03-10')).toEqual({ from: '2026-03-10', kind: 'no_record' });
    expect(from('02-10')).toEqual({ from: '2026-02-28', kind: 'no_record' });
  });
});

describe('what is due and worth telling', () => {
  const all = stageDays(themeDay(), escalationProfile('E_MONTH').steps, { calendar, slips: calendar });
  const names = (stages: readonly StageDay[]): string => stages.map(({ stage }) => stage).join(' ');
  const dueOn = (on: string, handled: readonly string[] = [], round = 0) =>
    dueStages(all, new Set(handled), round, day(on));

  it('counts the day itself, and what is handled under the name of its round', () => {
    expect([stageName('L0', 0), stageName('L0', 2)]).toEqual(['L0', 'L0+2']);
    expect(names(dueOn('02-13').due)).toBe('open');
    expect(names(dueOn('02-14').due)).toBe('open 5wd');
    expect(dueOn('02-14').next?.stage).toBe('2wd');
    expect(names(dueOn('02-14', ['open']).due)).toBe('5wd');
    expect(names(dueOn('02-14', ['open'], 1).due)).toBe('open 5wd');
    expect(names(dueOn('02-14', ['open+1'], 1).due)).toBe('5wd');
    expect(dueOn('03-13').next).toBeUndefined();
  });

  it('of reminders that come together the newest, none beside a slip, all beside a warning', () => {
    const told = (on: string) => names(worthTelling(dueOn(on).due));
    expect(told('02-02')).toBe('open');
    expect(told('02-27')).toBe('2wd');
    expect(told('03-02')).toBe('L0');
    expect(told('03-04')).toBe('L0 L1');
    const terms = stageDays(themeDay(term), escalationProfile('E_TERM').steps, { calendar, slips: calendar });
    const ofTerm = (on: string) => names(worthTelling(dueStages(terms, new Set(), 0, day(on)).due));
    expect(ofTerm('07-15')).toBe('4mo L1');
    expect(ofTerm('09-15')).toBe('L1 2mo');
    expect(ofTerm('11-16')).toBe('L1 L2 L3');
    const closed = pausedCalendar(calendar, [{ org: null, from: day('07-14'), to: day('07-16') }]);
    const shifted = stageDays(themeDay(term), escalationProfile('E_TERM').steps, { calendar, slips: closed });
    expect(names(worthTelling(dueStages(shifted, new Set(), 0, day('07-17')).due))).toBe('4mo L1');
    expect(terms.filter(isWarning).map(({ stage }) => stage)).toEqual(['L1', 'L2']);
  });

  it('a date that is set stops reminders and warnings, never a slip', () => {
    const [open, slip] = [all[0], all.at(-1)];
    const [warning] = stageDays(themeDay(term), escalationProfile('E_TERM').steps, {
      calendar,
      slips: calendar,
    }).filter(isWarning);
    const stopped = (changes: Partial<DutyInstance>) =>
      [open, warning, slip].map((stage) => stage && isStopped(themeDay(changes), stage));
    expect(stopped({})).toEqual([false, false, false]);
    expect(stopped({ state: 'scheduled' })).toEqual([true, true, false]);
    expect(stopped({ state: 'overdue', heldOn: day('03-05') })).toEqual([true, true, false]);
  });

  it('a due day given anew leaves out the reminders that would have been booked by then', () => {
    expect(stageMoment({ on: day('02-14') }).toISOString()).toBe('2026-02-13T22:00:00.000Z');
    const past = (at: string) => names(pastReminders(all, instantAt(day(at.slice(0, 5)), at.slice(6))));
    expect(past('02-14 05:59')).toBe('open');
    expect(past('02-14 06:00')).toBe('open 5wd');
    expect(past('04-01 12:00')).toBe('open 5wd 2wd');
  });
});

describe('the days that sentences name', () => {
  // Due on 28 February, to be recorded by 4 March.
  const held = { heldOn: day('02-12'), recordBy: day('02-26') };
  const back = { clockFrom: day('03-10'), recordBy: day('03-10') };

  it('until it is over the due day, then the day from which the slip counts', () => {
    expect(dueNow(themeDay(), day('02-28'))).toBe('2026-02-28');
    expect(dueNow(themeDay(), day('03-01'))).toBe('2026-02-28');
    expect(dueNow(themeDay(held), day('02-26'))).toBe('2026-02-28');
    expect(dueNow(themeDay(held), day('02-27'))).toBe('2026-02-26');
    expect(dueNow(themeDay(back), day('02-12'))).toBe('2026-03-10');
  });

  it('a slip names the due day; of what came back the day to mend it', () => {
    expect(missedDay(themeDay(held))).toBe('2026-02-28');
    expect(missedDay(themeDay(back))).toBe('2026-03-10');
    expect(slipOf(themeDay())).toEqual({ missed: '2026-02-28', held: undefined, cameBack: undefined });
    expect(slipOf(themeDay(held))).toMatchObject({ held: '2026-02-12' });
    const late = { heldOn: day('03-02'), recordBy: day('03-05') };
    expect(slipOf(themeDay(late)).held).toBeUndefined();
    const recordedAt = instantAt(day('03-06'), '17:00');
    expect(slipOf(themeDay({ ...back, recordedAt })).cameBack).toBe('2026-03-06');
    expect(slipOf(themeDay({ recordedAt })).cameBack).toBeUndefined();
  });

  it('a soft line may ride along as early as the firm profile of its cadence first speaks', () => {
    const from = (period: string, heldBy: string) =>
      softFrom(themeDay({ period, heldBy: day(heldBy) }), calendar);
    expect(from('2026-Q1', '03-31')).toBe(calendar.addWorkdays(day('03-31'), -20));
    expect(from('2026-H1', '06-30')).toBe(calendar.addWorkdays(day('06-30'), -30));
    expect(from('2026', '12-31')).toBe(calendar.addWorkdays(day('12-31'), -40));
    expect(from('2026-02', '02-28')).toBeUndefined();
    expect(from('ev:2026-02-10', '02-28')).toBeUndefined();
  });
});
