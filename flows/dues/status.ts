import { type Refusal, refuse } from '../../src/core/errors.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import type { Action, ActorContext, Outcome } from '../../src/engine/index.ts';
import { coveredSoFar } from '../../src/engine/marking.ts';
import type { PostType } from '../../src/org/types.ts';
import { type MonthCount, namesCard, ownCard, statusCard } from './cards.ts';
import { keptBranches } from './keeper.ts';
import { monthsOf } from './queries.ts';
import { text } from './text.ts';

/** Posts that read the number of their branch, and of everything below. */
const branchReaders: readonly PostType[] = ['branch_secretary', 'branch_deputy_secretary'];
const overseers: readonly PostType[] = [
  'organ_secretary',
  'organ_fulltime_deputy',
  'party_affairs_officer',
  'leadership_secretary',
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'work_committee_officer',
];

/** How many months back counts are shown: dues in arrears are normally paid within half a year. */
const shownMonths = 6;

/** Numbers for those whose business it is; everybody else, and whoever asks for 我的, the own months. */
export async function showDues(context: ActorContext, isOwn: boolean): Promise<Outcome> {
  const org = isOwn ? undefined : readOrg(context);
  if (org === undefined) return { reply: await ownMonths(context) };
  const branches =
    context.directory.org(org)?.level === 'branch'
      ? [org]
      : context.directory.branchesUnder(org).map(({ code }) => code);
  const months = await monthsOf(context.tx, branches, context.today);
  const counts = await countsOf(context, months);
  const keeps = keptBranches(context).includes(org)
    ? counts
        .filter(({ isSettled: settled, done, total }) => !settled && done < total)
        .map(({ period }) => period)
    : [];
  return { reply: statusCard(context, org, counts, keeps) };
}

export const pressStatus: Action = async (context) => showDues(context, false);

function readOrg(context: ActorContext): string | undefined {
  const { directory, actor, today } = context;
  const [kept] = keptBranches(context);
  if (kept) return kept;
  const held = directory.postsOf(actor.code, today);
  for (const readers of [branchReaders, overseers]) {
    const found = held.find(({ post }) => readers.includes(post));
    if (found) return found.org;
  }
  return undefined;
}

async function countsOf(
  context: ActorContext,
  instances: readonly DutyInstance[],
): Promise<readonly MonthCount[]> {
  const covered = await coveredSoFar(context, instances);
  const byMonth = new Map<DutyInstance['period'], MonthCount>();
  for (const instance of instances) {
    const { subjects = [], undone = [] } = covered.get(instance.key) ?? {};
    const settled = isSettled(instance.state);
    const known = byMonth.get(instance.period);
    byMonth.set(instance.period, {
      period: instance.period,
      done: (known?.done ?? 0) + subjects.length - (settled ? 0 : undone.length),
      total: (known?.total ?? 0) + subjects.length,
      isSettled: settled && (known?.isSettled ?? true),
    });
  }
  return [...byMonth.values()].slice(-shownMonths);
}

async function ownMonths(context: ActorContext): Promise<object> {
  const { actor, tx, today } = context;
  const months = await monthsOf(tx, [actor.branch], today);
  const open = months.filter(({ state }) => !isSettled(state));
  const covered = await coveredSoFar(context, open);
  const unpaid = open.filter(({ key }) =>
    covered.get(key)?.undone.some((subject) => subject.key === actor.code),
  );
  return ownCard(
    context,
    actor.branch,
    unpaid.map(({ period }) => period),
    months.length > 0,
  );
}

/** 未登记名单: to the one who keeps the dues, in private, with a trace of the look. */
export const pressNames: Action = async (context, click): Promise<Outcome | Refusal> => {
  const org = String(click.payload.org);
  const period = String(click.payload.period);
  if (!keptBranches(context).includes(org)) return refuse('not_yours', text.no.noNames);
  const months = await monthsOf(context.tx, [org], context.today);
  const instance = months.find((month) => month.period === period);
  if (!instance) return refuse('not_yours', text.no.noNames);
  const undone = isSettled(instance.state)
    ? []
    : ((await coveredSoFar(context, [instance])).get(instance.key)?.undone ?? []);
  return {
    reply: namesCard(
      context,
      org,
      instance.period,
      undone.flatMap(({ people }) => people.map(({ name }) => name)),
    ),
    effects: [
      {
        do: 'audit',
        entry: {
          org,
          channel: 'card',
          object: instance.key,
          action: 'look_names',
          actor: context.actor.code,
          after: { shown: undone.length },
        },
      },
    ],
  };
};
