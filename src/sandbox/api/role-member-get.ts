import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { readIdTypes } from '../department-call.ts';
import { idOfDepartment } from '../departments.ts';
import { idOf } from '../id-type.ts';
import { rolesOf } from '../roles.ts';
import { needs } from '../scopes.ts';

export const roleMemberGet: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/functional_roles/:role_id/members/:member_id',
  scopes: needs.roles,
  perMinute: 100,
  handle: (call) => {
    const { world } = call.workspace;
    const types = readIdTypes(call);
    if (isFailed(types)) return types;
    const person = world.personBy(types.user, call.param('member_id'));
    const role = rolesOf(world).get(call.param('role_id'));
    if (!role) return failed(40001, 'param error: no such role');
    if (!person || !role.people.includes(person)) return failed(41050, 'no user authority error');
    const department = idOfDepartment(world.departments.of(person.openId), types.department);
    return done({
      member: { user_id: idOf(person, types.user), scope_type: 'Part', department_ids: [department] },
    });
  },
};
