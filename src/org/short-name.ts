import type { Directory } from './directory.ts';

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
