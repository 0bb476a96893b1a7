import type { Person } from './entities.ts';
import { digest } from './ids.ts';
import type { World } from './world.ts';

/** Every post is a functional role; its id depends on its name alone. */
const roleId = (post: string): string => digest(`role:${post}`, 16);

export function rolesOf(world: World): Map<string, { readonly name: string; readonly people: Person[] }> {
  const roles = new Map<string, { name: string; people: Person[] }>();
  for (const person of world.state.people.values()) {
    for (const name of person.posts) {
      const id = roleId(name);
      const role = roles.get(id) ?? { name, people: [] };
      role.people.push(person);
      roles.set(id, role);
    }
  }
  return roles;
}
