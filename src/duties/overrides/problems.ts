import { overrideProblems, overrideText } from '../../text/overrides.ts';

export type OverrideProblemCode = keyof typeof overrideProblems;

/** One finding about a file of overrides. `line` is the line of the file, or the row that Excel shows. */
export interface OverrideProblem {
  readonly line: number;
  readonly column: string;
  readonly sentence: string;
}

/** What the sentence of a code needs to be said. */
export type Words<C extends OverrideProblemCode> = Parameters<(typeof overrideProblems)[C]>;

/** A problem with its sentence; the words each sentence needs follow from its code. */
export function problemAt<C extends OverrideProblemCode>(
  line: number,
  column: string,
  code: C,
  ...words: Words<C>
): OverrideProblem {
  const say = overrideProblems[code] as (...words: Words<C>) => string;
  return { line, column, sentence: say(...words) };
}

/** What is wrong with a file, a line for each problem and one for their number. */
export function problemLines(file: string, problems: readonly OverrideProblem[]): readonly string[] {
  return [
    ...[...problems]
      .sort((a, b) => a.line - b.line)
      .map(({ line, column, sentence }) =>
        overrideText.problem(overrideText.place(file, line, column), sentence),
      ),
    overrideText.problemCount(problems.length),
  ];
}
