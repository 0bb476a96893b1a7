import { and, eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyMarks } from '../../db/schema/index.ts';
import { refuse } from '../../src/core/errors.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { Undo, Undoing } from '../../src/engine/index.ts';
import { type BeforeSettling, unsettle, waitAgain } from '../../src/engine/unsettle.ts';
import { text } from './text.ts';

interface MarksUndo {
  readonly instance: string;
  readonly people: readonly string[];
  readonly before: readonly BeforeSettling[];
  /** The last mark settled the month. */
  readonly settled: boolean;
}

export function marksUndo(
  { key, orgCode: org }: DutyInstance,
  people: readonly string[],
  before: readonly BeforeSettling[],
  settled: boolean,
): Undoing {
  const payload: MarksUndo = { instance: key, people, before, settled };
  return { kind: 'dues.marks', payload: { ...payload }, org, object: key };
}

/** The marks of one line go; a month they had settled is open again. */
export const undoMarks: Undo = async (context, payload) => {
  const { instance, people, before, settled } = payload as unknown as MarksUndo;
  if (settled) {
    const problem = await unsettle(context, before);
    if (problem) return refuse(problem, text.no.undoChanged);
  } else {
    await waitAgain(
      context,
      before.flatMap(({ waiting }) => waiting),
    );
  }
  await context.tx
    .delete(dutyMarks)
    .where(and(eq(dutyMarks.instanceKey, instance), among(dutyMarks.subject, people)));
  return {};
};
