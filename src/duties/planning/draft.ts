import { type Day, partsOf } from '../../calendar/day.ts';
import { dueDay } from '../../calendar/deadlines.ts';
import { type Period, periodStart } from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import { hash32 } from '../../core/ids.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import { type DutyInstance, type InstanceRules, instanceKey, instanceNumber } from '../instance.ts';
import type { Profiles } from '../profiles.ts';
import { stageDays } from '../stages.ts';

/** By when the record of what was held on a day, or is due by it, must be in. */
export function recordByOf(
  { period, rules }: Pick<DutyInstance, 'period' | 'rules'>,
  heldOn: Day,
  calendar: WorkCalendar,
): Day {
  const anchors = period.startsWith('ev:') ? { heldOn } : { period, heldOn };
  return dueDay(rules.recordBy, anchors, 'next', calendar);
}

/** An instance of nobody yet, whose window opens on its due day. */
export function bare(
  duty: DutyDef,
  period: Period,
  heldBy: Day,
  eventOn: Day | null,
  calendar: WorkCalendar,
): DutyInstance {
  const rules = rulesOf(duty);
  return {
    key: '',
    number: '',
    orgCode: '',
    duty: duty.id,
    period,
    state: 'planned',
    heldBy,
    recordBy: recordByOf({ period, rules }, heldBy, calendar),
    originalHeldBy: null,
    reminder: duty.reminder,
    escalation: duty.escalation,
    rules,
    eventOn,
    subject: null,
    assignee: null,
    issuer: null,
    suggestedMonth: null,
    opensOn: heldBy,
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
  };
}

function rulesOf({ owner, recordBy, ladder, coverage, acceptedBy }: DutyDef): InstanceRules {
  return {
    level: owner.level,
    post: owner.post,
    recordBy: recordBy.rule,
    ...(ladder ? { ladder } : {}),
    ...(coverage ? { coverage } : {}),
    ...(acceptedBy ? { acceptedBy } : {}),
  };
}

/** The window opens with the period, or with the first reminder where that comes earlier. */
export function withWindow(
  draft: DutyInstance,
  { calendar, profiles }: { readonly calendar: WorkCalendar; readonly profiles?: Profiles | undefined },
): DutyInstance {
  const [first] = stageDays(draft, [], { calendar, slips: calendar, profiles });
  const start = draft.period.startsWith('ev:') ? draft.heldBy : periodStart(draft.period);
  return { ...draft, opensOn: first && first.on < start ? first.on : start };
}

/** The draft as one organisation's own. */
export function forOrg(draft: DutyInstance, duty: DutyDef, org: string): DutyInstance {
  return {
    ...draft,
    key: instanceKey(org, duty.id, draft.period),
    number: instanceNumber(org, duty.short, draft.period),
    orgCode: org,
    suggestedMonth: duty.heavy ? suggestedMonth(duty, draft, org) : null,
  };
}

/**
 * A month for yearly work that would otherwise crowd into December (duties.md e.2): meetings that belong to the
 * last quarter in October or November, the rest from May on, spread by organisation and duty.
 */
function suggestedMonth(duty: DutyDef, draft: DutyInstance, org: string): string | null {
  if (partsOf(draft.heldBy).month !== 12) return null;
  const months = duty.heldBy.rule === 'Y:12-31' ? [10, 11] : [5, 6, 7, 8, 9, 10];
  const month = months[hash32(`${org}/${duty.id}`) % months.length] ?? 11;
  return `${draft.period}-${String(month).padStart(2, '0')}`;
}
