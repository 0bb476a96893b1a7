import { and, eq, isNull } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances, paperVersions } from '../../db/schema/index.ts';
import { type Period, periodEnd, periodStart } from '../../src/calendar/periods.ts';
import type { Refusal } from '../../src/core/errors.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';
import type { Action, ActorContext, FlowContext, Outcome } from '../../src/engine/index.ts';
import type { PostType } from '../../src/org/types.ts';
import { type TablePart, tableCard, waitingCard } from './inbox-cards.ts';
import { readPaperId, standingsOf } from './papers.ts';
import { barredFrom, isUnfiled, readersOf } from './rules.ts';
import { notBegun, ofDuty, type Subject, subjectOf } from './subject.ts';
import { reportRows } from './table.ts';
import { quarterly, templates } from './templates.ts';
import { waitsElsewhere } from './waits-elsewhere.ts';

const organPosts: readonly PostType[] = [
  'organ_secretary',
  'organ_fulltime_deputy',
  'organ_committee_member',
  'party_affairs_officer',
];
const leadershipPosts: readonly PostType[] = ['leadership_secretary', 'leadership_member'];
const workPosts: readonly PostType[] = [
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'work_committee_officer',
];

/** What somebody sees of one kind of paper: organisation by organisation, or above that numbers alone (duties.md f.2). */
interface Scope {
  readonly org: string;
  readonly orgs: readonly string[];
  readonly isNamed: boolean;
}

type Seen = Pick<FlowContext, 'tx' | 'directory' | 'catalogue' | 'calendar' | 'today'>;

function scopesOf(
  { directory, today }: Pick<FlowContext, 'directory' | 'today'>,
  reader: string,
  level: string,
): readonly Scope[] {
  const branches = (org: string): readonly string[] => directory.branchesUnder(org).map(({ code }) => code);
  const organs = directory.orgs.filter((org) => org.level === 'organ_committee');
  const scopes = directory.postsOf(reader, today).flatMap(({ org, post }): Scope[] => {
    if (workPosts.includes(post)) {
      const below = organs.filter(({ code }) => directory.workCommitteeOf(code)?.code === org);
      if (level === 'organ_committee') return [{ org, orgs: below.map(({ code }) => code), isNamed: true }];
      const direct = branches(org).filter((code) => directory.organCommitteeOf(code) === undefined);
      return [
        ...(direct.length > 0 ? [{ org, orgs: direct, isNamed: true }] : []),
        ...below.map(({ code }) => ({ org: code, orgs: branches(code), isNamed: false })),
      ];
    }
    if (level !== 'branch') return [];
    if (organPosts.includes(post)) return [{ org, orgs: branches(org), isNamed: true }];
    if (post === 'general_branch_secretary') return [{ org, orgs: branches(org), isNamed: true }];
    const managed = leadershipPosts.includes(post) ? directory.managedBy(org)?.code : undefined;
    return managed === undefined ? [] : [{ org: managed, orgs: branches(managed), isNamed: false }];
  });
  // Of two posts over the same organisation the one that sees more decides.
  const seen = new Map<string, Scope>();
  for (const scope of scopes.filter(({ orgs }) => orgs.length > 0)) {
    if (!seen.has(scope.org) || scope.isNamed) seen.set(scope.org, scope);
  }
  return [...seen.values()];
}

/** Whether this person sees the papers of the organisation by name. */
export function mayLook(context: ActorContext, { duty, instance, person }: Subject): boolean {
  return (
    person === undefined &&
    scopesOf(context, context.actor.code, duty.owner.level).some(
      ({ isNamed, orgs }) => isNamed && orgs.includes(instance.orgCode),
    )
  );
}

/** Who has filed, who is late and why, what is unread: one card. Undefined where this person reads nothing of it. */
export async function tableFor(
  context: ActorContext,
  dutyId: string,
  period: Period | undefined,
): Promise<Outcome | Refusal | undefined> {
  const duty = context.catalogue.find(dutyId);
  if (!duty) return undefined;
  if (duty.coverage !== undefined) return waitingTable(context);
  const table = await tableOf(context, context.actor.code, duty, period);
  if (!table) return undefined;
  const { period: wanted, parts } = table;
  if (periodStart(wanted) > context.today) return notBegun(context, wanted);
  const waiting = await waitingPapers(context);
  const isHere = ({ instance }: WaitingPaper): boolean =>
    instance.duty === dutyId && instance.period === wanted;
  const others = waiting.filter((paper) => !isHere(paper));
  const first = waiting.find(isHere)?.paperId;
  return { reply: tableCard(context, duty, wanted, parts, others, first) };
}

/** The rows this reader sees of one paper and period, the newest where none is named. */
export async function tableOf(
  context: Seen,
  reader: string,
  duty: DutyDef,
  period: Period | undefined,
): Promise<{ readonly period: Period; readonly parts: readonly TablePart[] } | undefined> {
  const scopes = scopesOf(context, reader, duty.owner.level);
  if (scopes.length === 0) return undefined;
  const all = await ofDuty(context, duty.id, [...new Set(scopes.flatMap(({ orgs }) => orgs))], period);
  const wanted = period ?? newestPeriod(context, all);
  if (wanted === undefined) return undefined;
  const instances = all.filter((one) => one.period === wanted);
  const standings = await standingsOf(
    context.tx,
    instances.map(({ key }) => key),
  );
  const order = new Map(context.directory.orgs.map(({ code }, at) => [code, at]));
  const parts = scopes.map(({ org, orgs, isNamed }): TablePart => {
    const own = instances
      .filter(({ orgCode }) => orgs.includes(orgCode))
      .sort((a, b) => (order.get(a.orgCode) ?? 0) - (order.get(b.orgCode) ?? 0));
    return { org, isNamed, rows: reportRows(own, standings, context) };
  });
  return { period: wanted, parts };
}

/** The newest period that is over, or of which something has come in. */
function newestPeriod(
  { today }: Pick<FlowContext, 'today'>,
  instances: readonly DutyInstance[],
): Period | undefined {
  const begun = instances.filter(({ period }) => periodStart(period) <= today);
  const started = begun.filter(({ period, state }) => periodEnd(period) < today || !isUnfiled(state));
  return (started.at(-1) ?? begun.at(-1))?.period;
}

/** 审阅 on a digest. */
export const openInbox: Action = async (context, click) => {
  const [, , period = ''] = String(click.payload.instance ?? '').split('/');
  const table = period.startsWith('ev:')
    ? undefined
    : await tableFor(context, quarterly, period || undefined);
  return table ?? (await waitingTable(context)) ?? {};
};

/** Everything that waits for this person's answer; undefined for somebody who reads nothing. */
export async function waitingTable(context: ActorContext): Promise<Outcome | undefined> {
  const elsewhere = await waitsElsewhere(context);
  const isReader = readingOrgs(context).length > 0;
  if (!isReader && elsewhere.problems.length + elsewhere.requests === 0) return undefined;
  return { reply: waitingCard(context, await waitingPapers(context), elsewhere) };
}

interface WaitingPaper extends Subject {
  readonly readBy: string;
}

/** Papers nobody has answered yet that this person may answer, the earliest to be read in front. */
async function waitingPapers(context: ActorContext): Promise<readonly WaitingPaper[]> {
  const { tx, directory, actor, today } = context;
  const orgs = readingOrgs(context);
  if (orgs.length === 0) return [];
  const rows = await tx
    .select({
      paperId: paperVersions.paperId,
      filedBy: paperVersions.filedBy,
      readBy: paperVersions.readBy,
      instance: dutyInstances,
    })
    .from(paperVersions)
    .innerJoin(dutyInstances, eq(dutyInstances.key, paperVersions.instanceKey))
    .where(
      and(
        isNull(paperVersions.verdict),
        among(dutyInstances.orgCode, orgs),
        among(dutyInstances.duty, templates.keys()),
      ),
    )
    .orderBy(paperVersions.readBy, paperVersions.paperId);
  return rows.flatMap(({ paperId, filedBy, readBy, instance: row }): WaitingPaper[] => {
    const { person } = readPaperId(paperId);
    const subject = subjectOf(context, toInstance(row), person);
    if (!subject) return [];
    const barred = barredFrom(directory, subject.instance, { person, filedBy }, today);
    const readers = readersOf(directory, subject.template, subject.instance, barred, today);
    return readers?.people.some(({ code }) => code === actor.code) ? [{ ...subject, readBy }] : [];
  });
}

export interface NextWaiting {
  readonly count: number;
  readonly paperId?: string | undefined;
}

/** How many wait beside this one, and the one to read next. */
export async function nextWaiting(context: ActorContext, current: string): Promise<NextWaiting> {
  const others = (await waitingPapers(context)).filter(({ paperId }) => paperId !== current);
  return { count: others.length, paperId: others[0]?.paperId };
}

const branchReaders: readonly PostType[] = ['branch_secretary', 'branch_deputy_secretary'];

/** Organisations whose papers may be this person's to read. */
function readingOrgs({ directory, actor, today }: ActorContext): readonly string[] {
  const found = directory.postsOf(actor.code, today).flatMap(({ org, post }): readonly string[] => {
    if (branchReaders.includes(post)) return [org];
    if (organPosts.includes(post)) return directory.branchesUnder(org).map(({ code }) => code);
    if (!workPosts.includes(post)) return [];
    return directory.orgs
      .filter(({ code, level }) =>
        level === 'organ_committee'
          ? directory.workCommitteeOf(code)?.code === org
          : level === 'branch' &&
            directory.organCommitteeOf(code) === undefined &&
            directory.workCommitteeOf(code)?.code === org,
      )
      .map(({ code }) => code);
  });
  return [...new Set(found)];
}
