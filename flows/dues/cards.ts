import { formatPeriod } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { bold } from '../../src/cards/rich.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { text } from './text.ts';

type CardContext = Pick<FlowContext, 'today' | 'directory'>;

export interface MonthCount {
  readonly period: DutyInstance['period'];
  readonly done: number;
  readonly total: number;
  readonly isSettled: boolean;
}

/** One's own months, to oneself. */
export function ownCard(
  context: CardContext,
  branch: string,
  unpaid: readonly DutyInstance['period'][],
  hasMonths: boolean,
): object {
  const months = unpaid.map((period) => formatPeriod(period, context.today)).join(text.and);
  const fact = unpaid.length > 0 ? text.ownUnpaid(months) : hasMonths ? text.ownAllPaid : text.ownNothing;
  return buildCard({
    title: text.ownTitle,
    subtitle: shortOrgName(context.directory, branch),
    tone: unpaid.length > 0 ? 'todo' : 'done',
    tag: text.ownTag,
    summary: text.ownSummary,
    blocks: [paragraph(fact), note(text.ownNote)],
  });
}

/** Counts by month; the names stand behind a button that only the keeper is offered. */
export function statusCard(
  context: CardContext,
  org: string,
  months: readonly MonthCount[],
  keeps: readonly DutyInstance['period'][],
): object {
  const lines = months.map(({ period, done, total, isSettled }) => {
    const month = formatPeriod(period, context.today);
    return isSettled ? text.statusDone(month) : text.statusLine(month, done, total);
  });
  const looks = keeps.map((period) =>
    button({
      label: text.seeNames(formatPeriod(period, context.today)),
      name: `names_${period}`,
      action: 'dues.names',
      payload: { org, period },
    }),
  );
  return buildCard({
    title: text.statusTitle,
    subtitle: shortOrgName(context.directory, org),
    tone: 'info',
    summary: text.statusSummary,
    blocks: [
      ...(lines.length > 0 ? [list(lines)] : [paragraph(text.statusNothing)]),
      ...(looks.length > 0 ? [buttons(looks), note(text.keeperNote)] : [note(text.statusNote)]),
      note(text.reading),
    ],
  });
}

export function markedCard(
  context: CardContext,
  branch: string,
  period: DutyInstance['period'],
  sentences: readonly string[],
): object {
  return buildCard({
    title: text.markedTitle,
    subtitle: shortOrgName(context.directory, branch),
    tone: 'done',
    summary: text.markedSummary(formatPeriod(period, context.today)),
    blocks: sentences.map((sentence) => paragraph(sentence)),
  });
}

export function namesCard(
  context: CardContext,
  branch: string,
  period: DutyInstance['period'],
  names: readonly string[],
): object {
  const month = formatPeriod(period, context.today);
  return buildCard({
    title: text.namesTitle,
    subtitle: shortOrgName(context.directory, branch),
    tone: 'info',
    tag: text.namesTag,
    summary: text.namesSummary,
    blocks: [
      ...(names.length > 0
        ? [paragraph(bold(text.namesSection(month, names.length))), list(names)]
        : [paragraph(text.namesAllDone)]),
      note(text.namesNote),
    ],
  });
}
