import { foldTraditional } from '../../src/commands/traditional.ts';
import { readItem } from '../../src/duties/activities/meeting.ts';
import type { Catalogue, DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { isMeeting } from './kinds.ts';
import { text, togetherWords } from './text.ts';

/** 同时开党员大会, 和党员大会一起开 in a line that plans something else: which, and the line without it. */
export function readTogether(
  line: string,
  duty: DutyDef,
  catalogue: Catalogue,
): { readonly rest: string; readonly other?: DutyDef } {
  const match = togetherWords.exec(foldTraditional(line));
  const said = match?.groups?.ahead ?? match?.groups?.behind;
  const item = said === undefined ? undefined : readItem(said, catalogue.duties.filter(isMeeting));
  if (!match || !item || item.rest !== '' || item.duty === duty) return { rest: line };
  const rest = `${line.slice(0, match.index)} ${line.slice(match.index + match[0].length)}`.trim();
  return { rest, other: item.duty };
}

/** The same line, asked back: what was said of the other meeting stands in it again. */
export function withTogether(line: string, other: DutyDef | undefined): string {
  return other ? `${line} ${text.togetherLine(other.name.brief)}` : line;
}
