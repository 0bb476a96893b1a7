import { cpus, loadavg, totalmem } from 'node:os';

export type Backend = 'embedded' | 'servers';

export interface Result {
  readonly name: string;
  readonly backend: Backend;
  readonly ours: number;
  readonly limit: number;
  readonly unit: string;
  /** Our speed divided by the limit's: higher is better, whatever the unit. */
  readonly ratio: number;
  readonly note: string;
}

/** A benchmark beside the most direct code for the same work. Each run measures both. */
export interface Bench {
  readonly name: string;
  run(backend: Backend): Promise<readonly Result[]>;
}

export function byRate(result: Omit<Result, 'ratio'>): Result {
  return { ...rounded(result), ratio: ratioOf(result.ours, result.limit) };
}

export function byTime(result: Omit<Result, 'ratio'>): Result {
  return { ...rounded(result), ratio: ratioOf(result.limit, result.ours) };
}

function rounded<T extends { readonly ours: number; readonly limit: number }>(result: T): T {
  return { ...result, ours: Math.round(result.ours), limit: Math.round(result.limit) };
}

function ratioOf(part: number, whole: number): number {
  return Math.round((1000 * part) / whole) / 1000;
}

export function machine(): Readonly<Record<string, unknown>> {
  const [cpu] = cpus();
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpu: cpu?.model ?? 'unknown',
    cores: cpus().length,
    /** Others at work on it make every number smaller. */
    loadAverage: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    memoryGb: Math.round(totalmem() / 2 ** 30),
  };
}

export function table(results: readonly Result[]): string {
  const rows = results.map((result) => [
    result.name,
    result.backend,
    String(result.ours),
    String(result.limit),
    result.unit,
    result.ratio.toFixed(3),
    result.note,
  ]);
  const lines = [['name', 'backend', 'ours', 'limit', 'unit', 'ratio', 'note'], ...rows];
  const widths = lines[0]?.map((_, at) => Math.max(...lines.map((line) => line[at]?.length ?? 0))) ?? [];
  return lines
    .map((line) =>
      line
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
