import type { Directory } from './directory.ts';
import { shortOrgName } from './short-name.ts';

/** Which of these organisations is meant by a code, a name, or a part of one; undefined where none or several are. */
export function orgNamed(directory: Directory, codes: readonly string[], words: string): string | undefined {
  const said = words.trim().toUpperCase();
  if (said === '') return undefined;
  const known = codes.flatMap((code) => directory.org(code) ?? []);
  const namesOf = (code: string, name: string): readonly string[] =>
    [code, name, shortOrgName(directory, code)].map((one) => one.toUpperCase());
  const exact = known.find(({ code, name }) => namesOf(code, name).includes(said));
  if (exact) return exact.code;
  const near = known.filter(({ name }) => name.toUpperCase().includes(said));
  return near.length === 1 ? near[0]?.code : undefined;
}
