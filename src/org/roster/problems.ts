import { rosterProblems } from '../../text/roster.ts';

export type ProblemCode = keyof typeof rosterProblems;

/** One finding about a roster. `row` is the number Excel shows at the margin; the header is row 1. */
export interface RowProblem {
  readonly file: string;
  readonly row: number;
  readonly column: string;
  readonly code: ProblemCode;
  readonly sentence: string;
}

/** What the sentence of a code needs to be said. */
export type Words<C extends ProblemCode> = Parameters<(typeof rosterProblems)[C]>;

/** A problem with its sentence; the words each sentence needs follow from its code. */
export function problemAt<C extends ProblemCode>(
  file: string,
  row: number,
  column: string,
  code: C,
  ...words: Words<C>
): RowProblem {
  const say = rosterProblems[code] as (...words: Words<C>) => string;
  return { file, row, column, code, sentence: say(...words) };
}
