import { rhythmWords, text } from './text.ts';

/** How often something comes back, with the rule of its due day (duties.md b.1) and how often that is in a year. */
export interface Rhythm {
  readonly key: 'month' | 'quarter' | 'half' | 'year';
  readonly rule: string;
  readonly times: number;
}

/** The last weeks of a year are to stay free: what a list owes by its end is due on 20 December (duties.md e.2). */
const rhythms: readonly Rhythm[] = [
  { key: 'month', rule: 'EOM', times: 12 },
  { key: 'quarter', rule: 'EOQ', times: 4 },
  { key: 'half', rule: 'EOH', times: 2 },
  { key: 'year', rule: 'EOY:12-20', times: 1 },
];

export const rhythmOptions = rhythms.map(({ key }) => ({ label: text.rhythm[key], value: key }));

/** What stands where a date could: without the words that say no more than by when. */
export function rhythmSaid(words: string): Rhythm | undefined {
  return rhythms.find(({ key }) => rhythmWords[key].test(words));
}

export function rhythmNamed(key: unknown): Rhythm | undefined {
  return rhythms.find((one) => one.key === key);
}
