import { isRefusal } from '../../src/core/errors.ts';
import { importRoster } from '../../src/org/roster/import.ts';
import { loadRoster } from '../../src/org/roster-load.ts';
import type { Roster } from '../../src/org/types.ts';
import type { World } from './world.ts';

export type Posts = Roster['posts'];

/** A roster with other posts comes in, as of this moment of Beijing time; nobody has read it yet. */
export async function changePosts(world: World, at: string, change: (posts: Posts) => Posts): Promise<void> {
  const roster = await loadRoster(world.db);
  const options = { at: new Date(`${at}:00+08:00`), by: 'story', confirmMissing: true };
  const outcome = await importRoster(world.db, { ...roster, posts: change(roster.posts) }, options);
  if (isRefusal(outcome)) throw new Error(outcome.sentence);
}

/** Whoever holds it hands it to another person, by code. */
export function given(post: string, org: string, person: string): (posts: Posts) => Posts {
  return (posts) => posts.map((one) => (one.post === post && one.org === org ? { ...one, person } : one));
}

export async function codeOf(world: World, name: string): Promise<string> {
  return (await loadRoster(world.db)).people.find((person) => person.name === name)?.code ?? '';
}
