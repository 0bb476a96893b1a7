import { describe, expect, it } from 'vitest';
import { rehearsed } from './rehearsed.ts';

const year = ['--from', '2026-01-01', '--to', '2026-12-31', '--seed', '1'];

describe('a whole year of roster-small, everything real but the clock', () => {
  it.each(['silent', 'punctual', 'mixed'])(
    '%s: the auditor agrees to the day and the person',
    async (way) => {
      const ran = await rehearsed([...year, '--behaviour', way]);
      expect(ran).toMatchObject({ code: 0, err: '' });
      expect(ran.ledger).not.toContain('"kind":"auditor"');
    },
  );
});
