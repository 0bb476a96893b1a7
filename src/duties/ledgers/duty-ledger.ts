import { among } from '../../../db/bulk.ts';
import { dutyRecords } from '../../../db/schema/index.ts';
import type { Sheet, Value } from '../../exports/sheet.ts';
import { shortOrgName } from '../../org/short-name.ts';
import { postName } from '../../org/terms.ts';
import { completionOf, daysLateOn } from '../completion.ts';
import { completionCounts } from '../completion-counts.ts';
import type { DutyInstance } from '../instance.ts';
import { pausedCalendar, pausesOf } from '../pauses.ts';
import { readPauses } from '../store.ts';
import { sheetOf } from './columns.ts';
import { instancesDue } from './instances-due.ts';
import type { LedgerQuery } from './query.ts';
import { ledgerText as text } from './text.ts';
import { verifiersOf } from './verifiers.ts';

/** 责任落实台账: a row for each duty of each organisation in sight, and below it numbers of those further down. */
export async function dutySheets(query: LedgerQuery): Promise<readonly Sheet[]> {
  const { tx, catalogue, today, scope, from, to } = query;
  const instances = (await instancesDue(tx, scope.rows, from, to)).filter((one) => isShown(query, one));
  const pauses = await readPauses(tx);
  const notes = await notesOf(query, instances);
  const verifiers = await verifiersOf(tx, instances);
  const rows = instances.map((instance, at) => {
    const slips = pausedCalendar(query.calendar, pausesOf(query.directory, instance.orgCode, pauses));
    return [
      at + 1,
      ...rowOf(query, instance, daysLateOn(instance, slips, today)),
      query.directory.person(verifiers.get(instance.key) ?? '')?.name ?? null,
      remarksOf(instance, notes.get(instance.key)),
    ];
  });
  const sheet = sheetOf('duty', text.names.duty, rows);
  if (scope.counts.length === 0) return [sheet];
  const counted = completionCounts(catalogue, await instancesDue(tx, scope.counts, from, to), today);
  return [sheet, countsSheet(counted.map((row) => Object.values(row)))];
}

function countsSheet(rows: Sheet['rows']): Sheet {
  const columns = text.counts.map((title, at) => ({ title, width: at === 0 ? 24 : 10 }));
  return { name: text.countsName, columns, rows };
}

/** The occasion of what is private to its parties is shown to whoever owes it, and to nobody above (duties.md b.4). */
function isShown({ catalogue, directory, reader, today }: LedgerQuery, instance: DutyInstance): boolean {
  const duty = catalogue.find(instance.duty);
  if (!duty || instance.state === 'void') return false;
  if (duty.privacy !== 'private' || instance.rules.coverage !== undefined) return true;
  return directory
    .postsOf(reader, today)
    .some(({ org, post }) => org === instance.orgCode && instance.rules.post.includes(post));
}

function rowOf(query: LedgerQuery, instance: DutyInstance, daysLate: number): readonly Value[] {
  const { catalogue, directory, today } = query;
  const duty = catalogue.get(instance.duty);
  const { every, on } = { every: undefined, on: undefined, ...duty.cadence };
  const completion = completionOf(instance, today);
  const isDone =
    instance.state === 'done' || instance.state === 'done_late' || instance.state === 'submitted';
  const [post = 'member'] = instance.rules.post;
  return [
    duty.name.zh,
    duty.source[0]?.clause ?? '',
    text.owner(
      shortOrgName(directory, instance.orgCode),
      instance.rules.post.map((one) => postName(one)).join(text.list),
    ),
    post === 'member' ? text.everyMember : peopleOf(query, instance),
    text.cadences[every ?? on ?? 'event'],
    instance.heldBy,
    isDone ? instance.heldOn : null,
    text.completions[completion],
    daysLate > 0 ? daysLate : null,
    isDone ? instance.number : null,
  ];
}

/** Who is named for the item, or holds the post now, with who stands in. */
function peopleOf({ directory, today }: LedgerQuery, { assignee, orgCode, rules }: DutyInstance): string {
  const named = assignee === null ? undefined : directory.person(assignee);
  const holders = rules.post.flatMap((post) => directory.holders(orgCode, post, today));
  if (named) return named.name;
  const names = holders.map((holder) => {
    const { person, standsInFor } = directory.attending(holder, today);
    return standsInFor === undefined ? person.name : text.lent(holder.person.name, person.name);
  });
  return [...new Set(names)].join(text.list);
}

function remarksOf(instance: DutyInstance, note: string | undefined): string {
  const { originalHeldBy, reason, explanation, clockFrom } = instance;
  const isPrivate = instance.escalation === 'E_PRIVATE';
  return [
    originalHeldBy === null ? '' : text.extendedFrom(originalHeldBy),
    instance.state === 'submitted' ? text.waits : '',
    clockFrom === null ? '' : text.cameBack(clockFrom),
    reason === null || reason === '' ? '' : text.reason(reason),
    explanation === null || isPrivate ? '' : explanation,
    note ?? '',
  ]
    .filter((part) => part !== '')
    .join(text.semicolon);
}

/** The short note with which something was entered by its number. */
async function notesOf(
  { tx }: LedgerQuery,
  instances: readonly DutyInstance[],
): Promise<ReadonlyMap<string, string>> {
  const keys = instances.filter(({ escalation }) => escalation !== 'E_PRIVATE').map(({ key }) => key);
  if (keys.length === 0) return new Map();
  const rows = await tx
    .select()
    .from(dutyRecords)
    .where(among(dutyRecords.instanceKey, keys))
    .orderBy(dutyRecords.id);
  return new Map(rows.map(({ instanceKey, note }) => [instanceKey, note]));
}
