import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

export interface RowProblem {
  /** From the list of rows down to the field. */
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What the schema found, field by field, with the value that stands there. */
export function rowProblems(issue: Issue, rows: unknown): readonly RowProblem[] {
  const { path, message, ...inner } = nearestOf(issue);
  // A field nobody knows is named by the issue, not by its path.
  if (inner.code === 'unrecognized_keys') return inner.keys.map((key) => ({ path: [...path, key], message }));
  const found = valueAt(rows, path);
  // A check of several fields, or of a rule, says itself what it found.
  const isPlain = inner.code !== 'custom' && (typeof found === 'string' || typeof found === 'number');
  return [{ path, message: isPlain ? `${message}; found ${JSON.stringify(found)}` : message }];
}

/** The path as people look for it: the row by its id, where it has one. */
export function fieldName(path: readonly PropertyKey[], rows: unknown): string {
  const [row, ...fields] = path;
  const id = valueAt(rows, [row ?? '', 'id']);
  return [typeof id === 'string' && id !== '' ? id : row, ...fields].map(String).join('.');
}

/** Of a field with several forms: the form in which nothing but one value is not among the allowed ones. */
function nearestOf(issue: Issue): Issue {
  if (issue.code !== 'invalid_union') return issue;
  const close = issue.errors
    .filter((form) => form.every(({ code }) => code === 'invalid_value'))
    .flatMap((form) => form.slice(0, 1))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return close ? nearestOf({ ...close, path: [...issue.path, ...close.path] }) : issue;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}
