import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { AppError } from '../core/errors.ts';
import { escalationProfiles, reminderProfiles } from './profiles.ts';

const dutySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z_]*$/),
  /** Two letters in the number people read aloud: D01B01-TD-2602. */
  short: z.string().regex(/^[A-Z]{2}$/),
  name: z.strictObject({ zh: z.string().min(1), brief: z.string().min(1), en: z.string().min(1) }),
  cadence: z.strictObject({ every: z.enum(['month', 'quarter', 'half', 'year']) }),
  owner: z.strictObject({ level: z.string(), post: z.string() }),
  heldBy: z.strictObject({ rule: z.string(), shift: z.enum(['prev', 'next']) }),
  recordBy: z.strictObject({ rule: z.string() }),
  evidence: z.strictObject({ required: z.array(z.string()), optional: z.array(z.string()).default([]) }),
  reminder: z.enum(Object.keys(reminderProfiles) as [string, ...string[]]),
  escalation: z.enum(Object.keys(escalationProfiles) as [string, ...string[]]),
  /** The action id of the button that begins the work, and its command for people who type. */
  start: z.strictObject({ action: z.string(), command: z.string() }),
  /** The same for a meeting that was held and only lacks its record. */
  record: z.strictObject({ action: z.string() }),
  source: z.array(
    z.strictObject({
      doc: z.string(),
      art: z.number().optional(),
      checked: z.boolean().optional(),
      clause: z.string().optional(),
    }),
  ),
});

/** A duty definition (职责项): a row of reviewed data, duties.md b.8. */
export type DutyDef = z.infer<typeof dutySchema>;

export class Catalogue {
  readonly duties: readonly DutyDef[];
  readonly #byId: ReadonlyMap<string, DutyDef>;

  constructor(duties: readonly DutyDef[]) {
    this.duties = duties;
    this.#byId = new Map(duties.map((duty) => [duty.id, duty]));
    if (this.#byId.size !== duties.length) {
      throw new AppError('invalid', 'catalogue_twin', 'two duties of the catalogue share an id');
    }
  }

  /** Throws AppError `bug` for an unknown id: instances are only made from the catalogue. */
  get(id: string): DutyDef {
    const duty = this.#byId.get(id);
    if (!duty) throw new AppError('bug', 'unknown_duty', `no duty ${id} in the catalogue`);
    return duty;
  }
}

/** Reads one YAML list of duties. Errors name file, line and field. */
export function readDuties(file: URL): readonly DutyDef[] {
  const path = fileURLToPath(file);
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const problems = document.errors.map(
    (error) => `${path}:${lines.linePos(error.pos[0]).line}: ${error.message}`,
  );
  const parsed = z.array(dutySchema).safeParse(document.toJS());
  for (const issue of parsed.error?.issues ?? []) {
    const node = document.getIn(
      issue.path.slice(0, -1).filter((key) => typeof key !== 'symbol'),
      true,
    );
    const at = hasRange(node) ? lines.linePos(node.range[0]).line : 1;
    problems.push(`${path}:${at}: ${issue.path.join('.')}: ${issue.message}`);
  }
  if (!parsed.data || problems.length > 0) throw new AppError('invalid', 'catalogue', problems.join('\n'));
  return parsed.data;
}

function hasRange(node: unknown): node is { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}
