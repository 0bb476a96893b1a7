/** Room of one press: eight rows with two of these stay within what a card may hold. */
const mostBytes = 900;

export interface StandsFor {
  readonly instances: readonly string[];
  /** What the keys of a row have in common behind their organisations: `/duty/period`. */
  readonly about?: string;
}

/** The items a press stands for: all of these, named as briefly as they can be, or as many as there is room for. */
export function standsFor(keys: readonly string[], most = keys.length): StandsFor {
  const [first = ''] = keys;
  const about = first.slice(first.indexOf('/'));
  const isOneDuty = keys.length > 1 && keys.every((key) => key.slice(key.indexOf('/')) === about);
  const names = isOneDuty ? keys.map((key) => key.slice(0, key.indexOf('/'))) : keys;
  let bytes = 0;
  const instances = names.slice(0, most).filter((name) => {
    bytes += name.length + 3;
    return bytes <= mostBytes;
  });
  return isOneDuty ? { instances, about } : { instances };
}
