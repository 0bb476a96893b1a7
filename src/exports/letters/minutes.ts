import type { Block, OfficialDocument } from '../document.ts';
import { listSign, minutesText, unknownPlace } from './text.ts';

export interface MinutesFacts {
  readonly org: string;
  readonly name: string;
  readonly when: string;
  readonly place: string;
  readonly topic: string;
  /** Empty where nobody can be taken for it: then it is written by hand. */
  readonly chair: string;
  readonly speaker: string;
  readonly recorder: string;
  readonly observers: string;
  readonly roll: {
    readonly expected: number;
    readonly present: number;
    readonly online: number;
    readonly full: number;
    readonly probationary: number;
    /** Names; the kind of a leave is its approver's alone. */
    readonly onLeave: readonly string[];
    readonly absent: readonly string[];
    /** Who asked for leave that nobody has decided on. */
    readonly pending: readonly string[];
  };
  /** What was written down, part by part. */
  readonly parts: readonly { readonly label: string; readonly words: string }[];
}

const listed = (names: readonly string[]): string => names.join(listSign);

/** 会议记录: what the record holds, with room for what is added by hand and for two signatures. */
export function minutes(facts: MinutesFacts): OfficialDocument {
  const { roll } = facts;
  const { labels } = minutesText;
  const parts: readonly Block[] = [
    ...facts.parts,
    { label: minutesText.different, words: minutesText.none },
  ].flatMap(({ label, words }): Block[] => [
    { kind: 'heading', level: 1, text: label },
    { kind: 'text', text: words },
  ]);
  const rollWords = minutesText.roll(
    roll.expected,
    roll.present,
    roll.online,
    roll.onLeave.length,
    roll.absent.length,
    roll.pending.length,
  );
  return {
    title: minutesText.title(facts.org, facts.name),
    body: [
      {
        kind: 'table',
        table: {
          widths: [2.4, 8],
          align: 'left',
          rows: [
            [labels.time, facts.when],
            [labels.place, facts.place || unknownPlace],
            [labels.topic, facts.topic],
            [labels.chair, facts.chair],
            ...(facts.speaker === '' ? [] : [[labels.speaker, facts.speaker]]),
            [labels.recorder, facts.recorder],
            [labels.roll, `${rollWords}\n${minutesText.ofWhom(roll.full, roll.probationary)}`],
            [labels.away, minutesText.away(listed(roll.onLeave), listed(roll.absent), listed(roll.pending))],
            ...(facts.observers === '' ? [] : [[labels.observers, facts.observers]]),
          ],
        },
      },
      ...parts,
      { kind: 'line', text: '' },
      { kind: 'line', text: minutesText.signed },
    ],
  };
}
