import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { readIdTypes } from '../department-call.ts';
import { idOfDepartment } from '../departments.ts';
import { idOf } from '../id-type.ts';
import { page } from '../paging.ts';
import { isReadable } from '../range.ts';
import { rolesOf } from '../roles.ts';
import { needs } from '../scopes.ts';

/** Who holds a functional role, and for which part of the organisation. */
export const roleMembers: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/functional_roles/:role_id/members',
  scopes: needs.roles,
  perMinute: 100,
  handle: (call) => {
    const { workspace } = call;
    const types = readIdTypes(call);
    if (isFailed(types)) return types;
    const role = rolesOf(workspace.world).get(call.param('role_id'));
    if (!role) return failed(40001, 'param error: no such role');
    const people = role.people.filter((person) => isReadable(workspace, person));
    const found = page(call, people, { usual: 20, max: 100 });
    if (isFailed(found)) return found;
    const { items, ...rest } = found;
    const members = items.map((person) => ({
      user_id: idOf(person, types.user),
      scope_type: 'Part',
      department_ids: [idOfDepartment(workspace.world.departments.of(person.openId), types.department)],
    }));
    return done({ members, ...rest });
  },
};
