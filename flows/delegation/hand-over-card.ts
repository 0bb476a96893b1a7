import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { bold, type Rich, rich } from '../../src/cards/rich.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { pausedCalendar, pausesOf } from '../../src/duties/pauses.ts';
import { lapseBase } from '../../src/duties/stages.ts';
import { readPauses } from '../../src/duties/store.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { noticeButtons } from '../../src/engine/notice-buttons.ts';
import { postAt, shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { PostType } from '../../src/org/types.ts';
import { text } from './text.ts';

/** A phone shows them without scrolling far; the rest is one press away. */
const mostItems = 8;

interface Seat {
  readonly org: string;
  readonly post: PostType;
  readonly isVacant?: boolean | undefined;
  readonly isPassed?: boolean | undefined;
  readonly instances?: readonly string[] | undefined;
}

interface Taken {
  /** What the post owes. */
  readonly open: readonly DutyInstance[];
  /** What it was told of and is late still. */
  readonly told: readonly DutyInstance[];
  /** Requests that wait for this person. */
  readonly requests: number;
}

/** What is open, by when, and what is late since when; of who had it before not a word. */
export async function handOverCard(
  context: FlowContext,
  { org, post, isVacant, isPassed, instances }: Seat,
  { open, told, requests }: Taken,
): Promise<object> {
  const pauses = await readPauses(context.tx);
  const where = postAt(context.directory, org, post);
  const daysLate = (one: DutyInstance): number =>
    pausedCalendar(context.calendar, pausesOf(context.directory, one.orgCode, pauses)).workdaysBetween(
      lapseBase(one).from,
      context.today,
    );
  const late = open.filter(({ state }) => state === 'overdue');
  const ordered = [...late, ...open.filter((one) => !late.includes(one))];
  const shown = ordered.slice(0, mostItems);
  const rows = shown.map((one) => rowOf(context, one, late.includes(one) ? daysLate(one) : undefined));
  const ofThemLate = text.ofThemLate(late.length);
  const whole = isVacant
    ? text.vacantOver(postName(post), open.length, ofThemLate)
    : text.handOver(open.length, ofThemLate);
  const intro = instances ? text.namedOver(open.length, ofThemLate) : whole;
  const asked = isPassed ? text.requestsPassed(postName(post), requests) : text.requests(requests);
  return buildCard({
    title: text.handOverTitle,
    subtitle: where,
    tone: 'todo',
    ...headline(where, open.length, told.length, requests),
    blocks: [
      ...(open.length > 0 ? [paragraph(intro), list(rows)] : []),
      ...(open.length > mostItems ? [note(text.more(open.length - mostItems))] : []),
      ...(told.length > 0 ? toldBlocks(context, told, daysLate) : []),
      ...(requests > 0 ? [paragraph(asked)] : []),
      buttons([
        ...(open.length > 0 ? [todoButton()] : []),
        ...(told.length > 0 ? [showButton('late', text.showLate, 'escalation.show', open.length === 0)] : []),
        ...(requests > 0
          ? [showButton('requests', text.showRequests, 'extensions.show', open.length + told.length === 0)]
          : []),
        ...noticeButtons('handover', {
          instances: [...shown, ...told.slice(0, mostItems)].map(({ key }) => key),
        }),
      ]),
      ...(open.length > 0 ? [note(text.handOverNote)] : []),
    ],
  });
}

function headline(where: string, open: number, told: number, requests: number) {
  if (open > 0) return { tag: text.handOverTag(open), summary: text.handOverSummary(where, open) };
  if (told > 0) return { tag: text.handOverTag(told), summary: text.toldSummary(where, told) };
  return { tag: text.requestsTag(requests), summary: text.requestsSummary(where, requests) };
}

function showButton(name: string, label: string, action: string, isFirst: boolean) {
  return button({ label, name, action, style: isFirst ? 'primary' : undefined });
}

function toldBlocks(
  context: FlowContext,
  told: readonly DutyInstance[],
  daysLate: (one: DutyInstance) => number,
) {
  const rows = told
    .slice(0, mostItems)
    .map((one) => rowOf(context, one, daysLate(one), shortOrgName(context.directory, one.orgCode)));
  return [
    paragraph(text.toldOver(told.length)),
    list(rows),
    ...(told.length > mostItems ? [note(text.moreLate(told.length - mostItems))] : []),
  ];
}

/** Answered below: the card stays, with what else it offers. */
function todoButton() {
  const payload = { line: text.todoLine };
  return button({ label: text.todo, name: 'todo', action: 'mine.todo', payload, style: 'primary' });
}

function rowOf(
  { calendar, catalogue, today }: FlowContext,
  instance: DutyInstance,
  late: number | undefined,
  org?: string,
): Rich {
  const { heldBy, period, duty } = instance;
  const due = formatDay(heldBy, calendar, today);
  const { brief } = catalogue.get(duty).name;
  const named = period.startsWith('ev:') ? brief : text.period(formatPeriod(period, today), brief);
  const item = org === undefined ? named : text.itemOf(org, named);
  if (late === undefined) return rich`${bold(item)}  ${text.due(due)}`;
  return rich`${bold(item)}  ${late > 0 ? text.late(due, late) : text.lateToday(due)}`;
}
