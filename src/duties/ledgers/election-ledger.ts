import { and, asc, eq, inArray } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import { dutyInstances, dutyRequests } from '../../../db/schema/index.ts';
import { addMonths, type Day, dayOf } from '../../calendar/day.ts';
import type { Sheet, Value } from '../../exports/sheet.ts';
import type { Org } from '../../org/types.ts';
import { type Approvals, approvalsOf } from '../approvals.ts';
import type { DutyInstance } from '../instance.ts';
import { toInstance } from '../store.ts';
import { noticesSent } from '../term-notices.ts';
import { sheetOf } from './columns.ts';
import type { LedgerQuery } from './query.ts';
import { ledgerText as text } from './text.ts';

const elections = ['branch_election', 'organ_election'];

/** 换届台账: every organisation in sight that has a term, whatever year it ends in. */
export async function electionSheets(query: LedgerQuery): Promise<readonly Sheet[]> {
  const { tx, directory, scope } = query;
  const found =
    scope.rows.length === 0
      ? []
      : await tx
          .select()
          .from(dutyInstances)
          .where(inArray(dutyInstances.duty, [...elections, 'term_notice']))
          .orderBy(asc(dutyInstances.heldBy), asc(dutyInstances.key));
  const instances = found.map(toInstance);
  const extensions = await extensionsOf(query, instances);
  const approvals = await approvalsOf(
    tx,
    instances.map(({ key }) => key),
  );
  const sent = await noticesSent(
    tx,
    instances.map(({ key }) => key),
  );
  const rows = scope.rows.flatMap((code): (readonly Value[])[] => {
    const org = directory.org(code);
    if (!org?.electedOn || !org.termYears) return [];
    const election = instances.findLast(({ orgCode, duty }) => orgCode === code && elections.includes(duty));
    const notice = instances.findLast(({ subject, duty }) => subject === code && duty === 'term_notice');
    const key = election?.key ?? '';
    const noticedOn = notice?.heldOn ?? sent.get(key) ?? null;
    return [rowOf(org, election, noticedOn, approvals.get(key) ?? {}, extensions.get(key) ?? null)];
  });
  return [sheetOf('election', text.names.election, rows)];
}

function rowOf(
  org: Org,
  election: DutyInstance | undefined,
  noticedOn: Day | null,
  { elect }: Approvals,
  extension: string | null,
): readonly Value[] {
  const end = election?.eventOn ?? (org.electedOn && addMonths(org.electedOn, 12 * (org.termYears ?? 0)));
  const isHeld =
    election?.state === 'done' || election?.state === 'done_late' || election?.state === 'submitted';
  return [
    org.name,
    org.termName ?? null,
    org.electedOn ?? null,
    end ?? null,
    noticedOn,
    elect && elect.state !== 'refused' ? elect.askedOn : null,
    elect?.approvedOn ?? null,
    isHeld ? election.heldOn : null,
    extension,
  ];
}

async function extensionsOf(
  { tx }: LedgerQuery,
  instances: readonly DutyInstance[],
): Promise<ReadonlyMap<string, string>> {
  const keys = instances.map(({ key }) => key);
  if (keys.length === 0) return new Map();
  const granted = await tx
    .select()
    .from(dutyRequests)
    .where(
      and(
        among(dutyRequests.instanceKey, keys),
        eq(dutyRequests.kind, 'extend'),
        eq(dutyRequests.state, 'approved'),
      ),
    )
    .orderBy(asc(dutyRequests.decidedAt));
  return new Map(
    granted.flatMap(({ instanceKey, decidedAt, grantedDay }) =>
      decidedAt && grantedDay
        ? [[instanceKey, text.granted(dayOf(decidedAt), grantedDay as Day)] as const]
        : [],
    ),
  );
}
