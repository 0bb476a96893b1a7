import type { Db } from '../../db/client.ts';
import type { Day } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import type { Difference } from '../duties/auditor/compare.ts';
import { auditLedger as compareLedger } from '../duties/auditor/nightly.ts';
import type { Catalogue } from '../duties/catalogue/catalogue.ts';
import { digestMoment } from '../notices/windows.ts';
import type { Roster } from '../org/types.ts';

export interface AuditScope {
  readonly roster: Roster;
  readonly catalogue: Catalogue;
  readonly calendar: WorkCalendar;
  readonly from: Day;
  readonly to: Day;
}

/** The second opinion: what should have been told, computed anew from roster, calendar and acts, against the ledger. */
export async function auditLedger(
  db: Db,
  { roster, catalogue, calendar, from, to }: AuditScope,
): Promise<readonly Difference[]> {
  const scope = { roster, tables: calendar.years(), duties: catalogue.duties, goLiveOn: from };
  return compareLedger(db, { ...scope, digestAt: digestMoment }, from, to);
}
