import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, facts, note, text as paragraph } from '../../src/cards/elements.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { text } from './text.ts';

/** Days, both included, on which an organisation and all below it stop. */
export interface Closure {
  readonly org: string;
  readonly from: Day;
  readonly to: Day;
  readonly reason: string;
}

type View = Pick<FlowContext, 'today' | 'calendar' | 'directory'>;

function spanFacts({ calendar, today }: View, { from, to, reason }: Closure) {
  const show = (day: Day): string => formatDay(day, calendar, today);
  const days = calendar.workdaysBetween(from, to) + (calendar.isWorkday(from) ? 1 : 0);
  return facts([
    [text.closureSpan, text.closureDays(show(from), show(to), days)],
    [text.reason, reason],
  ]);
}

export function closureCard(context: View, closure: Closure, orgs: number): object {
  const payload = { ...closure };
  return buildCard({
    title: text.closureTitle,
    subtitle: text.closureSubtitle(shortOrgName(context.directory, closure.org)),
    tone: 'info',
    summary: text.closureTitle,
    blocks: [
      spanFacts(context, closure),
      paragraph(text.closureEffect(orgs)),
      buttons([
        button({
          label: text.closureConfirm,
          name: 'confirm',
          action: 'extensions.close',
          payload,
          style: 'primary',
        }),
        button({ label: text.closureDrop, name: 'drop', action: 'extensions.drop_closure', payload }),
      ]),
    ],
  });
}

/** `count`: how many running items were timed anew; absent when it was dropped. */
export function closureClosedCard(context: View, closure: Closure, count: number | undefined): object {
  const isDropped = count === undefined;
  return buildCard({
    title: isDropped ? text.closureTitle : text.closureDone,
    subtitle: text.closureSubtitle(shortOrgName(context.directory, closure.org)),
    tone: isDropped ? 'closed' : 'done',
    summary: isDropped ? text.closureDropped : text.closureDone,
    blocks: [
      spanFacts(context, closure),
      isDropped ? paragraph(text.closureDropped) : note(text.closureDoneNote(count)),
    ],
  });
}
