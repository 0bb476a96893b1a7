import { and, eq, inArray, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import { formatPeriod } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, text as paragraph } from '../../src/cards/elements.ts';
import { bold, grey, rich } from '../../src/cards/rich.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { runningDays } from '../../src/duties/completion.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { pausedCalendar, pausesOf } from '../../src/duties/pauses.ts';
import { slipOf } from '../../src/duties/stages.ts';
import { readPauses, toInstance } from '../../src/duties/store.ts';
import { branchesWith, orgsWith, postsWith } from '../../src/engine/access.ts';
import type { Action, ActorContext, FlowContext, Outcome } from '../../src/engine/index.ts';
import { answersFor } from '../../src/org/scope.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { slipWords } from '../../src/text/lateness.ts';
import { text } from './text.ts';

const rowsPerPage = 15;

/** `/逾期 [支部|全部]`: what is late, for how long and why. Talks and dues are looked at where they belong. */
export async function overdueByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const words = line.trim();
  const scope = scopeOf(context);
  if (scope.named.length + scope.counted.length === 0) {
    return refuse('not_yours', text.no.notForYou(postsWith('overview')));
  }
  const isAll = words === '' || text.all.includes(words);
  const meant = isAll ? undefined : orgNamed(context, [...scope.named, ...scope.counted], words);
  if (!isAll && meant === undefined) return refuse('unknown_org', text.no.noSuchOrg(words));
  return { reply: await overdueCard(context, meant, 0) };
}

/** Whoever answers for nothing has nothing to look at, and is not offered it. */
export function looksAfter(context: ActorContext): boolean {
  const { named, counted } = scopeOf(context);
  return named.length + counted.length > 0;
}

/** 看逾期 on another card: the same, answered below it. */
export const showOverdue: Action = async (context) =>
  looksAfter(context)
    ? { reply: await overdueCard(context, undefined, 0) }
    : refuse('not_yours', text.no.notForYou(postsWith('overview')));

/** 更多 on that card. */
export const turnOverdue: Action = async (context, { payload }) => {
  const org = typeof payload.org === 'string' ? payload.org : undefined;
  const { named, counted } = scopeOf(context);
  if (org !== undefined && ![...named, ...counted].includes(org)) return refuse('gone', text.no.notTold);
  return { card: await overdueCard(context, org, Number(payload.page)) };
};

/**
 * Where items are shown one by one, and where only numbers are: the branch and its organ committee work with the
 * items, the leading group and the work committee see numbers beside what they were told of (duties.md f.2).
 */
function scopeOf(context: ActorContext): { readonly named: string[]; readonly counted: string[] } {
  const { directory, actor, today } = context;
  const named = new Set(branchesWith(context, 'record'));
  const counted = new Set<string>();
  for (const upper of orgsWith(context, 'overview')) {
    const level = directory.org(upper)?.level;
    const isNear = (org: string): boolean => directory.superiorOf(org)?.code === upper;
    for (const { code } of directory.orgs) {
      if (code !== upper && !answersFor(directory, actor.code, code, today)) continue;
      const isOrgan = level === 'organ_committee' || level === 'general_branch';
      const isDirectBranch =
        level === 'work_committee' && directory.org(code)?.level === 'branch' && isNear(code);
      if (code === upper || isOrgan || isDirectBranch) named.add(code);
      else counted.add(code);
    }
  }
  return { named: [...named], counted: [...counted].filter((code) => !named.has(code)) };
}

function orgNamed({ directory }: FlowContext, codes: readonly string[], words: string): string | undefined {
  const known = codes.flatMap((code) => directory.org(code) ?? []);
  const exact = known.find(({ code, name }) => code === words || name === words);
  return (exact ?? known.find(({ name }) => name.includes(words)))?.code;
}

async function overdueCard(context: ActorContext, org: string | undefined, page: number): Promise<object> {
  const { directory, calendar, today, tx } = context;
  const scope = scopeOf(context);
  const within = (codes: readonly string[]): readonly string[] =>
    org === undefined ? codes : codes.filter((code) => code === org);
  const late = await lateIn(context, within([...scope.named, ...scope.counted]));
  const told = await toldKeys(context);
  const named = late.filter(({ orgCode, key }) => scope.named.includes(orgCode) || told.has(key));
  const counted = late.filter((instance) => !named.includes(instance));
  // The week and /汇总 speak of those below alone.
  const own = orgsWith(context, 'overview');
  const isAbove = own.length > 0 && late.some(({ orgCode }) => !own.includes(orgCode));
  const atOwnLevel = isAbove ? late.filter(({ orgCode }) => own.includes(orgCode)).length : 0;
  const pauses = await readPauses(tx);
  const rows = named.slice(page * rowsPerPage, (page + 1) * rowsPerPage).map((instance) => {
    const slips = pausedCalendar(calendar, pausesOf(directory, instance.orgCode, pauses));
    const days = runningDays(instance, slips, today);
    const reason =
      instance.explanation === null ? text.noExplanation : text.explanation(instance.explanation);
    const item = `${shortOrgName(directory, instance.orgCode)} ${itemOf(context, instance)}`;
    const late = slipWords(slipOf(instance), days, context);
    return rich`${bold(item)}  ${late}；${reason}  ${grey(instance.number)}`;
  });
  const left = named.length - (page + 1) * rowsPerPage;
  const turn = (to: number, label: string, name: string) =>
    button({ label, name, action: 'escalation.overdue', payload: { page: to, ...(org ? { org } : {}) } });
  const blocks: Block[] = [
    paragraph(late.length === 0 ? text.nothingLate : text.lateCount(late.length, atOwnLevel)),
    list(rows),
    ...(counted.length === 0 ? [] : [paragraph(bold(text.counted)), list(countsOf(context, counted))]),
    buttons([
      ...(page > 0 ? [turn(page - 1, text.previous, 'previous')] : []),
      ...(left > 0 ? [turn(page + 1, text.next(left), 'next')] : []),
    ]),
  ];
  return buildCard({
    title: text.overdueTitle,
    subtitle: org === undefined ? undefined : shortOrgName(directory, org),
    tone: late.length === 0 ? 'info' : 'due',
    summary: late.length === 0 ? text.nothingLate : text.lateCount(late.length, atOwnLevel),
    blocks,
  });
}

async function lateIn({ tx }: FlowContext, orgs: readonly string[]): Promise<readonly DutyInstance[]> {
  if (orgs.length === 0) return [];
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(
        among(dutyInstances.orgCode, orgs),
        eq(dutyInstances.state, 'overdue'),
        sql`${dutyInstances.escalation} <> 'E_PRIVATE'`,
      ),
    )
    .orderBy(dutyInstances.orgCode, dutyInstances.heldBy, dutyInstances.key);
  return rows.map(toInstance);
}

/** What this person was told of by name, through whatever level. */
async function toldKeys({ tx, actor }: ActorContext): Promise<ReadonlySet<string>> {
  const rows = await tx
    .selectDistinct({ key: lines.instanceKey })
    .from(lines)
    .where(
      and(
        eq(lines.personCode, actor.code),
        eq(lines.state, 'carried'),
        inArray(lines.kind, ['overdue', 'escalation']),
      ),
    );
  return new Set(rows.map(({ key }) => key));
}

/** `2月主题党日` with how many there are, in the order of the catalogue's periods. */
function countsOf(context: FlowContext, instances: readonly DutyInstance[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const instance of instances) {
    const item = itemOf(context, instance);
    counts.set(item, (counts.get(item) ?? 0) + 1);
  }
  return [...counts].map(([item, count]) => text.countOf(item, count));
}

function itemOf({ catalogue, today }: FlowContext, { duty, period }: DutyInstance): string {
  return `${period.startsWith('ev:') ? '' : formatPeriod(period, today)}${catalogue.get(duty).name.brief}`;
}
