import { formatDay, formatDayShort } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { list, note } from '../../src/cards/elements.ts';
import { bold, rich, shorten } from '../../src/cards/rich.ts';
import { prescribedWords } from '../../src/duties/overrides/words.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { OwnRule } from './own-rules.ts';
import type { YearRow } from './rules.ts';
import { text } from './text.ts';

/** The whole of it stands in /为什么. */
const longestDocument = 30;

/** A list, in two where a small line says what was prescribed otherwise for the row above it. */
export function rowBlocks(context: ActorContext, rows: readonly YearRow[]): readonly Block[] {
  const cut = rows.findIndex(({ own }) => own.length > 0);
  const items = cut < 0 ? rows : rows.slice(0, cut + 1);
  const shown = list(items.map((row) => rich`${bold(row.duty.name.zh)}  ${rowWords(context, row)}`));
  const last = rows[cut];
  if (!last) return [shown];
  return [
    shown,
    note(text.prescribed(last.own.map((rule) => ownWords(context, rule)))),
    ...rowBlocks(context, rows.slice(cut + 1)),
  ];
}

function ownWords({ directory, today }: ActorContext, rule: OwnRule): string {
  const { override, from, to } = rule;
  const org = shortOrgName(directory, override.org);
  const document = shorten(override.document, longestDocument);
  return text.prescribedOn(
    from && formatDayShort(from, today),
    to && formatDayShort(to, today),
    text.prescribedRule(prescribedWords(rule), org, document),
  );
}

function rowWords({ calendar, today }: ActorContext, row: YearRow): string {
  const { duty, done, late, total, next, isOff } = row;
  const { cadence } = duty;
  const isPeriodic = 'every' in cadence;
  const often = isPeriodic ? text.every[cadence.every] : cadence.on === 'event' ? text.onEvent : text.onTerm;
  // That a talk owed on an event took place is told to those concerned only (duties.md f.2).
  const isHidden = !isPeriodic && duty.privacy === 'private';
  const progress = isPeriodic
    ? text.progress(done, total)
    : total === 0
      ? text.notYet
      : text.happened(done, total);
  return [
    often,
    ...(isOff ? [text.off] : []),
    ...(isHidden || (isOff && total === 0) ? [] : [progress]),
    ...(late > 0 && !isHidden ? [text.late(late)] : []),
    ...(next && !isHidden ? [text.next(formatDay(next, calendar, today))] : []),
  ].join('，');
}
