import type { Directory } from './directory.ts';
import { postName } from './terms.ts';
import type { PostType } from './types.ts';

/** How people of one organ call their own units: without the name of the organ in front. */
export function shortOrgName(directory: Directory, code: string): string {
  const org = directory.org(code);
  if (!org) return code;
  const leadership = directory.leadershipOf(code);
  if (!leadership || leadership.code === code) return org.name;
  let same = 0;
  while (same < leadership.name.length && leadership.name[same] === org.name[same]) same += 1;
  const rest = org.name.slice(same);
  return rest.length >= 3 ? rest : org.name;
}

/** A post with its unit in front: 办公室党支部 and 党支部书记 are 办公室党支部书记. */
export function postAt(directory: Directory, org: string, post: PostType): string {
  const [unit, name] = [shortOrgName(directory, org), postName(post)];
  const same = [...name].map((_, at) => at + 1).findLast((length) => unit.endsWith(name.slice(0, length)));
  return unit + name.slice(same ?? 0);
}
