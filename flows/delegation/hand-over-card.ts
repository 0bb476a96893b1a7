import type { Day } from '../../src/calendar/day.ts';
import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph } from '../../src/cards/elements.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { pausedCalendar, pausesOf } from '../../src/duties/pauses.ts';
import { lapseBase } from '../../src/duties/stages.ts';
import { readPauses } from '../../src/duties/store.ts';
import { sayAction } from '../../src/engine/ask-back.ts';
import { feedbackButton } from '../../src/engine/feedback-button.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { PostType } from '../../src/org/types.ts';
import { text } from './text.ts';

const mostItems = 12;

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
  const where = text.postAt(shortOrgName(context.directory, org), postName(post));
  const slips = pausedCalendar(context.calendar, pausesOf(context.directory, org, pauses));
  const late = open.filter(({ state }) => state === 'overdue');
  const ordered = [...late, ...open.filter((one) => !late.includes(one))];
  const rows = ordered
    .slice(0, mostItems)
    .map((one) =>
      rowOf(
        context,
        one,
        late.includes(one) ? slips.workdaysBetween(lapseBase(one).from, context.today) : undefined,
      ),
    );
  const shown = open.slice(0, mostItems).map(({ key }) => key);
  const plain = isVacant ? text.vacantOver(postName(post), open.length) : text.handOver(open.length);
  const intro = instances ? text.namedOver(open.length) : plain;
  return buildCard({
    title: text.handOverTitle,
    subtitle: where,
    tone: 'todo',
    tag: text.handOverTag(open.length),
    summary: text.handOverSummary(where, open.length),
    blocks: [
      ...(open.length > 0 ? [paragraph(intro), list(rows)] : []),
      ...(open.length > mostItems ? [note(text.more(open.length - mostItems))] : []),
      ...(requests > 0 ? [paragraph(text.requests(requests))] : []),
      buttons([
        button({
          label: text.todo,
          name: 'todo',
          action: sayAction,
          payload: { line: text.todoLine },
          style: 'primary',
        }),
        ...(requests > 0
          ? [button({ label: text.showRequests, name: 'requests', action: 'extensions.show' })]
          : []),
        ...(shown.length > 0
          ? [button({ label: text.why, name: 'why', action: 'explain.why', payload: { instances: shown } })]
          : []),
        feedbackButton('handover'),
      ]),
      note(text.handOverNote),
    ],
  });
}

function rowOf(
  { calendar, catalogue, today }: FlowContext,
  instance: DutyInstance,
  late: number | undefined,
) {
  const { heldBy, number, period, duty } = instance;
  const show = (day: Day): string => formatDay(day, calendar, today);
  const { brief } = catalogue.get(duty).name;
  const item = period.startsWith('ev:') ? brief : text.period(formatPeriod(period, today), brief);
  if (late === undefined) return text.item(item, show(heldBy), number);
  return late > 0 ? text.late(item, show(heldBy), late, number) : text.lateToday(item, show(heldBy), number);
}
