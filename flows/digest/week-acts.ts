import { and, eq, inArray } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { lines, outbox } from '../../db/schema/index.ts';
import { addDays, type Day, dayOf, mondayOf } from '../../src/calendar/day.ts';
import { formatDay, formatDayShort } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { button, buttons, note } from '../../src/cards/elements.ts';
import { refuse } from '../../src/core/errors.ts';
import type { Action, ActorContext, Effect, FlowContext } from '../../src/engine/index.ts';
import { digestCardKind } from '../../src/notices/carried-cards.ts';
import type { LineDraft, LineRow } from '../../src/notices/lines.ts';
import { nextDigestMoment } from '../../src/notices/windows.ts';
import type { Directory } from '../../src/org/directory.ts';
import { type PostAt, reachableHolders } from '../../src/org/posts.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { Person, PostType } from '../../src/org/types.ts';
import { lastSunday, weeksBegin } from './missed-weeks.ts';
import { text } from './text.ts';
import type { LineView } from './view.ts';
import { leadOf, type Week } from './week.ts';

/** Of a line that asks about a week as a whole; it stands beside the duties and is none. */
export const weekDuty = 'week';

/** What the reader did with the week on this card. */
export interface WeekMark {
  readonly isRead: boolean;
  readonly isAsked: boolean;
}

/** 已阅, and one question to whoever does the daily work (cards.md 10); what was pressed says so instead. */
export function weekActs(
  { directory, today }: Pick<FlowContext, 'directory' | 'today'>,
  { org }: Week,
  reader: string,
  { isRead, isAsked }: WeekMark = { isRead: false, isAsked: false },
): readonly Block[] {
  const asked = askedBy(directory, org, reader, today);
  const done = [
    ...(isRead ? [text.weekRead] : []),
    ...(isAsked && asked ? [text.weekAsked(postName(asked.post))] : []),
  ];
  return [
    buttons([
      ...(isRead
        ? []
        : [
            button({ label: text.readWeek, name: 'week_read', action: 'digest.read_week', style: 'primary' }),
          ]),
      ...(isAsked || !asked
        ? []
        : [
            button({
              label: text.askWeek(postName(asked.post)),
              name: 'week_ask',
              action: 'digest.ask_week',
            }),
          ]),
    ]),
    ...(done.length > 0 ? [note(done.join(text.semicolon))] : []),
  ];
}

/** Where daily work is done, below a leading group or in the work committee; a post that cannot be reached is passed over. */
const asked: Readonly<Partial<Record<string, readonly PostType[]>>> = {
  leadership_group: ['organ_fulltime_deputy', 'organ_secretary', 'party_affairs_officer'],
  work_committee: ['work_committee_officer', 'work_committee_deputy_secretary'],
};

/** Whom this leader asks: never himself or herself. */
function askedBy(
  directory: Directory,
  org: string,
  leader: string,
  day: Day,
): (PostAt & { readonly people: readonly Person[] }) | undefined {
  const level = directory.org(org)?.level ?? '';
  const place = level === 'leadership_group' ? directory.managedBy(org)?.code : org;
  for (const post of place === undefined ? [] : (asked[level] ?? [])) {
    const { people } = reachableHolders(directory, place ?? '', post, day);
    if (people.some(({ code }) => code === leader)) return undefined;
    if (people.length > 0) return { org: place ?? '', post, people };
  }
  return undefined;
}

/** 已阅: only on the reader's own card; nobody hears of it. */
export const readWeek: Action = async (context) => {
  const card = await cardOf(context);
  if (!card) return refuse('gone', text.gone);
  await context.tx
    .update(outbox)
    .set({ state: 'read' })
    .where(and(eq(outbox.id, card.id), inArray(outbox.state, ['accepted', 'unknown'])));
  return { effects: [card.redraw], toast: { tone: 'success', text: text.weekRead } };
};

/** 问一下: one polite line on that person's next digest, once a week, like 催一下. */
export const askWeek: Action = async (context) => {
  const { tx, actor, directory, calendar, now, today } = context;
  const card = await cardOf(context);
  const lead = leadOf(directory, actor.code, today);
  // A question is about the week on the newest card.
  if (!card || !lead || mondayOf(card.day) !== mondayOf(today)) return refuse('gone', text.gone);
  const whom = askedBy(directory, lead.org, actor.code, today);
  if (!whom) return refuse('nobody', text.noOneToAsk);
  const toldTo = (day: Day): string => formatDay(day, undefined, today);
  const key = weekKey(lead.org, card.day, actor.code);
  if (await isAsked(tx, key)) {
    return { effects: [card.redraw], toast: { tone: 'info', text: text.weekAsked(postName(whom.post)) } };
  }
  const asOf = { ...context, now: card.sentAt, today: card.day };
  const from = (await weeksBegin(asOf, [actor.code])).get(actor.code);
  const drafts = whom.people.map(
    (person): LineDraft => ({
      kind: 'nudge',
      instanceKey: key,
      stage: 'ask',
      person: person.code,
      orgCode: whom.org,
      duty: weekDuty,
      period: mondayOf(card.day),
      post: whom.post,
      facts: { number: '', asker: { post: lead.post, org: lead.org }, from },
    }),
  );
  const [first = today] = whom.people.map(({ code }) => dayOf(nextDigestMoment(code, now, calendar))).sort();
  const trace = { org: lead.org, channel: 'card', object: key, action: 'ask', actor: actor.code } as const;
  return {
    effects: [{ do: 'lines', lines: drafts }, { do: 'audit', entry: trace }, card.redraw],
    toast: { tone: 'success', text: text.askedNow(postName(whom.post), toldTo(first)) },
    undo: { none: text.askIsFinal, isToast: true },
  };
};

/** The question as the one who is asked reads it. */
export function askedWeek(
  { directory, today }: Pick<FlowContext, 'directory' | 'today'>,
  line: LineRow,
): LineView {
  const { asker, ...facts } = line.facts as { readonly asker: PostAt; readonly from?: Day };
  const to = lastSunday(line.period as Day);
  const from = facts.from ?? addDays(to, -6);
  return {
    section: 'reports',
    item: text.askedItem(formatDayShort(from, today), formatDayShort(to, today)),
    org: shortOrgName(directory, asker.org),
    details: [text.askedWeek(postName(asker.post))],
    ...{ isOwn: false, isReminder: false, isHeld: false, isPrivate: false, isChief: false, isBelow: false },
    ...{ mayUrge: false, isNudged: false, aside: '', source: '', number: '' },
    instanceKey: line.instanceKey,
    duty: line.duty,
    post: line.post,
  };
}

/** What the reader of this digest did with the week on it. */
export async function readMark(
  context: Pick<FlowContext, 'directory' | 'today'> & { readonly tx: Reader },
  reader: string,
  { state, day }: { readonly state: string; readonly day: Day },
): Promise<WeekMark> {
  const lead = leadOf(context.directory, reader, context.today);
  return {
    isRead: state === 'read',
    isAsked: lead !== undefined && (await isAsked(context.tx, weekKey(lead.org, day, reader))),
  };
}

async function isAsked(tx: Reader, key: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: lines.id })
    .from(lines)
    .where(and(eq(lines.instanceKey, key), eq(lines.stage, 'ask')))
    .limit(1);
  return row !== undefined;
}

function weekKey(org: string, day: Day, leader: string): string {
  return `${org}/${weekDuty}/${mondayOf(day)}/${leader}`;
}

/** The pressed digest, and how it is drawn anew. */
async function cardOf({
  tx,
  messageId,
  actor,
}: ActorContext): Promise<
  { readonly id: string; readonly sentAt: Date; readonly day: Day; readonly redraw: Effect } | undefined
> {
  const [row] = await tx
    .select({ id: outbox.id, sendingAt: outbox.sendingAt })
    .from(outbox)
    .where(and(eq(outbox.messageId, messageId), eq(outbox.personCode, actor.code)));
  if (!row?.sendingAt) return undefined;
  const redraw = {
    ...({ do: 'keep_live', messageId, kind: digestCardKind } as const),
    subject: `${row.id}#0`,
    person: actor.code,
  };
  return { id: row.id, sentAt: row.sendingAt, day: dayOf(row.sendingAt), redraw };
}
