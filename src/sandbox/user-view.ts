import type { IdTypes } from './department-call.ts';
import { ancestors, idOfDepartment, rootId } from './departments.ts';
import type { Person } from './entities.ts';
import { hasResigned } from './range.ts';
import { fieldNeeds, has } from './scopes.ts';
import type { Workspace } from './workspace.ts';

const avatar = { avatar_72: '', avatar_240: '', avatar_640: '', avatar_origin: '' };

/** 2020-01-01 in Beijing, in seconds: the workspace does not know when people came. */
const joinedAt = 1_577_808_000;

export function statusOf(workspace: Workspace, person: Person): Record<string, boolean> {
  const isGone = hasResigned(workspace, person);
  return {
    is_frozen: workspace.settings.frozen.includes(person.openId),
    is_resigned: isGone,
    is_activated: !isGone,
    is_exited: false,
    is_unjoin: false,
  };
}

/** A person as the directory shows one: each group of fields needs its own scope. */
export function userView(workspace: Workspace, person: Person, types: IdTypes): Record<string, unknown> {
  const { settings, world } = workspace;
  const sees = (field: keyof typeof fieldNeeds): boolean => has(settings, fieldNeeds[field]);
  const department = world.departments.of(person.openId);
  const departmentId = idOfDepartment(department, types.department);
  const path = [department, ...ancestors(department)].filter((one) => one.openId !== rootId).reverse();
  return {
    open_id: person.openId,
    union_id: person.unionId,
    ...(sees('user_id') ? { user_id: person.userId } : {}),
    ...(sees('base')
      ? { name: person.name, en_name: '', nickname: '', avatar, status: statusOf(workspace, person) }
      : {}),
    ...(sees('email') ? { email: person.email } : {}),
    ...(sees('mobile') ? { mobile: person.mobile, mobile_visible: true } : {}),
    ...(sees('gender') ? { gender: 0 } : {}),
    ...(sees('department')
      ? {
          department_ids: [departmentId],
          orders: [
            { department_id: departmentId, user_order: 0, department_order: 1, is_primary_dept: true },
          ],
        }
      : {}),
    ...(sees('department_path')
      ? {
          department_path: path.map((one) => ({
            department_id: idOfDepartment(one, types.department),
            department_name: { name: one.name, i18n_name: { zh_cn: '', en_us: '', ja_jp: '' } },
          })),
        }
      : {}),
    ...(sees('employee')
      ? {
          leader_user_id: '',
          city: '',
          country: '',
          work_station: '',
          join_time: joinedAt,
          is_tenant_manager: false,
          employee_no: '',
          employee_type: 1,
          enterprise_email: '',
          job_title: person.posts[0] ?? '',
          job_level_id: '',
          job_family_id: '',
          dotted_line_leader_user_ids: [],
          custom_attrs: [],
        }
      : {}),
  };
}
