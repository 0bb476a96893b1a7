import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { postTypes } from '../../src/org/types.ts';

const factKinds = ['meetings', 'attendance', 'progress', 'talks', 'rectification', 'own_attendance'] as const;
export type FactKind = (typeof factKinds)[number];

const section = z.strictObject({
  key: z.string().regex(/^[a-z_]+$/),
  title: z.string().min(1),
  facts: z.array(z.enum(factKinds)).default([]),
  /** What a person writes here, as a hint; absent: the figures say it all. */
  ask: z.string().optional(),
  start: z.enum(['none', 'next']).optional(),
});

const template = z.strictObject({
  duty: z.string(),
  names: z.array(z.string()).min(1),
  reader: z.enum(postTypes),
  review: z.string().optional(),
  sections: z.array(section).min(1),
});

export type Section = z.output<typeof section>;
/** What one kind of paper consists of, and who reads it: a row of data. */
export type Template = z.output<typeof template>;

const rows = z
  .array(template)
  .parse(parse(readFileSync(new URL('./templates.yaml', import.meta.url), 'utf8')));

export const templates: ReadonlyMap<string, Template> = new Map(rows.map((row) => [row.duty, row]));

/** The paper with a command of its own. */
export const quarterly = 'quarterly_work_report';

export function askedSections({ sections }: Template): readonly Section[] {
  return sections.filter(({ ask }) => ask !== undefined);
}
