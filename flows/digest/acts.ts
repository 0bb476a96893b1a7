import { addDays, type Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import type { Block, Button } from '../../src/cards/block.ts';
import { button, buttons, text as paragraph, picker } from '../../src/cards/elements.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { type Row, rowText } from './grouping.ts';
import type { WaitingRequest } from './items.ts';
import { standsFor } from './stands-for.ts';
import { text } from './text.ts';

/** One press asks so many owners at once at most; more is a matter for a meeting, not for a button. */
const mostAtOnce = 20;

/** One slip, or the same of several organisations, with what the reader may do about it (cards.md 9). */
export function rowBlocks(
  context: Pick<FlowContext, 'today' | 'calendar' | 'commands'>,
  row: Row,
  at: number,
  page: number,
): readonly Block[] {
  const [view] = row.views;
  if (!view) return [];
  const keys = row.views.map(({ instanceKey }) => instanceKey);
  const acts: Button[] = [];
  const { request } = view;
  if (request) acts.push(...answers(request, at));
  else if (view.isBelow && !view.isPrivate && !view.isNudged) {
    const asked = standsFor(keys, mostAtOnce);
    const label = row.views.length === 1 ? text.nudge : text.nudgeAll(asked.instances.length);
    const payload = { ...asked, page };
    acts.push(button({ label, name: `nudge_${at}`, action: 'escalation.nudge', payload }));
  }
  const known = standsFor(keys);
  const isAll = known.instances.length === keys.length;
  const hasLetters = context.commands.some(({ alias }) => alias === 'urge');
  if (hasLetters && view.mayUrge && !view.isPrivate && row.views.length === 1) {
    acts.push(
      button({
        label: text.letter,
        name: `letter_${at}`,
        action: 'escalation.letter',
        payload: { instance: view.instanceKey },
      }),
    );
  }
  return [
    paragraph(rowText(row)),
    ...(acts.length === 0 ? [] : [buttons(acts)]),
    ...(request ? [refusal(request, at)] : []),
    picker({
      name: `known_${at}`,
      action: 'escalation.known',
      payload: { ...known, page },
      placeholder: isAll ? text.knownPlaceholder : text.knownFirst(known.instances.length),
      options: knownOptions(context, view.knownUntil),
    }),
  ];
}

/** One press agrees; who wants another day or words of his or her own opens the request. */
function answers(request: WaitingRequest, at: number): readonly Button[] {
  return [
    button({
      label: text.agree(request.kind),
      name: `agree_${at}`,
      action: 'extensions.decide',
      payload: { request: request.id, verdict: 'agree' },
    }),
    button({ label: text.requests, name: `requests_${at}`, action: 'extensions.show' }),
  ];
}

/** A refusal says why: of the usual reasons one is chosen (cards.md 11), any other is typed on the request itself. */
function refusal(request: WaitingRequest, at: number): Block {
  return picker({
    name: `refuse_${at}`,
    action: 'extensions.decide',
    payload: { request: request.id, verdict: 'refuse' },
    placeholder: text.refuse(request.kind),
    options: text.refusals.map((reason) => ({ label: reason, value: reason })),
  });
}

/** A week, two, or a month from now, each on a working day; whoever has chosen may take it back. */
function knownOptions(
  { today, calendar }: Pick<FlowContext, 'today' | 'calendar'>,
  until: Day | undefined,
): readonly { readonly label: string; readonly value: string }[] {
  const days = [7, 14, 30].map((ahead) => {
    const day = addDays(today, ahead);
    return calendar.isWorkday(day) ? day : calendar.addWorkdays(day, 1);
  });
  return [
    ...[...new Set(days)].map((day) => ({
      label: text.knownFor(formatDay(day, undefined, today)),
      value: day,
    })),
    ...(until === undefined ? [] : [{ label: text.forgetKnown, value: 'none' }]),
  ];
}
