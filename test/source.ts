import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('..', import.meta.url));
const folders = ['src', 'flows', 'db', 'test'];

/** Every file of ours as a path from the root; what drizzle-kit writes is not ours. */
export function ownFiles(): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        join(folder, path),
      ),
    )
    .filter((path) => !path.startsWith('db/migrations/') && statSync(join(root, path)).isFile())
    .sort();
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function isCode(path: string): boolean {
  return ['.ts', '.tsx', '.cjs'].includes(extname(path));
}

export function isTest(path: string): boolean {
  return path.startsWith('test/') || path.includes('.test.');
}

export interface CodeFacts {
  /** Strings, templates, patterns, names and page text with a Chinese character. Comments may quote a term. */
  readonly chinese: readonly string[];
  /** `new Date()`, `Date.now()`, `Math.random()`, `process.env`: the world reached past its one door. */
  readonly impure: readonly string[];
  /** `it.skip` and its like: tests that claim to be there. */
  readonly sleeping: readonly string[];
}

const impureNames = new Set(['Date.now', 'Math.random', 'process.env']);
const suites = new Set(['it', 'test', 'describe']);
const asleep = new Set(['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails']);

const known = new Map<string, CodeFacts>();

export function codeFacts(path: string): CodeFacts {
  const facts = known.get(path) ?? factsOf(path, textOf(path));
  known.set(path, facts);
  return facts;
}

export function factsOf(path: string, code: string): CodeFacts {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, kind);
  const chinese: string[] = [];
  const impure: string[] = [];
  const sleeping: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const name = node.getText();
      if (impureNames.has(name)) impure.push(name);
      const isSuite = ts.isIdentifier(node.expression) && suites.has(node.expression.text);
      if (isSuite && asleep.has(node.name.text)) sleeping.push(name);
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) {
      impure.push('new Date()');
    }
    const children = node.getChildCount();
    if (children === 0 && /\p{Script=Han}/u.test(node.getText())) chinese.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { chinese, impure, sleeping };
}
