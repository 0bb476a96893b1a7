export type Node = Readonly<Record<string, unknown>>;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface Placed {
  readonly node: Node;
  /** The form it stands in, if any. */
  readonly form: Node | undefined;
}

/** Every tagged node of a card in reading order, with the form around it. */
export function* taggedNodes(value: unknown, form?: Node): Generator<Placed> {
  if (Array.isArray(value)) {
    for (const item of value) yield* taggedNodes(item, form);
    return;
  }
  if (!isNode(value)) return;
  if (typeof value.tag === 'string') yield { node: value, form };
  const inside = value.tag === 'form' ? value : form;
  for (const [key, child] of Object.entries(value)) {
    if (!opaqueKeys.has(key)) yield* taggedNodes(child, inside);
  }
}

/** Data of the sender, not structure: what looks like a component in there is none. */
const opaqueKeys: ReadonlySet<string> = new Set(['value', 'behaviors', 'chart_spec', 'rows', 'i18n_content']);

export function parseCard(content: string): Node | undefined {
  try {
    const card: unknown = JSON.parse(content);
    return isNode(card) ? card : undefined;
  } catch {
    return undefined;
  }
}
