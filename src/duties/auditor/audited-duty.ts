import type { DutyDef } from '../catalogue/duty-def.ts';

type Needed = 'id' | 'cadence' | 'owner' | 'heldBy' | 'recordBy' | 'reminder' | 'escalation';
type Wanted = 'eventOn' | 'ladder' | 'coverage' | 'applicable' | 'catchUp';

/** What the auditor reads of a catalogue row: the facts of duties.md b.4 to b.7 and nothing that was worked out. */
export type AuditedDuty = Pick<DutyDef, Needed> & Partial<Pick<DutyDef, Wanted>>;
