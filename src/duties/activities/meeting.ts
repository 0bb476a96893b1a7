import { foldTraditional } from '../../commands/traditional.ts';
import { meetingNames, spokenNames } from '../../text/meeting-names.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DutyDef } from '../catalogue/duty-def.ts';
import type { Activity } from './activity.ts';

type Held = Pick<Activity, 'duty' | 'also'>;

/** A title on a phone names no more duties beside the meeting's own. */
const mostNamed = 2;

/** The duties a meeting is held for, its own first; what each owes alone is marked by the roll and not among them. */
export function dutiesOf(catalogue: Catalogue, { duty, also }: Held): readonly DutyDef[] {
  return [catalogue.get(duty), ...catalogue.duties.filter(({ id }) => also.includes(id))];
}

/** What the meeting is called on cards: 主题党日暨党员大会. */
export function meetingName(catalogue: Catalogue, activity: Held): string {
  if (activity.also.length <= mostNamed) return nameInFull(catalogue, activity, 'brief');
  const [main, first] = dutiesOf(catalogue, activity);
  return meetingNames.andMore(joined([main, first], 'brief'));
}

/** The same with every duty, as on paper. */
export function nameInFull(catalogue: Catalogue, activity: Held, form: 'brief' | 'zh' = 'zh'): string {
  return joined(dutiesOf(catalogue, activity), form);
}

function joined(duties: readonly (DutyDef | undefined)[], form: 'brief' | 'zh'): string {
  const [main = '', ...others] = duties.flatMap((duty) => duty?.name[form] ?? []);
  return meetingNames.joined(main, others);
}

function namesOf({ id, name }: DutyDef): readonly string[] {
  return [name.zh, name.brief, ...(spokenNames[id] ?? [])];
}

/**
 * The duty a line begins with, by any of its names, the longest first; and what follows. Further names joined to it,
 * as our cards write them, are passed over.
 */
export function readItem(
  line: string,
  duties: readonly DutyDef[],
): { readonly duty: DutyDef; readonly rest: string } | undefined {
  const typed = line.trim();
  const said = foldTraditional(typed);
  const names = duties.flatMap((duty) => namesOf(duty).map((name) => ({ duty, name })));
  const [longest] = names
    .filter(({ name }) => said.startsWith(name))
    .sort((a, b) => b.name.length - a.name.length);
  if (!longest) return undefined;
  const rest = typed.slice(longest.name.length).trim();
  const joiner = meetingNames.joiner.exec(rest)?.[0] ?? '';
  const further = joiner === '' ? undefined : readItem(rest.slice(joiner.length), duties);
  return { duty: longest.duty, rest: further?.rest ?? rest };
}

/** Whether the words begin with the name of a duty for which none of these meetings is held. */
export function namesNone(catalogue: Catalogue, meetings: readonly Held[], words: string): boolean {
  const isNamed = (duties: readonly DutyDef[]): boolean => readItem(words, duties) !== undefined;
  return isNamed(catalogue.duties) && !meetings.some((one) => isNamed(dutiesOf(catalogue, one)));
}

/** Of these meetings the ones the words name, by any duty they are held for; all of them where none is named. */
export function calledBy<T extends Held>(
  catalogue: Catalogue,
  meetings: readonly T[],
  words: string,
): readonly T[] {
  const said = foldTraditional(words);
  const heard = meetings.map((one) => {
    const names = dutiesOf(catalogue, one).flatMap(namesOf);
    return Math.max(0, ...names.filter((name) => said.includes(name)).map(({ length }) => length));
  });
  const longest = Math.max(0, ...heard);
  return meetings.filter((_, at) => heard[at] === longest);
}
