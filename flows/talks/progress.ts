import { type Day, partsOf } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { type CoverageSubject, committeeOf } from '../../src/duties/coverage.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import { namedFor } from '../../src/duties/undone-names.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { coveredSoFar } from '../../src/engine/marking.ts';
import type { PostType } from '../../src/org/types.ts';
import { instancesFor, owedTalks } from './queries.ts';
import { branchTalks, mustTalk, organsOf, organTalk, pairUp, type TalkKind } from './rules.ts';
import { text } from './text.ts';

/** One duty of one organisation in numbers; the undone parts are those whose names this person may read. */
export interface Progress {
  readonly instance: DutyInstance;
  readonly done: number;
  readonly total: number;
  readonly named: readonly CoverageSubject[];
  /** May read all the names, not only the own one. */
  readonly isAnswering: boolean;
}

/** The same over many branches: numbers, whoever asks (duties.md f.2). */
export interface Totals {
  readonly kind: TalkKind;
  readonly done: number;
  readonly total: number;
  readonly complete: number;
  readonly orgs: number;
}

export interface ProgressView {
  /** Branches and organs in which this person has a part, with their duties. */
  readonly sections: readonly {
    readonly org: string;
    readonly isOrgan: boolean;
    readonly items: readonly Progress[];
    readonly mustOpen: number;
  }[];
  readonly totals: readonly { readonly org: string; readonly items: readonly Totals[] }[];
  /** Of somebody without a post: the own part, and whom to talk with first. */
  readonly own: readonly { readonly kind: TalkKind; readonly isDone: boolean }[];
  readonly partner: string | undefined;
}

/** Posts that read the numbers of everything below. */
const overseers: readonly PostType[] = [
  'organ_secretary',
  'organ_fulltime_deputy',
  'organ_committee_member',
  'party_affairs_officer',
  'general_branch_secretary',
  'leadership_secretary',
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'work_committee_officer',
];

export async function progressFor(context: ActorContext): Promise<ProgressView> {
  const { directory, actor, today } = context;
  const posts = directory.postsOf(actor.code, today);
  const seats = [...new Set(posts.map(({ org }) => org))].filter(
    (org) => directory.org(org)?.level === 'branch' && isOnCommittee(context, org),
  );
  const organs = organsOf(directory, actor.code, today);
  const watched = [...new Set(posts.filter(({ post }) => overseers.includes(post)).map(({ org }) => org))];
  const sections = [];
  for (const org of [...seats, ...organs]) {
    const isOrgan = organs.includes(org);
    const items = await itemsOf(context, [org], isOrgan ? [organTalk] : branchTalks);
    const mustOpen = isOrgan ? 0 : (await openMust(context, org)).length;
    if (items.length > 0 || mustOpen > 0) sections.push({ org, isOrgan, items, mustOpen });
  }
  const totals = [];
  for (const org of watched) {
    const branches = directory.branchesUnder(org).map(({ code }) => code);
    const items = summed(await itemsOf(context, branches, branchTalks));
    if (items.length > 0) totals.push({ org, items });
  }
  const own = await itemsOf(context, [actor.branch], ['talk_member_member']);
  return {
    sections,
    totals,
    own: own.map(({ instance, named }) => ({
      kind: instance.duty as TalkKind,
      isDone:
        isSettled(instance.state) ||
        !named.some(({ people }) => people.some(({ code }) => code === actor.code)),
    })),
    partner: own.length > 0 ? partnerOf(context, own[0]?.instance) : undefined,
  };
}

function isOnCommittee({ directory, actor, today }: ActorContext, org: string): boolean {
  return committeeOf(directory, org, today).some(({ code }) => code === actor.code);
}

async function openMust(context: ActorContext, org: string): Promise<readonly DutyInstance[]> {
  return (await instancesFor(context.tx, [org], [mustTalk])).filter(({ state }) => !isSettled(state));
}

/** This year's instances, and what is still open of earlier years. */
export async function itemsOf(
  context: ActorContext,
  orgs: readonly string[],
  duties: readonly string[],
): Promise<readonly Progress[]> {
  const { tx, directory, actor, today } = context;
  const year = String(partsOf(today).year);
  const found = (await instancesFor(tx, orgs, duties)).filter(
    ({ period, state }) => period === year || (period < year && !isSettled(state)),
  );
  const covered = await coveredSoFar(context, found);
  const order = [...branchTalks, organTalk] as readonly string[];
  return found
    .flatMap((instance): Progress[] => {
      const { subjects = [], undone = [] } = covered.get(instance.key) ?? {};
      if (subjects.length === 0) return [];
      const left = isSettled(instance.state) ? [] : undone;
      const named = namedFor(directory, instance, left, actor.code, today);
      const isAnswering = left.length > 0 && named.length === left.length && !isOnlyOwn(left, actor.code);
      return [{ instance, done: subjects.length - left.length, total: subjects.length, named, isAnswering }];
    })
    .sort((a, b) => order.indexOf(a.instance.duty) - order.indexOf(b.instance.duty));
}

function isOnlyOwn(undone: readonly CoverageSubject[], person: string): boolean {
  return undone.every(({ people }) => people.length === 1 && people[0]?.code === person);
}

function summed(items: readonly Progress[]): readonly Totals[] {
  return branchTalks.flatMap((kind) => {
    const ofKind = items.filter(({ instance }) => instance.duty === kind);
    if (ofKind.length === 0) return [];
    return [
      {
        kind,
        done: ofKind.reduce((sum, { done }) => sum + done, 0),
        total: ofKind.reduce((sum, { total }) => sum + total, 0),
        complete: ofKind.filter(({ done, total }) => done === total).length,
        orgs: new Set(ofKind.map(({ instance }) => instance.orgCode)).size,
      },
    ];
  });
}

/** From a plan over the whole branch, so that a name in it says nothing about who has talked and who has not. */
function partnerOf(
  { directory, actor }: ActorContext,
  instance: DutyInstance | undefined,
): string | undefined {
  if (!instance) return undefined;
  const members = directory
    .membersOf(actor.branch)
    .filter(({ status }) => status === 'full' || status === 'probationary');
  const pairs = pairUp(
    members.map(({ code }) => code),
    instance.key,
  );
  const mine = pairs.find((pair) => pair.includes(actor.code));
  const partner = mine?.find((code) => code !== actor.code);
  return partner === undefined ? undefined : directory.person(partner)?.name;
}

/** With whom talks owed on an event are open, and by when, the earliest first: for the one who has to see to it. */
export async function owedNames(context: ActorContext, org: string, on: Day): Promise<readonly string[]> {
  const { directory, calendar, today } = context;
  const isSecretary = directory
    .holders(org, 'branch_secretary', on)
    .some(({ person }) => person.code === context.actor.code);
  if (!isSecretary) return [];
  const members = directory.membersOf(org).map(({ code }) => code);
  const owed = members.length === 0 ? [] : await owedTalks(context.tx, members);
  const dueOf = new Map((await openMust(context, org)).map(({ key, heldBy }) => [key, heldBy]));
  return owed
    .map(({ otherCode, instanceKey }) => ({
      name: directory.person(otherCode)?.name ?? otherCode,
      due: dueOf.get(instanceKey ?? ''),
    }))
    .sort((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : (a.due ?? '') > (b.due ?? '') ? 1 : 0))
    .map(({ name, due }) => (due === undefined ? name : text.owedBy(name, formatDay(due, calendar, today))));
}
