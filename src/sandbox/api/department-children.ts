import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { departmentView, readableDepartment, readIdTypes } from '../department-call.ts';
import { descendants } from '../departments.ts';
import { page } from '../paging.ts';
import { needs } from '../scopes.ts';

export const departmentChildren: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/departments/:department_id/children',
  callers: 'both',
  scopes: needs.departments,
  handle: (call) => {
    const { workspace, param, query } = call;
    const types = readIdTypes(call);
    if (isFailed(types)) return types;
    const department = readableDepartment(call, types, param('department_id'));
    if (isFailed(department)) return department;
    const isDeep = query('fetch_child') === 'true';
    const below = isDeep ? [...descendants(department)] : department.children;
    if (isDeep && below.length > workspace.settings.department_recursion_max) {
      return failed(43010, 'big dept forbid recursion error');
    }
    const answer = page(call, below, { usual: 10, max: 50 });
    if (isFailed(answer)) return answer;
    return done({ ...answer, items: answer.items.map((one) => departmentView(workspace, one, types)) });
  },
};
