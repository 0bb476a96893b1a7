import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { Directory } from '../../src/org/directory.ts';
import { meetingsOf, progressOf } from './facts.ts';
import { isReadingDone, readQuarter, readVerdict } from './rules.ts';
import { countRows, reportCells, reportRows } from './table.ts';
import { askedSections, templates } from './templates.ts';
import { text } from './text.ts';

const calendar = announcedCalendar();
const day = asDay;

describe('papers', () => {
  it('read a quarter as people write it', () => {
    const march = day('2026-03-10');
    const read = (typed: string) => readQuarter(typed, march);
    expect(['一季度', '第一季度', 'Q1', '26Q1', '2026年1季度', '本季度', '第一季度季报'].map(read)).toEqual(
      Array.from({ length: 7 }, () => '2026-Q1'),
    );
    expect(['上季度', '四季度', '2025年第四季度'].map(read)).toEqual(['2025-Q4', '2025-Q4', '2025-Q4']);
    expect(read('下个季度')).toBe('2026-Q2');
    expect(['下周', '第五季度', '季度', '3月'].map(read)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('ask for four things at most, everything else is counted', () => {
    for (const template of templates.values()) {
      expect(askedSections(template).length).toBeGreaterThan(0);
      expect(askedSections(template).length).toBeLessThanOrEqual(4);
    }
  });

  it('read the answer behind a number', () => {
    expect(readVerdict('通过')).toEqual({ kind: 'read', comment: '' });
    expect(readVerdict('通过，请继续')).toEqual({ kind: 'read', comment: '请继续' });
    expect(readVerdict('退回 数字与台账不符')).toMatchObject({ kind: 'returned', code: 'figures' });
    expect(readVerdict('退回：请再想想看')).toMatchObject({ kind: 'returned', code: 'other' });
    expect(readVerdict('退回 不行')).toEqual({ kind: 'short_reason' });
    expect(readVerdict('通過，請繼續')).toEqual({ kind: 'read', comment: '請繼續' });
    expect(readVerdict('退回 數字與台賬不符')).toMatchObject({ code: 'figures', words: '數字與台賬不符' });
    expect(readVerdict('好')).toBeUndefined();
  });
});

describe('the progress of a quarter', () => {
  const one = (changes: Partial<DutyInstance>) =>
    ({
      duty: 'branch_theme_day',
      period: '2026-02',
      state: 'done',
      heldBy: day('2026-02-28'),
      heldOn: day('2026-02-12'),
      originalHeldBy: null,
      escalation: 'E_MONTH',
      daysLate: 0,
      reasonCode: null,
      reason: null,
      explanation: null,
      ...changes,
    }) as DutyInstance;

  it('tells what was punctual, extended, late and waived, and leaves private duties out', () => {
    const progress = progressOf(
      [
        one({}),
        one({ originalHeldBy: day('2026-02-28'), heldBy: day('2026-03-09'), reasonCode: 'upper_task' }),
        one({ state: 'done_late', daysLate: 3, explanation: '书记出差' }),
        one({ state: 'overdue', heldOn: null, daysLate: null }),
        one({ state: 'waived' }),
        one({ state: 'open', heldOn: null }),
        one({ state: 'not_applicable' }),
        one({ escalation: 'E_PRIVATE' }),
      ],
      day('2026-02-27'),
    );
    expect(progress).toMatchObject({ owed: 5, onTime: 1, extended: 1, late: 2, waived: 1, open: 1 });
    expect(progress.exceptions.map(({ kind, reasonCode, reason }) => [kind, reasonCode, reason])).toEqual([
      ['extended', 'upper_task', null],
      ['late', null, '书记出差'],
      ['overdue', null, null],
    ]);
  });
});

describe('the meetings of a quarter', () => {
  const themeDays = (...states: readonly DutyInstance['state'][]) =>
    states.map((state) => ({ duty: 'branch_theme_day', state }) as DutyInstance);
  const duty = { id: 'branch_theme_day', participants: {} } as DutyDef;

  it('are those that are owed; what was waived or does not apply stands beside them', () => {
    expect(meetingsOf(themeDays('done', 'planned', 'overdue'), [duty])).toMatchObject([
      { duty: 'branch_theme_day', done: 1, owed: 3, waived: 0, notApplicable: 0 },
    ]);
    expect(meetingsOf(themeDays('done', 'waived', 'not_applicable', 'void'), [duty])).toMatchObject([
      { done: 1, owed: 1, waived: 1, notApplicable: 1 },
    ]);
    expect(text.facts.meeting('主题党日', 1, 1, 1, 1)).toBe('主题党日 1/1（另免除 1 次，不适用 1 次）');
    expect(text.facts.meeting('主题党日', 1, 3, 0, 0)).toBe('主题党日 1/3');
  });
});

describe('the reading of a quarter', () => {
  // Due on the fifteenth working day, so it covers what came in by the fifth.
  const review = { heldBy: day('2026-04-22'), state: 'open' } as const;
  const read = { state: 'done', filedOn: day('2026-04-02') } as const;
  const done = (papers: Parameters<typeof isReadingDone>[0], today: string) =>
    isReadingDone(papers, review, day(today), calendar);

  it('is done when every branch is through, or when all that came in time is read', () => {
    expect(done([read, read], '2026-04-07')).toBe(true);
    expect(done([read, { state: 'open', filedOn: undefined }], '2026-04-08')).toBe(false);
    expect(done([read, { state: 'overdue', filedOn: undefined }], '2026-04-09')).toBe(true);
  });

  it('is not done while one of them waits, and never where nothing came in', () => {
    expect(done([read, { state: 'submitted', filedOn: day('2026-04-08') }], '2026-04-20')).toBe(false);
    expect(done([read, { state: 'submitted', filedOn: day('2026-04-09') }], '2026-04-20')).toBe(true);
    expect(done([{ state: 'overdue', filedOn: undefined }], '2026-04-20')).toBe(false);
  });
});

describe('the table of an organ', () => {
  it('has a row for each organisation, the day of the filing that was accepted, and cells for a sheet', () => {
    const instance = {
      key: 'D01B01/quarterly_work_report/2026-Q1',
      orgCode: 'D01B01',
      state: 'done',
      heldBy: day('2026-04-08'),
      recordBy: day('2026-04-20'),
      clockFrom: day('2026-04-20'),
      heldOn: day('2026-04-16'),
      daysLate: 0,
      originalHeldBy: null,
      explanation: null,
      recordedAt: new Date('2026-04-16T10:00:00+08:00'),
    } as unknown as DutyInstance;
    const filed = {
      paperId: instance.key,
      instanceKey: instance.key,
      filedBy: 'P1',
      readBy: day('2026-04-22'),
    };
    const standings = [
      {
        ...filed,
        version: 1,
        filedOn: day('2026-04-08'),
        verdict: 'returned',
        comment: null,
        reviewedAt: null,
      },
      {
        ...filed,
        version: 2,
        filedOn: day('2026-04-16'),
        verdict: 'read',
        comment: null,
        reviewedAt: new Date('2026-04-17T10:00:00+08:00'),
      },
    ] as const;
    const rows = reportRows([instance], standings, { today: day('2026-04-20'), calendar });
    // One paper, one return, nothing said about the second filing: a return is no comment.
    expect(rows).toMatchObject([
      { state: 'read', filedOn: '2026-04-16', daysLate: 0, returns: 1, hasComment: false },
    ]);
    expect(countRows(rows, day('2026-04-20'))).toMatchObject({
      due: 1,
      filed: 1,
      onTime: 1,
      read: 1,
      unread: 0,
      commented: 0,
      uncommented: 1,
    });
    const directory = { org: () => undefined } as unknown as Directory;
    expect(reportCells(rows, directory)).toEqual([
      ['D01B01', '已阅', '2026-04-16', null, '', '2026-04-17', null, 1],
    ]);
  });
});
