import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const folder = new URL('.', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));

/** What the second opinion may take from elsewhere: facts, and words for them; nothing that works anything out. */
const facts = [
  '../../../db/client.ts',
  '../../../db/schema/index.ts',
  '../../calendar/day.ts',
  '../../calendar/workdays.ts',
  '../../core/errors.ts',
  '../../org/types.ts',
  '../catalogue/duty-def.ts',
];
/** Of these even the code may run: tables of the database, and the errors everybody throws. */
const running = ['../../../db/schema/index.ts', '../../core/errors.ts'];

describe('the second opinion', () => {
  it('takes from the rest of the product nothing but facts and types', () => {
    const seen = files.flatMap((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      const imports = [...text.matchAll(/^import (type )?(?:[^;]*?) from '(\.\.[^']+)';/gms)];
      return imports.map(([, type, path = '']) => ({ name, path, isType: type !== undefined }));
    });
    expect(seen.length).toBeGreaterThan(files.length);
    expect(seen.filter(({ path }) => !facts.includes(path))).toEqual([]);
    expect(seen.filter(({ path, isType }) => !isType && !running.includes(path))).toEqual([]);
  });
});
