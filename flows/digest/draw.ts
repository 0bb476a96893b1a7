import type { Reader } from '../../db/client.ts';
import { dayOf } from '../../src/calendar/day.ts';
import { readPauses } from '../../src/duties/store.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { LineRow } from '../../src/notices/lines.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Person } from '../../src/org/types.ts';
import { digestCard } from './cards.ts';
import { tellsOwn } from './grouping.ts';
import { readItems, readKnown } from './items.ts';
import { text } from './text.ts';
import { withFreshCounts } from './undone.ts';
import { type LineView, viewLine } from './view.ts';
import { waitingRequests } from './waiting.ts';
import { weekOf } from './week.ts';
import { askedWeek, type WeekMark, weekActs, weekDuty } from './week-acts.ts';

/** A digest to be drawn: when it leaves, and again whenever something on it changes that day. */
export interface Digest {
  readonly id: string;
  readonly person: Person;
  readonly isDirect: boolean;
  readonly lines: readonly LineRow[];
  readonly page: number;
  /** It is the one of a week's first working day: whoever leads reads the week on it, also where it leaves later. */
  readonly tellsWeek: boolean;
  /** When it left, where that is over: its week stays the same. */
  readonly sentAt?: Date | undefined;
  /** What the reader did with the week on it. */
  readonly mark?: WeekMark | undefined;
}

type DrawContext = Omit<FlowContext, 'tx'> & { readonly tx: Reader };

/** The cards of these digests by id; one that has nothing to say is left out. */
export async function drawDigests(
  context: DrawContext,
  digests: readonly Digest[],
): Promise<ReadonlyMap<string, object>> {
  const { tx, now } = context;
  const lines = await withFreshCounts(context, new Map(digests.map((digest) => [digest.id, digest.lines])));
  const keys = [...new Set([...lines.values()].flat().map((line) => line.instanceKey))];
  const people = [...new Set(digests.map(({ person }) => person.code))];
  const items = await readItems(tx, keys, now);
  const known = await readKnown(tx, people, keys);
  const sentAt = digests[0]?.sentAt;
  const weeks = await weekOf(
    sentAt ? { ...context, now: sentAt, today: dayOf(sentAt) } : context,
    digests.flatMap(({ tellsWeek, person }) => (tellsWeek ? [person.code] : [])),
  );
  const pauses = await readPauses(tx);
  const waiting = await waitingRequests(
    context,
    digests.flatMap(({ isDirect, person }) => (isDirect ? [] : [person.code])),
  );
  return new Map(
    digests.flatMap((digest): [string, object][] => {
      const { person, isDirect, page } = digest;
      const week = digest.tellsWeek ? weeks.get(person.code) : undefined;
      const own = lines.get(digest.id) ?? [];
      if (own.length === 0 && week === undefined) return [];
      const views = namingTwins(
        own.map((line) =>
          line.duty === weekDuty
            ? askedWeek(context, line)
            : viewLine({ ...context, pauses }, line, {
                item: items.get(line.instanceKey),
                knownUntil: known.get(`${person.code} ${line.instanceKey}`),
                person: person.code,
              }),
        ),
      );
      const place =
        own.length === 0 && week
          ? shortOrgName(context.directory, week.org)
          : placeOf(context, person, views);
      const requests = isDirect ? undefined : waiting.get(person.code);
      const blocks = week && [...week.blocks, ...weekActs(context, week, person.code, digest.mark)];
      const spec = { place, isDirect, page, week: blocks, weekSummary: week?.summary, waiting: requests };
      return [[digest.id, digestCard(context, newestOf(views), spec)]];
    }),
  );
}

/** Whose matters they are: that organisation; of several, the one for which this person hears of all of them, or a number. */
function placeOf({ directory, today }: DrawContext, person: Person, views: readonly LineView[]): string {
  const orgs = new Set(views.map(({ instanceKey }) => instanceKey.split('/')[0] ?? ''));
  const [only = person.branch] = orgs;
  if (orgs.size <= 1) return shortOrgName(directory, only);
  const posts = directory.postsOf(person.code, today);
  const heard = new Set(
    views.map(({ isOwn, post, instanceKey }) =>
      isOwn ? instanceKey.split('/')[0] : posts.find((held) => held.post === post)?.org,
    ),
  );
  const [over] = heard;
  if (heard.size === 1 && over !== undefined) return shortOrgName(directory, over);
  const areBranches = [...orgs].every((org) => directory.org(org)?.level === 'branch');
  return areBranches ? text.branches(orgs.size) : text.orgs(orgs.size);
}

/** To somebody who owes the same for two organisations each row and button says for which. */
function namingTwins(views: readonly LineView[]): readonly LineView[] {
  const orgs = new Map<string, Set<string>>();
  for (const view of views.filter(tellsOwn)) {
    orgs.set(view.item, (orgs.get(view.item) ?? new Set()).add(view.org));
  }
  return views.map((view) =>
    tellsOwn(view) && (orgs.get(view.item)?.size ?? 0) > 1
      ? { ...view, item: `${view.org} ${view.item}` }
      : view,
  );
}

/** Stages told together after a pause are one item: the newest says it all. The lines come in the order of stages. */
function newestOf(views: readonly LineView[]): readonly LineView[] {
  const newest = new Map(views.map((view) => [`${view.instanceKey} ${view.section}`, view]));
  return [...newest.values()];
}
