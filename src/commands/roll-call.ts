/** Names as typed, by what is said of them. */
export interface TypedRollCall {
  /** Everybody else is present: said, or implied by naming exceptions. */
  readonly isAll: boolean;
  readonly absent: readonly string[];
  readonly onLeave: readonly string[];
  readonly online: readonly string[];
  /** Words before the first sign that belong to none of these: the name of the activity, or a misreading. */
  readonly before: string;
}

type Bucket = 'absent' | 'onLeave' | 'online';

const signs: readonly { readonly pattern: string; readonly bucket?: Bucket }[] = [
  { pattern: '全部?(?:都)?到(?:会|齐|了)?|都到(?:了|齐了?)?|其余全?部?到会?' },
  { pattern: '除了?|没到|未到|缺席', bucket: 'absent' },
  { pattern: '请假', bucket: 'onLeave' },
  { pattern: '线上(?:参加)?', bucket: 'online' },
];

/** `全到 除 张三 李四 请假 王五` in any order; names are separated by spaces or commas. */
export function readRollCall(typed: string): TypedRollCall {
  const sign = new RegExp(signs.map(({ pattern }) => `(${pattern})`).join('|'), 'gu');
  const names: Record<Bucket, string[]> = { absent: [], onLeave: [], online: [] };
  let isAll = false;
  let bucket: Bucket | undefined;
  let from = 0;
  let before = '';
  const take = (to: number): void => {
    const words = typed.slice(from, to);
    if (bucket) names[bucket].push(...splitNames(words));
    else if (from === 0) before = words.trim();
  };
  for (const match of typed.matchAll(sign)) {
    take(match.index);
    const found = signs[match.slice(1).findIndex((group) => group !== undefined)];
    bucket = found?.bucket;
    if (!bucket) isAll = true;
    from = match.index + match[0].length;
  }
  take(typed.length);
  return { isAll: isAll || bucket !== undefined, ...names, before };
}

function splitNames(words: string): string[] {
  return words
    .split(/[\s，,、；;。]+|以外|之外|外$|都到了?|同志/u)
    .map((word) => word.replace(/^[：:]+|[：:]+$/gu, ''))
    .filter((word) => word !== '');
}

/** 张三和李四 is two people, 王和平 is one: only who knows the names can tell, so this is tried second. */
export function splitPair(words: string): readonly string[] {
  return words.split(/[和与及跟]/u).filter((word) => word !== '');
}
