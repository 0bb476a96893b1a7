import type { Roster } from '../../src/org/types.ts';

const wanted = 8_000;

/** A tree of 8,000 branches from a small roster: its branches and their people again and again, under new codes. */
export function manyBranches(roster: Roster): Roster {
  const branches = roster.orgs.filter(({ level }) => level === 'branch');
  const copies = Math.ceil(wanted / branches.length);
  const orgs = [...roster.orgs];
  const people = [...roster.people];
  const posts = [...roster.posts];
  const own = new Set(branches.map(({ code }) => code));
  for (let copy = 1; copy < copies; copy += 1) {
    const named = (code: string): string => `${code}N${copy}`;
    for (const branch of branches)
      orgs.push({ ...branch, code: named(branch.code), name: `${branch.name}${copy}` });
    for (const person of roster.people) {
      if (!own.has(person.branch)) continue;
      people.push({
        ...person,
        code: named(person.code),
        branch: named(person.branch),
        account: person.account === undefined ? undefined : named(person.account),
      });
    }
    for (const post of roster.posts) {
      if (own.has(post.org)) posts.push({ ...post, org: named(post.org), person: named(post.person) });
    }
  }
  return { orgs, people, posts };
}
