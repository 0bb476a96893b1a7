import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { AppError } from '../../core/errors.ts';
import { stableId } from '../../core/ids.ts';
import { catalogueProblems } from './checks.ts';
import { type DutyDef, dutySchema } from './duty-def.ts';
import { fieldName, rowProblems } from './issues.ts';
import { readYaml } from './yaml-lines.ts';

export type { DutyDef } from './duty-def.ts';

/** All duties there are. Throws AppError `invalid` when they contradict each other, a line for each problem. */
export class Catalogue {
  readonly duties: readonly DutyDef[];
  /** Changes when a row changes. */
  readonly version: string;
  readonly #byId: ReadonlyMap<string, DutyDef>;

  constructor(duties: readonly DutyDef[]) {
    const problems = catalogueProblems(duties);
    if (problems.length > 0) {
      const lines = problems.map(
        ({ duty, field, message }) => `${placeOf(duty, field)}: ${duty.id}.${field}: ${message}`,
      );
      throw new AppError('invalid', 'catalogue', lines.join('\n'));
    }
    this.duties = duties;
    this.version = stableId(JSON.stringify(duties));
    this.#byId = new Map(duties.map((duty) => [duty.id, duty]));
  }

  /** Throws AppError `bug` for an unknown id: instances are only made from the catalogue. */
  get(id: string): DutyDef {
    const duty = this.find(id);
    if (!duty) throw new AppError('bug', 'unknown_duty', `no duty ${id} in the catalogue`);
    return duty;
  }

  /** For ids that come from outside. */
  find(id: string): DutyDef | undefined {
    return this.#byId.get(id);
  }
}

/** Where a row was read: what contradicts another file can still name its own line. */
const places = new WeakMap<DutyDef, (field: string) => string>();

function placeOf(duty: DutyDef, field: string): string {
  return places.get(duty)?.(field) ?? 'catalogue';
}

/** Reads one YAML list of duties. Throws AppError `invalid`; every problem names file, line and field. */
export function readDuties(file: URL): readonly DutyDef[] {
  const path = fileURLToPath(file);
  return dutiesIn(readFileSync(path, 'utf8'), path);
}

/** The same for a text at hand; `path` is what its errors call it. */
export function dutiesIn(text: string, path: string): readonly DutyDef[] {
  const yaml = readYaml(text);
  const problems = yaml.problems.map(({ line, message }) => `${path}:${line}: ${message}`);
  const parsed = problems.length > 0 ? undefined : z.array(dutySchema).safeParse(yaml.value);
  for (const issue of parsed?.error?.issues ?? []) {
    for (const { path: at, message } of rowProblems(issue, yaml.value)) {
      problems.push(`${path}:${yaml.lineOf(at)}: ${fieldName(at, yaml.value)}: ${message}`);
    }
  }
  if (!parsed?.data) throw new AppError('invalid', 'catalogue', problems.join('\n'));
  parsed.data.forEach((duty, row) => {
    places.set(duty, (field) => `${path}:${yaml.lineOf([row, field])}`);
  });
  return parsed.data;
}

/** Every `duties*.yaml` one folder below `flows`, in the order of their names: the catalogue without the code around it. */
export function readCatalogue(flows: URL): Catalogue {
  const files = readdirSync(flows, { recursive: true, encoding: 'utf8' })
    .filter((name) => /^[^/\\]+[/\\]duties[a-z-]*\.yaml$/.test(name))
    .sort();
  return new Catalogue(files.flatMap((name) => readDuties(new URL(name.replaceAll('\\', '/'), flows))));
}
