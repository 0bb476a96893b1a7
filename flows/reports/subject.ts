import { and, eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Reader } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import { type Period, periodStart } from '../../src/calendar/periods.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { actingPosts, authorityOver, ownOrgs } from '../../src/duties/authority.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { coverageSubjects } from '../../src/duties/coverage.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { lockInstances, toInstance } from '../../src/duties/store.ts';
import type { ActorContext, FlowContext } from '../../src/engine/index.ts';
import { canSee } from '../../src/org/scope.ts';
import { postName } from '../../src/org/terms.ts';
import { type PaperVersion, paperIdOf, readPaperId } from './papers.ts';
import { chooseQuarter } from './rules.ts';
import { quarterly, type Template, templates } from './templates.ts';
import { text } from './text.ts';

/** A paper that somebody writes: what it is, for which instance, and of a statement whose. */
export interface Subject {
  readonly template: Template;
  readonly duty: DutyDef;
  readonly instance: DutyInstance;
  readonly paperId: string;
  readonly person?: string | undefined;
}

/** `第一季度工作报告`. */
export function itemOf(
  { catalogue, today }: Pick<FlowContext, 'catalogue' | 'today'>,
  instance: Pick<DutyInstance, 'duty' | 'period'>,
): string {
  return text.item(formatPeriod(instance.period, today), catalogue.get(instance.duty).name.brief);
}

export async function readInstance(db: Reader, key: string): Promise<DutyInstance | undefined> {
  const [row] = await db.select().from(dutyInstances).where(eq(dutyInstances.key, key));
  return row && toInstance(row);
}

/** The paper as it stands, its instance locked; undefined where there is none. */
export async function lockSubject(context: FlowContext, paperId: string): Promise<Subject | undefined> {
  const { instance: key, person } = readPaperId(paperId);
  const [instance] = await lockInstances(context.tx, [key]);
  return instance && subjectOf(context, instance, person);
}

export function subjectOf(
  { catalogue }: Pick<FlowContext, 'catalogue'>,
  instance: DutyInstance,
  person?: string,
): Subject | undefined {
  const template = templates.get(instance.duty);
  const duty = catalogue.find(instance.duty);
  if (!template || !duty) return undefined;
  const isPersonal = instance.rules.coverage !== undefined;
  if (isPersonal !== (person !== undefined)) return undefined;
  return { template, duty, instance, person, paperId: paperIdOf(instance.key, person) };
}

/** Whether this person writes it: for the own organisation, or the own statement. */
export function mayWrite(
  { directory, actor, today }: ActorContext,
  { instance, person }: Pick<Subject, 'instance' | 'person'>,
): boolean {
  if (person !== undefined) {
    const owes = coverageSubjects(directory, instance, today).some(({ key }) => key === person);
    return person === actor.code && owes;
  }
  if (instance.assignee === actor.code) return true;
  return (
    authorityOver(directory, actor.code, instance.orgCode, instance.rules, 'record', today)?.as === 'own'
  );
}

/** Says to whom it belongs; to somebody who does not see the organisation it is unknown. */
export function notYours(context: ActorContext, { instance, person }: Subject): Refusal {
  const { directory, actor, today } = context;
  const posts = actingPosts(instance.rules, 'record').map((post) => postName(post));
  return person === undefined && canSee(directory, actor.code, instance.orgCode, today)
    ? refuse('not_yours', text.no.notYours(posts.join(text.and)))
    : unknown(instance.number);
}

export function unknown(number: string): Refusal {
  return refuse('unknown_number', text.no.unknownNumber(number));
}

/** The own quarterly report that is meant; undefined: this person writes none. */
export async function ownReport(
  context: ActorContext,
  period: Period | undefined,
): Promise<Subject | Refusal | undefined> {
  const { tx, directory, actor, today, calendar } = context;
  const orgs = ownOrgs(directory, actor.code, today).filter((org) => directory.org(org)?.level === 'branch');
  if (orgs.length === 0) return undefined;
  const known = (await ofDuty(context, quarterly, orgs)).filter((instance) =>
    mayWrite(context, { instance }),
  );
  const wanted = period ?? chooseQuarter(known, today, calendar)?.period;
  const found = known.find((instance) => instance.period === wanted);
  const writes = orgs.some((org) => writesReports(context, org));
  if (!writes) return undefined;
  if (wanted !== undefined && periodStart(wanted) > today) return notBegun(context, wanted);
  if (!found) {
    const quarter = wanted === undefined ? '' : formatPeriod(wanted, today);
    return refuse('no_instance', text.no.noInstance(quarter));
  }
  const [instance] = await lockInstances(tx, [found.key]);
  return instance && subjectOf(context, instance);
}

export function notBegun({ calendar, today }: FlowContext, period: Period): Refusal {
  const day = formatDay(periodStart(period), calendar, today);
  return refuse('not_begun', text.no.notBegun(formatPeriod(period, today), day));
}

function writesReports({ directory, actor, catalogue, today }: ActorContext, org: string): boolean {
  const duty = catalogue.find(quarterly);
  if (!duty) return false;
  const owed = { ...duty.owner, coverage: duty.coverage };
  return authorityOver(directory, actor.code, org, owed, 'record', today)?.as === 'own';
}

/** Every paper that waits to be filed by this person, the most urgent first; narrowed by a name where one is typed. */
export async function ownPapers(context: ActorContext, typed: string): Promise<readonly Subject[]> {
  const { tx, directory, actor, today } = context;
  const orgs = [...new Set([...ownOrgs(directory, actor.code, today), actor.branch])];
  const duties = [...templates.keys()].filter((id) => typed === '' || isNamed(context, id, typed));
  if (duties.length === 0) return [];
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(and(among(dutyInstances.orgCode, orgs), among(dutyInstances.duty, duties)))
    .orderBy(dutyInstances.heldBy, dutyInstances.key);
  return rows.map(toInstance).flatMap((instance) => {
    if (isStill(instance.state) || periodStart(instance.period) > today) return [];
    const person = instance.rules.coverage === undefined ? undefined : actor.code;
    const subject = subjectOf(context, instance, person);
    return subject && mayWrite(context, subject) ? [subject] : [];
  });
}

export function isNamed({ catalogue }: Pick<FlowContext, 'catalogue'>, id: string, typed: string): boolean {
  const names = [...(templates.get(id)?.names ?? [])];
  const duty = catalogue.find(id);
  if (duty) names.push(duty.name.zh, duty.name.brief);
  return names.some((name) => name === typed || typed.includes(name));
}

/** The paper behind a number; of a statement the person's own. Nobody learns what is not his or her business. */
export async function subjectByNumber(context: ActorContext, number: string): Promise<Subject | Refusal> {
  const [row] = await context.tx
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .where(eq(dutyInstances.number, number));
  const [instance] = row ? await lockInstances(context.tx, [row.key]) : [];
  if (!instance) return unknown(number);
  const person = instance.rules.coverage === undefined ? undefined : context.actor.code;
  const subject = subjectOf(context, instance, person);
  if (subject && mayWrite(context, subject)) return subject;
  if (subject) return notYours(context, subject);
  return canSee(context.directory, context.actor.code, instance.orgCode, context.today)
    ? refuse('no_paper', text.no.noPaper(itemName(context, instance)))
    : unknown(number);
}

/** What happened once has no period to name. */
export function itemName(context: ActorContext, instance: DutyInstance): string {
  return instance.period.startsWith('ev:')
    ? context.catalogue.get(instance.duty).name.brief
    : itemOf(context, instance);
}

export async function ofDuty(
  { tx }: Pick<FlowContext, 'tx'>,
  duty: string,
  orgs: readonly string[],
  period?: Period,
): Promise<readonly DutyInstance[]> {
  if (orgs.length === 0) return [];
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(
        eq(dutyInstances.duty, duty),
        among(dutyInstances.orgCode, orgs),
        period === undefined ? undefined : eq(dutyInstances.period, period),
      ),
    )
    .orderBy(dutyInstances.period, dutyInstances.orgCode);
  return rows.map(toInstance);
}

/** Whether it can still be written: not filed, not settled, its period begun. `latest` is what was filed last. */
export function checkOpen(
  context: FlowContext,
  { instance, person }: Subject,
  latest: PaperVersion | undefined,
): Refusal | undefined {
  const item = itemOf(context, instance);
  if (person !== undefined && latest?.verdict === 'read') return refuse('settled', text.no.settled(item));
  if (instance.state === 'submitted' || latest?.verdict === null) {
    return refuse('already', text.no.already(item));
  }
  // One statement that came back is written again, whatever became of the others.
  if (person !== undefined && latest) return undefined;
  if (isStill(instance.state)) return refuse('settled', text.no.settled(item));
  return periodStart(instance.period) > context.today ? notBegun(context, instance.period) : undefined;
}
