import type { Day } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import { readWhen, type WhenOption } from '../../src/calendar/zh-dates.ts';
import { type Rhythm, rhythmSaid } from './rhythm.ts';
import { everybodyWords, quantityWords, untilSuffix } from './text.ts';

/** What a line says of a clause: the first word what, the second who, the rest by what it looks like. */
export interface AssignLine {
  readonly content: string;
  readonly who: string;
  readonly isEverybody: boolean;
  readonly quantity: string | undefined;
  readonly due: Day | undefined;
  /** Where it comes back: 每季度末. */
  readonly rhythm: Rhythm | undefined;
  /** A date that is not certain: asked back. */
  readonly doubt:
    | { readonly typed: string; readonly question: string; readonly options: readonly WhenOption[] }
    | undefined;
  readonly standard: string;
}

/** `事项 责任人 [数量] [期限] [标准]`; quantity and date may stand in any order before the standard. */
export function readAssign(
  line: string,
  at: { readonly now: Date; readonly calendar: WorkCalendar },
): AssignLine {
  const [content = '', who = '', ...rest] = line
    .trim()
    .split(/[\s;；]+/u)
    .filter((word) => word !== '');
  let quantity: string | undefined;
  let due: Day | undefined;
  let rhythm: Rhythm | undefined;
  let doubt: AssignLine['doubt'];
  const standard: string[] = [];
  for (const word of rest) {
    const isBefore = standard.length === 0;
    const said = word.replace(untilSuffix, '');
    const isDated = due !== undefined || rhythm !== undefined;
    const found = isBefore && !isDated ? rhythmSaid(said) : undefined;
    const when = isBefore && !isDated && !found ? readWhen(said, at) : undefined;
    const isDate = when && when.kind !== 'none' && when.rest.trim() === '';
    if (isBefore && quantity === undefined && quantityWords.test(word)) quantity = word;
    else if (found) rhythm = found;
    else if (isDate && when.kind === 'moment') due = when.day;
    else if (isDate && when.kind === 'ask')
      doubt = { typed: said, question: when.question, options: when.options };
    else standard.push(word);
  }
  return {
    content,
    who,
    isEverybody: everybodyWords.test(who),
    quantity,
    due,
    rhythm,
    doubt,
    standard: standard.join(' '),
  };
}
