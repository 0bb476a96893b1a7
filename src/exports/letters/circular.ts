import type { Day } from '../../calendar/day.ts';
import type { OfficialDocument } from '../document.ts';
import { officialDate } from '../official-date.ts';
import { circularText } from './text.ts';

/** Counts of one duty over all organisations of the circle: numbers, no organisation and no order of rank. */
export interface CircularRow {
  readonly duty: string;
  readonly owed: number;
  readonly inTime: number;
  readonly recordedLate: number;
  readonly extended: number;
  readonly doneLate: number;
  readonly undone: number;
  readonly waived: number;
}

export interface CircularFacts {
  readonly period: string;
  readonly orgs: number;
  readonly rows: readonly CircularRow[];
  readonly sender: string;
  readonly on: Day;
}

/** 通报: the table is filled in, what it means is written by people. */
export function circular({ period, orgs, rows, sender, on }: CircularFacts): OfficialDocument {
  const sum = (pick: (row: CircularRow) => number): number => rows.reduce((all, row) => all + pick(row), 0);
  const done = sum((row) => row.inTime + row.recordedLate + row.doneLate);
  const [situation = '', details = '', demands = ''] = circularText.sections;
  return {
    title: circularText.title(period),
    hasNumber: true,
    addressee: circularText.addressee,
    body: [
      { kind: 'heading', level: 1, text: situation },
      {
        kind: 'text',
        text: circularText.facts(
          period,
          orgs,
          sum((row) => row.owed),
          done,
        ),
      },
      {
        kind: 'table',
        table: {
          widths: [7, 3, 2.4, 2.4, 2.4, 2.4, 3, 2.4],
          header: circularText.header,
          rows: rows.map((row) => [
            row.duty,
            ...[
              row.owed,
              row.inTime,
              row.recordedLate,
              row.extended,
              row.doneLate,
              row.undone,
              row.waived,
            ].map(String),
          ]),
        },
      },
      { kind: 'text', text: `${circularText.note}${officialDate(on)}。` },
      { kind: 'heading', level: 1, text: details },
      { kind: 'text', text: circularText.byHand },
      { kind: 'heading', level: 1, text: demands },
      { kind: 'text', text: circularText.byHand },
    ],
    sender: { name: sender, hasSeal: true },
    on,
  };
}
