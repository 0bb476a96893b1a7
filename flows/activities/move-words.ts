import type { Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { readWhen, type WhenOption } from '../../src/calendar/zh-dates.ts';
import { readLabels } from '../../src/commands/labels.ts';
import { foldTraditional } from '../../src/commands/traditional.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { longestField, type Moment } from './plan-rules.ts';
import { changeLead, placeLabel, placeWord, text } from './text.ts';

type MoveReading =
  | {
      readonly kind: 'move';
      /** Undefined: it stays when it was. */
      readonly at?: { readonly day: Day; readonly time: string };
      /** Undefined: it stays where it was. */
      readonly place?: string;
    }
  | {
      readonly kind: 'ask';
      readonly question: string;
      readonly options: readonly WhenOption[];
      readonly place: string;
    };

/** What follows the name of a meeting that is moved: a new time, a new place, or both. */
export function readMove(line: string, activity: Activity, at: Moment): MoveReading | Refusal {
  const when = readWhen(line, at);
  const place = readPlace(when.kind === 'none' ? line : when.rest);
  if (place.length > longestField) return refuse('too_long', text.no.fieldTooLong);
  if (when.kind === 'ask') return { kind: 'ask', question: when.question, options: when.options, place };
  const moved = place === '' ? {} : { place };
  if (when.kind === 'none') {
    return place === ''
      ? refuse('when_missing', text.no.whenMissing(text.moveExample))
      : { kind: 'move', ...moved };
  }
  const { day, time } = when;
  if (time) return { kind: 'move', at: { day, time }, ...moved };
  // Its own day beside a place only says which meeting is meant.
  if (place !== '' && day === activity.heldOn) return { kind: 'move', ...moved };
  return refuse('time_missing', text.no.timeMissing(formatDay(day, at.calendar, at.today)));
}

/** Behind its label, or a word that names a place by itself. */
function readPlace(words: string): string {
  const { head, parts } = readLabels(words, { place: placeLabel });
  if (parts.place !== undefined) return withoutLead(parts.place);
  const named = head.split(/[\s，,、；;。]+/u).map(withoutLead);
  return named.find((word) => placeWord.test(foldTraditional(word))) ?? '';
}

function withoutLead(word: string): string {
  return word.slice(changeLead.exec(foldTraditional(word))?.[0].length ?? 0).trim();
}
