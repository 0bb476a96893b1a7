import { type ApiAnswer, failed, isFailed } from './answers.ts';
import type { ApiCall } from './api-method.ts';
import { type Department, type DepartmentIdType, idOfDepartment, peopleBelow } from './departments.ts';
import { type IdType, idOf, readIdType } from './id-type.ts';
import { isDepartmentReadable } from './range.ts';
import type { Workspace } from './workspace.ts';

/** Which kinds of ids a directory call reads and answers with. */
export interface IdTypes {
  readonly user: IdType;
  readonly department: DepartmentIdType;
}

export function readIdTypes(call: ApiCall): IdTypes | ApiAnswer {
  const user = readIdType(call.query('user_id_type'), 'directory');
  if (isFailed(user)) return user;
  const department = call.query('department_id_type') ?? 'open_department_id';
  return department === 'open_department_id' || department === 'department_id'
    ? { user: user.type, department }
    : failed(40001, 'param error');
}

/** A department the caller may read. A person sees the whole tree, the app its contact range. */
export function readableDepartment(call: ApiCall, types: IdTypes, id: string): Department | ApiAnswer {
  const { workspace, caller } = call;
  const department = workspace.world.departments.find(types.department, id);
  if (!department) return failed(40015, 'department not exist');
  const isReadable = caller.kind === 'user' || isDepartmentReadable(workspace, department);
  return isReadable ? department : failed(40004, 'no dept authority error', { status: 403 });
}

/** Whoever holds a post leads; there is no other sign of it in the workspace. */
const leaderOf = (department: Department) => department.people.find((person) => person.posts.length > 0);

export function departmentView(
  { world }: Workspace,
  department: Department,
  types: IdTypes,
): Record<string, unknown> {
  const leader = leaderOf(department);
  const name = department.parent ? department.name : world.app.name;
  const members = [...peopleBelow(department)].length;
  return {
    name,
    i18n_name: { zh_cn: '', en_us: '', ja_jp: '' },
    parent_department_id: department.parent ? idOfDepartment(department.parent, types.department) : '',
    department_id: department.id,
    open_department_id: department.openId,
    leader_user_id: leader ? idOf(leader, types.user) : '',
    chat_id: '',
    order: String(department.order),
    unit_ids: [],
    member_count: members,
    primary_member_count: members,
    status: { is_deleted: false },
    leaders: leader ? [{ leaderType: 1, leaderID: idOf(leader, types.user) }] : [],
    department_hrbps: [],
  };
}
