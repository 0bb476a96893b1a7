import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { departmentView, readableDepartment, readIdTypes } from '../department-call.ts';
import { needs } from '../scopes.ts';

export const departmentGet: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/departments/:department_id',
  callers: 'both',
  scopes: needs.departments,
  handle: (call) => {
    const types = readIdTypes(call);
    if (isFailed(types)) return types;
    const department = readableDepartment(call, types, call.param('department_id'));
    return isFailed(department)
      ? department
      : done({ department: departmentView(call.workspace, department, types) });
  },
};
