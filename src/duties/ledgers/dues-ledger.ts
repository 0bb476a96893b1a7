import { and, asc, eq, gte, lte } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import { dutyInstances } from '../../../db/schema/index.ts';
import { type Period, periodStart } from '../../calendar/periods.ts';
import { officialPeriod } from '../../exports/official-date.ts';
import type { Sheet } from '../../exports/sheet.ts';
import { shortOrgName } from '../../org/short-name.ts';
import { coverageSubjects } from '../coverage.ts';
import { type DutyInstance, isSettled } from '../instance.ts';
import { readMarks, toInstance } from '../store.ts';
import { sheetOf } from './columns.ts';
import type { LedgerQuery } from './query.ts';
import { ledgerText as text } from './text.ts';

interface Month {
  readonly org: string;
  readonly period: Period;
  readonly paid: number;
  readonly unpaid: number;
}

/** 党费台账: how many have paid in which month, never who and never how much. A sheet for each branch. */
export async function duesSheets(query: LedgerQuery): Promise<readonly Sheet[]> {
  const { directory, scope } = query;
  const months = await monthsOf(query, [...scope.rows, ...scope.counts]);
  const sheets = scope.rows.flatMap((org): Sheet[] => {
    const own = months.filter((month) => month.org === org);
    return own.length === 0 ? [] : [sheetOf('dues', shortOrgName(directory, org), rowsOf(own))];
  });
  const counted = months.filter(({ org }) => scope.counts.includes(org));
  const all = counted.length === 0 ? [] : [sheetOf('dues', text.allBranches, rowsOf(counted))];
  return sheets.length + all.length > 0 ? [...sheets, ...all] : [sheetOf('dues', text.names.dues, [])];
}

async function monthsOf(query: LedgerQuery, orgs: readonly string[]): Promise<readonly Month[]> {
  const { tx, directory, today, from, to } = query;
  if (orgs.length === 0) return [];
  const found = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(
        among(dutyInstances.orgCode, orgs),
        eq(dutyInstances.duty, 'dues_monthly'),
        gte(dutyInstances.heldBy, from),
        lte(dutyInstances.heldBy, to),
      ),
    )
    .orderBy(asc(dutyInstances.period), asc(dutyInstances.orgCode));
  const instances = found.map(toInstance).filter(({ period }) => periodStart(period) <= today);
  const marks = await readMarks(
    tx,
    instances.map(({ key }) => key),
  );
  return instances.map((instance: DutyInstance): Month => {
    const subjects = coverageSubjects(directory, instance, today);
    const known = marks.get(instance.key);
    const unpaid = isSettled(instance.state) ? 0 : subjects.filter(({ key }) => !known?.has(key)).length;
    return { org: instance.orgCode, period: instance.period, paid: subjects.length - unpaid, unpaid };
  });
}

function rowsOf(months: readonly Month[]): Sheet['rows'] {
  const periods = [...new Set(months.map(({ period }) => period))];
  return periods.map((period) => {
    const of = months.filter((month) => month.period === period);
    const sum = (pick: (month: Month) => number): number => of.reduce((all, month) => all + pick(month), 0);
    return [officialPeriod(period), sum(({ paid }) => paid), sum(({ unpaid }) => unpaid)];
  });
}
