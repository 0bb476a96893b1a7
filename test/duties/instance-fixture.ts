import { asDay } from '../../src/calendar/day.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';

/** February's theme day of one branch, open, with whatever a test wants different. */
export function themeDay(changes: Partial<DutyInstance> = {}): DutyInstance {
  const orgCode = changes.orgCode ?? 'D01B01';
  return {
    key: `${orgCode}/branch_theme_day/2026-02`,
    number: `${orgCode}-TD-2602`,
    orgCode,
    duty: 'branch_theme_day',
    period: '2026-02',
    state: 'open',
    heldBy: asDay('2026-02-28'),
    recordBy: asDay('2026-03-04'),
    originalHeldBy: null,
    reminder: 'R_MONTH',
    escalation: 'E_MONTH',
    rules: { level: 'branch', recordBy: 'held+3wd', post: ['branch_secretary'] },
    eventOn: null,
    opensOn: asDay('2026-02-01'),
    subject: null,
    assignee: null,
    issuer: null,
    suggestedMonth: null,
    level: -1,
    overdueKind: null,
    clockFrom: null,
    round: 0,
    reasonCode: null,
    reason: null,
    requestedOn: null,
    heldOn: null,
    recordedAt: null,
    daysLate: null,
    explanation: null,
    version: 0,
    ...changes,
  };
}
