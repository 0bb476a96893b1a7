import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { bold, type Rich, rich } from '../../src/cards/rich.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { pausedCalendar, pausesOf } from '../../src/duties/pauses.ts';
import { lapseBase } from '../../src/duties/stages.ts';
import { readPauses } from '../../src/duties/store.ts';
import { feedbackButton } from '../../src/engine/feedback-button.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { postAt } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { PostType } from '../../src/org/types.ts';
import { text } from './text.ts';

/** A phone shows them without scrolling far; the rest is one press away. */
const mostItems = 8;

interface Seat {
  readonly org: string;
  readonly post: PostType;
  readonly isVacant?: boolean | undefined;
  readonly instances?: readonly string[] | undefined;
}

/** What is open, by when, and what is late since when; of who had it before not a word. */
export async function handOverCard(
  context: FlowContext,
  { org, post, isVacant, instances }: Seat,
  open: readonly DutyInstance[],
  requests: number,
): Promise<object> {
  const pauses = await readPauses(context.tx);
  const where = postAt(context.directory, org, post);
  const slips = pausedCalendar(context.calendar, pausesOf(context.directory, org, pauses));
  const late = open.filter(({ state }) => state === 'overdue');
  const ordered = [...late, ...open.filter((one) => !late.includes(one))];
  const shown = ordered.slice(0, mostItems);
  const rows = shown.map((one) =>
    rowOf(
      context,
      one,
      late.includes(one) ? slips.workdaysBetween(lapseBase(one).from, context.today) : undefined,
    ),
  );
  const ofThemLate = text.ofThemLate(late.length);
  const whole = isVacant
    ? text.vacantOver(postName(post), open.length, ofThemLate)
    : text.handOver(open.length, ofThemLate);
  const intro = instances ? text.namedOver(open.length, ofThemLate) : whole;
  const hasItems = open.length > 0;
  return buildCard({
    title: text.handOverTitle,
    subtitle: where,
    tone: 'todo',
    tag: hasItems ? text.handOverTag(open.length) : text.requestsTag(requests),
    summary: hasItems ? text.handOverSummary(where, open.length) : text.requestsSummary(where, requests),
    blocks: [
      ...(hasItems ? [paragraph(intro), list(rows)] : []),
      ...(open.length > mostItems ? [note(text.more(open.length - mostItems))] : []),
      ...(requests > 0 ? [paragraph(text.requests(requests))] : []),
      buttons([
        ...(hasItems ? itemButtons(shown) : []),
        ...(requests > 0
          ? [
              button({
                label: text.showRequests,
                name: 'requests',
                action: 'extensions.show',
                style: hasItems ? undefined : 'primary',
              }),
            ]
          : []),
        feedbackButton('handover'),
      ]),
      ...(hasItems ? [note(text.handOverNote)] : []),
    ],
  });
}

/** Answered below: the card stays, with what else it offers. */
function itemButtons(shown: readonly DutyInstance[]) {
  const [todo, instances] = [{ line: text.todoLine }, shown.map(({ key }) => key)];
  return [
    button({ label: text.todo, name: 'todo', action: 'mine.todo', payload: todo, style: 'primary' }),
    button({ label: text.why, name: 'why', action: 'explain.why', payload: { instances } }),
  ];
}

function rowOf(
  { calendar, catalogue, today }: FlowContext,
  instance: DutyInstance,
  late: number | undefined,
): Rich {
  const { heldBy, period, duty } = instance;
  const due = formatDay(heldBy, calendar, today);
  const { brief } = catalogue.get(duty).name;
  const item = period.startsWith('ev:') ? brief : text.period(formatPeriod(period, today), brief);
  if (late === undefined) return rich`${bold(item)}  ${text.due(due)}`;
  return rich`${bold(item)}  ${late > 0 ? text.late(due, late) : text.lateToday(due)}`;
}
