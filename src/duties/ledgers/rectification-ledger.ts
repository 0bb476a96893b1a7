import { and, asc, eq, gte, lte, notInArray, or } from 'drizzle-orm';
import { among } from '../../../db/bulk.ts';
import { dutyInstances, problems } from '../../../db/schema/index.ts';
import { dayOf } from '../../calendar/day.ts';
import type { Sheet, Value } from '../../exports/sheet.ts';
import { shortOrgName } from '../../org/short-name.ts';
import { type DutyInstance, isSettled, settledStates } from '../instance.ts';
import { toInstance } from '../store.ts';
import { sheetOf } from './columns.ts';
import type { LedgerQuery } from './query.ts';
import { ledgerText as text } from './text.ts';

type ProblemRow = typeof problems.$inferSelect;

interface Entry {
  readonly problem: ProblemRow;
  readonly instance: DutyInstance;
}

const committees = ['organ_committee', 'work_committee'];

/**
 * 整改台账: a sheet for each branch with items raised by the end of the time and not closed before it began. Word for
 * word for the branch, its superior and whoever issued them; of branches further down numbers alone (duties.md f.2).
 */
export async function rectificationSheets(query: LedgerQuery): Promise<readonly Sheet[]> {
  const { directory, reader, scope, today } = query;
  const held = new Set(directory.postsOf(reader, today).map(({ org }) => org));
  const issuers = scope.rows.filter(
    (org) => held.has(org) && committees.includes(directory.org(org)?.level ?? ''),
  );
  const entries = await entriesOf(query, issuers);
  const isNamed = ({ problem }: Entry): boolean =>
    scope.rows.includes(problem.orgCode) || issuers.includes(problem.issuer);
  const named = entries.filter(isNamed);
  const orgs = [...new Set(named.map(({ problem }) => problem.orgCode))].sort();
  const sheets = orgs.map((org) =>
    sheetOf(
      'rectification',
      shortOrgName(directory, org),
      named.filter(({ problem }) => problem.orgCode === org).map((entry) => rowOf(query, entry)),
    ),
  );
  const counted = entries.filter((entry) => !isNamed(entry) && scope.counts.includes(entry.problem.orgCode));
  const counts = counted.length === 0 ? [] : [countsSheet(query, counted)];
  return sheets.length + counts.length > 0
    ? [...sheets, ...counts]
    : [sheetOf('rectification', text.names.rectification, [])];
}

async function entriesOf(
  { tx, scope, from, to }: LedgerQuery,
  issuers: readonly string[],
): Promise<readonly Entry[]> {
  const orgs = [...scope.rows, ...scope.counts];
  if (orgs.length === 0) return [];
  const rows = await tx
    .select({ problem: problems, instance: dutyInstances })
    .from(problems)
    .innerJoin(dutyInstances, eq(dutyInstances.key, problems.instanceKey))
    .where(
      and(
        or(among(problems.orgCode, orgs), issuers.length > 0 ? among(problems.issuer, issuers) : undefined),
        lte(problems.raisedOn, to),
        or(
          notInArray(dutyInstances.state, [...settledStates]),
          gte(problems.raisedOn, from),
          gte(dutyInstances.heldOn, from),
        ),
        notInArray(dutyInstances.state, ['void', 'not_applicable']),
      ),
    )
    .orderBy(asc(problems.raisedOn), asc(problems.instanceKey));
  return rows.map(({ problem, instance }) => ({ problem, instance: toInstance(instance) }));
}

function rowOf({ directory, today }: LedgerQuery, { problem, instance }: Entry): readonly Value[] {
  const nameOf = (code: string | null): string => directory.person(code ?? '')?.name ?? '';
  const [secretary] = directory.holders(instance.orgCode, 'branch_secretary', today);
  const isClosed = instance.state === 'done' || instance.state === 'done_late';
  const source = problem.source as keyof typeof text.problemSources;
  return [
    problem.problem,
    text.problemSources[source],
    problem.raisedOn,
    problem.measure,
    instance.assignee === null ? (secretary?.person.name ?? '') : nameOf(instance.assignee),
    instance.heldBy,
    text.problemStates[instance.state],
    isClosed ? (problem.judgedOn ?? (instance.recordedAt && dayOf(instance.recordedAt))) : null,
    isClosed ? nameOf(problem.judgedBy) : null,
  ];
}

function countsSheet({ directory }: LedgerQuery, entries: readonly Entry[]): Sheet {
  const orgs = [...new Set(entries.map(({ problem }) => problem.orgCode))].sort();
  const rows = orgs.map((org): readonly Value[] => {
    const states = entries
      .filter(({ problem }) => problem.orgCode === org)
      .map(({ instance }) => instance.state);
    const count = (...wanted: readonly string[]): number =>
      states.filter((state) => wanted.includes(state)).length;
    const open = states.filter((state) => !isSettled(state) && state !== 'submitted' && state !== 'overdue');
    return [
      shortOrgName(directory, org),
      states.length - count('waived'),
      count('done', 'done_late'),
      count('submitted'),
      open.length,
      count('overdue'),
    ];
  });
  const columns = text.problemCounts.map((title, at) => ({ title, width: at === 0 ? 24 : 12 }));
  return { name: text.problemCountsName, columns, rows };
}
