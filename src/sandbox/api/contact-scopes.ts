import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { readIdTypes } from '../department-call.ts';
import { idOfDepartment, rootId } from '../departments.ts';
import { idOf } from '../id-type.ts';
import { page } from '../paging.ts';
import { needs } from '../scopes.ts';
import type { Workspace } from '../workspace.ts';

/** Whose data the app may read. Of everybody: the departments at the top, and who belongs to none. */
export const contactScopes: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/scopes',
  scopes: needs.directory,
  handle: (call) => {
    const types = readIdTypes(call);
    if (isFailed(types)) return types;
    const { departments, people } = inRange(call.workspace);
    const all = [
      ...departments.map((one) => ({ department: idOfDepartment(one, types.department) })),
      ...people.map((person) => ({ user: idOf(person, types.user) })),
    ];
    const found = page<{ department?: string; user?: string }>(call, all, { usual: 50, max: 100 });
    if (isFailed(found)) return found;
    const { items, ...rest } = found;
    return done({
      department_ids: items.flatMap((one) => one.department ?? []),
      user_ids: items.flatMap((one) => one.user ?? []),
      group_ids: [],
      ...rest,
    });
  },
};

function inRange({ world, settings }: Workspace) {
  const range = settings.contact_range;
  if (range === 'all' || range.includes(rootId)) {
    return { departments: world.departments.root.children, people: world.departments.root.people };
  }
  return {
    departments: range.flatMap((id) => world.departments.find('open_department_id', id) ?? []),
    people: range.flatMap((id) => world.person(id) ?? []),
  };
}
