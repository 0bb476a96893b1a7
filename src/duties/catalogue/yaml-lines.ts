import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';

export interface LocatedYaml {
  readonly value: unknown;
  /** What is wrong with the text as YAML. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  /** The line of a field by its path, from 1; of the nearest thing around it where the field is missing. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Reads YAML and remembers where everything stood, so that a refusal can name the line. */
export function readYaml(text: string): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problems = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    message: error.message,
  }));
  const offsetOf = (path: readonly PropertyKey[]): number => {
    const keys = path.filter((key) => typeof key !== 'symbol');
    for (let length = keys.length; length > 0; length--) {
      const parent = document.getIn(keys.slice(0, length - 1), true);
      const last = keys[length - 1];
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(last))
        : undefined;
      const node = pair?.key ?? document.getIn(keys.slice(0, length), true);
      if (isNode(node) && node.range) return node.range[0];
    }
    return 0;
  };
  return {
    value: problems.length > 0 ? undefined : document.toJS(),
    problems,
    lineOf: (path) => lines.linePos(offsetOf(path)).line || 1,
  };
}
