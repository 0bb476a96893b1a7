import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { readableDepartment, readIdTypes } from '../department-call.ts';
import { page } from '../paging.ts';
import { hasResigned } from '../range.ts';
import { needs } from '../scopes.ts';
import { userView } from '../user-view.ts';

/** Direct members alone. */
export const userFindByDepartment: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/users/find_by_department',
  callers: 'both',
  scopes: needs.directory,
  handle: (call) => {
    const { workspace } = call;
    const types = readIdTypes(call);
    if (isFailed(types)) return types;
    const department = readableDepartment(call, types, call.query('department_id') ?? '');
    if (isFailed(department)) return department;
    const people = department.people.filter((person) => !hasResigned(workspace, person));
    const answer = page(call, people, { usual: 10, max: 50 });
    if (isFailed(answer)) return answer;
    return done({ ...answer, items: answer.items.map((person) => userView(workspace, person, types)) });
  },
};
