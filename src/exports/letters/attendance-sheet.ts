import type { Block, OfficialDocument } from '../document.ts';
import { sheetText, unknownPlace } from './text.ts';

export interface AttendanceSheetFacts {
  readonly org: string;
  readonly name: string;
  readonly when: string;
  readonly place: string;
  readonly topic: string;
  readonly people: readonly string[];
}

/** 签到表 to be printed: two people in a row, room to sign. */
export function attendanceSheet(facts: AttendanceSheetFacts): OfficialDocument {
  const { people } = facts;
  const half = Math.ceil(people.length / 2);
  const cells = (at: number): readonly string[] => {
    const name = people[at];
    return name === undefined ? ['', '', ''] : [String(at + 1), name, ''];
  };
  return {
    title: sheetText.title(facts.org, facts.name),
    body: [
      ...headOf(facts),
      {
        kind: 'table',
        table: {
          widths: [1.3, 2.4, 3, 1.3, 2.4, 3],
          header: [...sheetText.header, ...sheetText.header],
          rows: Array.from({ length: half }, (_, at) => [...cells(at), ...cells(at + half)]),
          // 34 people on the first page.
          rowHeight: 8.5,
        },
      },
    ],
  };
}

export interface FilledSheetFacts extends Omit<AttendanceSheetFacts, 'people'> {
  readonly people: readonly { readonly name: string; readonly mark: string; readonly how: string }[];
  readonly totals: {
    readonly expected: number;
    readonly present: number;
    readonly onLeave: number;
    readonly absent: number;
    readonly pending: number;
  };
  readonly recorder: string;
}

/** The same once the roll is closed: who was there, and who entered it. */
export function filledSheet(facts: FilledSheetFacts): OfficialDocument {
  const { expected, present, onLeave, absent, pending } = facts.totals;
  return {
    title: sheetText.title(facts.org, facts.name),
    body: [
      ...headOf(facts),
      { kind: 'line', text: sheetText.total(expected, present, onLeave, absent, pending) },
      {
        kind: 'table',
        table: {
          widths: [1.3, 3, 3, 3],
          header: sheetText.filled,
          rows: facts.people.map(({ name, mark, how }, at) => [String(at + 1), name, mark, how]),
        },
      },
      { kind: 'line', text: sheetText.recorder(facts.recorder) },
    ],
  };
}

function headOf({ when, place, topic }: Omit<AttendanceSheetFacts, 'people'>): readonly Block[] {
  return [
    { kind: 'line', text: sheetText.time(when) },
    { kind: 'line', text: sheetText.place(place || unknownPlace) },
    ...(topic === '' ? [] : [{ kind: 'line', text: sheetText.topic(topic) } as const]),
  ];
}
