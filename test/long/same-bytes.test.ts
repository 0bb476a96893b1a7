import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { rehearsed } from './rehearsed.ts';

/** From before the Spring Festival over the end of a month: reminders, a make-up Saturday, slips and their levels. */
const twoWeeks = ['--from', '2026-02-23', '--to', '2026-03-08', '--behaviour', 'mixed'];
const digest = (text = ''): string => createHash('sha256').update(text).digest('hex');

describe('two weeks of the whole catalogue, rehearsed', () => {
  it('are the same bytes in every time zone of the host, and the auditor agrees', async () => {
    const seeded = (seed: number, zone: string) => rehearsed([...twoWeeks, '--seed', String(seed)], zone);
    // With this seed a branch meets late inside the window, so that there is something to close.
    const [first, other] = await Promise.all([seeded(5, 'UTC'), seeded(12, 'UTC')]);
    expect(first).toMatchObject({ code: 0, err: '' });
    const rows = (first.ledger ?? '').trim().split('\n');
    const told = rows.map((row) => JSON.parse(row) as { event: string; kind?: string });
    for (const kind of ['reminder', 'overdue', 'escalation', 'closing'])
      expect(told.filter((row) => row.event === 'line' && row.kind === kind).length).toBeGreaterThan(0);
    // Another seed is another two weeks; the same seed is the same, also on the same host.
    expect([other.code, digest(other.ledger) === digest(first.ledger)]).toEqual([0, false]);
    for (const pair of [
      ['UTC', 'Asia/Shanghai'],
      ['America/New_York', 'Asia/Kolkata'],
    ]) {
      const again = await Promise.all(pair.map((zone) => seeded(5, zone)));
      const read = again.map(({ code, ledger }) => [code, digest(ledger)]);
      expect([pair, read]).toEqual([pair, pair.map(() => [0, digest(first.ledger)])]);
    }
  });
});

describe('a rehearsal that cannot be', () => {
  it.each([
    ['a window that ends before it begins', ['--from', '2026-02-02', '--to', '2026-02-01'], 2],
    ['a day that does not exist', ['--from', '2026-02-30'], 2],
    ['a behaviour nobody has', ['--behaviour', 'lazy'], 2],
    ['a seed that is no number', ['--seed', 'x'], 2],
    ['an option nobody knows', ['--speed', '9'], 2],
    ['a roster that is not there', ['--roster', 'nowhere'], 1],
  ])('is refused in a sentence, and nothing is written: %s', async (_what, args, code) => {
    const ran = await rehearsed(args);
    expect(ran).toMatchObject({ code, ledger: undefined });
    expect(ran.err).not.toBe('');
    expect(ran.err).not.toMatch(/^\s+at /m);
  });

  it('beyond the known calendar is allowed, and says so in words and in the ledger', async () => {
    const ran = await rehearsed(['--from', '2029-12-31', '--to', '2030-01-01', '--behaviour', 'silent']);
    expect(ran.code).toBe(0);
    expect(ran.err).toContain('2029、2030 年放假安排尚未公布');
    const rows = (ran.ledger ?? '').split('\n').filter((row) => row.includes('"provisional_calendar"'));
    expect(rows.map((row) => (JSON.parse(row) as { detail: unknown }).detail)).toEqual([
      { year: '2029' },
      { year: '2030' },
    ]);
  });
});
