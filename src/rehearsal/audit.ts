import { eq, inArray } from 'drizzle-orm';
import type { Db } from '../../db/client.ts';
import { auditEvents, lines, outbox } from '../../db/schema/index.ts';
import { type Day, dayOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { type BookedLine, compareLines, type Difference } from '../duties/auditor/compare.ts';
import {
  type AuditedAct,
  type AuditedDuty,
  type AuditInput,
  expectedLines,
} from '../duties/auditor/expect.ts';
import type { Catalogue } from '../duties/catalogue.ts';
import { digestMoment } from '../notices/windows.ts';
import type { PostType, Roster } from '../org/types.ts';

export interface AuditScope {
  readonly roster: Roster;
  readonly catalogue: Catalogue;
  readonly calendar: WorkCalendar;
  readonly from: Day;
  readonly to: Day;
}

/** The second opinion: what should have been told, computed anew from roster, calendar and acts, against the ledger. */
export async function auditLedger(db: Db, scope: AuditScope): Promise<readonly Difference[]> {
  const input: AuditInput = {
    roster: scope.roster,
    tables: scope.calendar.years(),
    duties: scope.catalogue.duties.flatMap(audited),
    acts: await readActs(db),
    goLiveOn: scope.from,
    from: scope.from,
    to: scope.to,
    digestAt: digestMoment,
  };
  return compareLines(expectedLines(input), await readBooked(db));
}

/** The auditor knows monthly duties of branches; a duty of another kind is not audited, and not silently passed. */
function audited(duty: Catalogue['duties'][number]): AuditedDuty[] {
  if (duty.cadence.every !== 'month' || duty.owner.level !== 'branch' || duty.heldBy.rule !== 'EOM')
    return [];
  return [
    {
      id: duty.id,
      cadence: 'month',
      ownerPost: duty.owner.post as PostType,
      ownerLevel: 'branch',
      heldBy: 'EOM',
      shift: 'prev',
      recordWorkdays: Number(/^held\+(\d+)wd$/.exec(duty.recordBy.rule)?.[1]),
      reminder: duty.reminder as AuditedDuty['reminder'],
      escalation: duty.escalation as AuditedDuty['escalation'],
    },
  ];
}

const actKinds = {
  'transition.schedule': 'scheduled',
  'transition.unschedule': 'unscheduled',
  'transition.record': 'recorded',
} as const;

async function readActs(db: Db): Promise<readonly AuditedAct[]> {
  const events = await db
    .select()
    .from(auditEvents)
    .where(inArray(auditEvents.action, Object.keys(actKinds)));
  return events.map((event) => {
    const [org = '', duty = '', period = ''] = event.object.split('/');
    const { after } = event.personal as { readonly after: { readonly heldOn: Day | null } };
    const kind = actKinds[event.action as keyof typeof actKinds];
    return {
      org,
      duty,
      period,
      kind,
      at: event.at,
      ...(after.heldOn === null ? {} : { heldOn: after.heldOn }),
    };
  });
}

async function readBooked(db: Db): Promise<readonly BookedLine[]> {
  const rows = await db
    .select({ line: lines, sendingAt: outbox.sendingAt })
    .from(lines)
    .leftJoin(outbox, eq(outbox.id, lines.outboxId));
  return rows.map(({ line, sendingAt }) => ({
    instance: line.instanceKey,
    stage: line.stage as BookedLine['stage'],
    kind: line.kind as BookedLine['kind'],
    org: line.orgCode,
    period: line.period,
    to: line.personCode,
    post: line.post as PostType,
    day: dayOf(sendingAt ?? line.bookedAt),
    state: line.state as BookedLine['state'],
    ...(line.reason === null ? {} : { reason: line.reason }),
  }));
}
