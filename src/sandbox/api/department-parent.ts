import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { departmentView, readableDepartment, readIdTypes } from '../department-call.ts';
import { ancestors } from '../departments.ts';
import { page } from '../paging.ts';
import { isDepartmentReadable } from '../range.ts';
import { needs } from '../scopes.ts';

/** From the department's parent upwards, as far as the caller may read. */
export const departmentParent: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/departments/parent',
  callers: 'both',
  scopes: needs.departments,
  handle: (call) => {
    const { workspace, caller } = call;
    const types = readIdTypes(call);
    if (isFailed(types)) return types;
    const department = readableDepartment(call, types, call.query('department_id') ?? '');
    if (isFailed(department)) return department;
    const above = [...ancestors(department)].filter(
      (one) => caller.kind === 'user' || isDepartmentReadable(workspace, one),
    );
    const answer = page(call, above, { usual: 10, max: 50 });
    if (isFailed(answer)) return answer;
    return done({ ...answer, items: answer.items.map((one) => departmentView(workspace, one, types)) });
  },
};
