// Reading of foreign JSON: every field may be missing or of another type.
export type Fields = Readonly<Record<string, unknown>>;

const nothing: Fields = Object.freeze({});

export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : nothing;
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The first of several places in which a field is known to appear. */
export function firstText(...values: readonly unknown[]): string {
  return values.map(text).find((value) => value !== '') ?? '';
}

export function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
