import { and, asc, eq, inArray, or } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { addMonths, type Day, daysBetween } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { buttons, facts, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { pageOf, pager } from '../../src/cards/pages.ts';
import { bold, shorten } from '../../src/cards/rich.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { approvalsOf } from '../../src/duties/approvals.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { ledgerScope } from '../../src/duties/ledgers/scope.ts';
import { toInstance } from '../../src/duties/store.ts';
import { noticesSent } from '../../src/duties/term-notices.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import type { Action, ActorContext, Outcome } from '../../src/engine/index.ts';
import { orgNamed } from '../../src/org/org-named.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { Org, PostType } from '../../src/org/types.ts';
import { actsOf, type Standing } from './acts.ts';
import { owedNotices } from './owed-notices.ts';
import { spanUntil, termEnd } from './rules.ts';
import { nextStep, type Step, stepsOf } from './steps.ts';
import { text } from './text.ts';

const rowsPerPage = 15;
const elections: readonly string[] = ['branch_election', 'organ_election'];

/** `/换届 [支部]`: when a term ends, what has to be done by when. Its own branch's term every member may know. */
export async function termsByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const card = await termCard(context, line.trim(), 0);
  return 'sentence' in card ? card : { reply: card };
}

export const turnTerms: Action = async (context, { payload }) => {
  const card = await termCard(context, String(payload.org), payload.page);
  return 'sentence' in card ? card : { card };
};

/** 换届 on a digest: the organisation whose term it is. */
export const showElection: Action = async (context, { payload }) => {
  const [org = ''] = String(payload.instance).split('/');
  const card = await termCard(context, org, 0);
  return 'sentence' in card ? card : { reply: card };
};

async function termCard(context: ActorContext, words: string, at: unknown): Promise<object | Refusal> {
  const { directory, today } = context;
  const org = meantOrg(context, words);
  if (isRefusal(org)) return org;
  const name = shortOrgName(directory, org.code);
  const visible = visibleOrgs(context);
  const below = org.level === 'branch' ? [] : directory.branchesUnder(org.code);
  const terms = below
    .filter(({ code }) => visible.includes(code))
    .flatMap((one) => {
      const end = termEnd(one);
      return end === undefined ? [] : [{ one, end }];
    })
    .sort((a, b) => (a.end < b.end ? -1 : a.end > b.end ? 1 : 0));
  const page = pageOf(terms, at, rowsPerPage);
  const end = termEnd(org);
  const isWorkedOn = workedOn(context).includes(org.code);
  const blocks = [
    ...(end === undefined
      ? terms.length === 0
        ? [paragraph(text.noTerm)]
        : []
      : [termFacts(context, org, end)]),
    ...(end !== undefined && isWorkedOn ? stepBlocks(context, await standingOf(context, org, end)) : []),
    ...(page.at === 0 ? await owedNotices(context, org.code) : []),
    ...(terms.length === 0
      ? []
      : [
          paragraph(text.branches(terms.length)),
          list(
            page.shown.map((term) =>
              text.branch(shortOrgName(directory, term.one.code), endsOn(today, term.end)),
            ),
          ),
          ...pager(page, {
            action: 'elections.page',
            payload: { org: org.code },
            previous: text.previous,
            next: text.next,
          }),
        ]),
  ];
  const isNear = end !== undefined && end <= addMonths(today, 6);
  return buildCard({
    title: text.cardTitle,
    subtitle: name,
    tone: isNear ? 'todo' : 'info',
    summary: text.summary(name),
    blocks,
  });
}

/** The own organisations and those whose items this person works with: there the steps are shown. */
function workedOn(context: ActorContext): readonly string[] {
  const { directory, actor, today } = context;
  const own = orgsWith(context, 'agenda');
  return own.length === 0 ? [] : [...new Set([...own, ...ledgerScope(directory, actor.code, today).rows])];
}

function visibleOrgs(context: ActorContext): readonly string[] {
  const { directory, actor, today } = context;
  const near = workedOn(context);
  if (near.length === 0) return [];
  return [...new Set([...near, ...ledgerScope(directory, actor.code, today).counts])];
}

function meantOrg(context: ActorContext, words: string): Org | Refusal {
  const { directory, actor } = context;
  const visible = visibleOrgs(context);
  const code =
    words === '' ? (visible[0] ?? actor.branch) : orgNamed(directory, [...visible, actor.branch], words);
  const org = directory.org(code ?? '');
  return org ?? refuse('unknown_org', text.no.noSuchOrg(shorten(words, 20), postsWith('agenda')));
}

function termFacts({ today }: ActorContext, org: Org, end: Day) {
  const elected = org.electedOn;
  return facts([
    ...(org.termName === undefined ? [] : [[text.rows.term, org.termName] as const]),
    ...(elected ? [[text.rows.elected, formatDay(elected, undefined, today)] as const] : []),
    [text.rows.years, text.years(org.termYears ?? 0)],
    [text.rows.ends, endsOn(today, end)],
  ]);
}

/** Counted in years from the election: no holiday moves it. */
function endsOn(today: Day, end: Day): string {
  const { years, months, days } = spanUntil(today, end);
  const left = end > today ? text.left(years, months, days) : text.over(daysBetween(end, today));
  return text.ends(formatDay(end, undefined, today), left);
}

/** How far the election of this term has come. */
async function standingOf(context: ActorContext, org: Org, end: Day): Promise<Standing> {
  const found = await termInstances(context, org.code);
  const election = found.findLast(({ orgCode, duty }) => orgCode === org.code && elections.includes(duty));
  const notice = found.findLast(({ subject }) => subject === org.code);
  const key = election?.key ?? '';
  const approvals = (await approvalsOf(context.tx, key === '' ? [] : [key])).get(key) ?? {};
  const hasNotice = org.level === 'branch';
  const noticeSentOn = (await noticesSent(context.tx, key === '' ? [] : [key])).get(key);
  const steps = stepsOf({ end, notice, noticeSentOn, hasNotice, election, approvals }, context.calendar);
  return { notice, election, steps, next: nextStep(steps) };
}

function stepBlocks(context: ActorContext, standing: Standing): readonly Block[] {
  const { election, steps, next } = standing;
  const show = (day: Day): string => formatDay(day, context.calendar, context.today);
  const isDone = election?.state === 'done' || election?.state === 'done_late';
  const acts = actsOf(context, standing);
  return [
    ...(next && election ? [paragraph(bold(text.nextStep(stepWords(context, next))))] : []),
    ...(acts.length === 0 ? [] : [buttons(acts)]),
    paragraph(bold(text.steps)),
    list([
      ...(election?.originalHeldBy ? [text.extended(show(election.heldBy))] : []),
      ...steps.map((step) => `${step.doneOn === null ? text.todo : text.done}${stepWords(context, step)}`),
    ]),
    note(isDone ? text.rosterNext : text.rule),
  ];
}

function stepWords({ calendar, today }: ActorContext, step: Step): string {
  const show = (day: Day): string => formatDay(day, calendar, today);
  const { name, doneOn, dueOn, since, refused, plannedOn, decider } = step;
  const words = text.step[name];
  if (doneOn !== null) return words.done(show(doneOn));
  if (since !== null) return text.lies(words.what, show(since), postName(decider?.post as PostType));
  if (plannedOn !== null) return text.planned(show(plannedOn));
  const over = dueOn === null || dueOn >= today ? '' : text.overdue(calendar.workdaysBetween(dueOn, today));
  const due = dueOn === null ? words.what : `${words.due(show(dueOn))}${over}`;
  return refused === null ? due : text.refused(due, refused);
}

async function termInstances({ tx }: ActorContext, org: string): Promise<readonly DutyInstance[]> {
  const { duty, orgCode, subject, heldBy, key } = dutyInstances;
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(and(inArray(duty, [...elections, 'term_notice']), or(eq(orgCode, org), eq(subject, org))))
    .orderBy(asc(heldBy), asc(key));
  return rows.map(toInstance);
}
