import { pinyin } from 'pinyin-pro';
import { z } from 'zod';
import { descendants } from '../departments.ts';
import type { Person } from '../entities.ts';
import type { Workspace } from '../workspace.ts';
import { type ControlApp, onGet } from './input.ts';

const query = z.strictObject({
  q: z.string().default(''),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});

/** Search by a part of name, organisation or post, by the pinyin of the name, or by its initials. */
export function mountPeople(app: ControlApp, workspace: Workspace): void {
  const keys = new Map<string, string>();
  const keyOf = (person: Person): string => {
    let key = keys.get(person.openId);
    if (key === undefined) {
      const syllables = pinyin(person.name, { toneType: 'none', type: 'array' });
      const initials = syllables.map((syllable) => syllable[0] ?? '').join('');
      key =
        `${person.name}\n${person.org}\n${person.posts.join('\n')}\n${syllables.join('')}\n${initials}`.toLowerCase();
      keys.set(person.openId, key);
    }
    return key;
  };
  onGet(app, '/departments', z.strictObject({}), () => ({
    departments: [...descendants(workspace.world.departments.root)].map((one) => ({
      open_department_id: one.openId,
      name: one.name,
      parent: one.parent?.openId ?? '0',
      people: one.people.length,
    })),
  }));

  onGet(app, '/people', query, ({ q, limit }) => {
    const wanted = q.trim().toLowerCase();
    const people: Record<string, unknown>[] = [];
    for (const person of workspace.world.state.people.values()) {
      if (wanted !== '' && person.openId !== q && !keyOf(person).includes(wanted)) continue;
      people.push({ open_id: person.openId, name: person.name, org: person.org, posts: person.posts });
      if (people.length >= limit) break;
    }
    return { people };
  });
}
