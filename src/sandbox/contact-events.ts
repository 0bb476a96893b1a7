import type { Department } from './departments.ts';
import type { Person } from './entities.ts';
import { emit, userIds } from './events.ts';
import { fieldNeeds, has } from './scopes.ts';
import { statusOf } from './user-view.ts';
import type { Workspace } from './workspace.ts';

type Body = Record<string, unknown>;
type Kind = 'created' | 'updated' | 'deleted';

/** A person as a directory event tells of one; fields whose scope is missing are not there. */
function userObject(workspace: Workspace, person: Person): Body {
  const { settings, world } = workspace;
  const sees = (need: keyof typeof fieldNeeds): boolean => has(settings, fieldNeeds[need]);
  return {
    ...userIds(workspace, person),
    ...(sees('base') ? { name: person.name, en_name: '', nickname: '' } : {}),
    ...(sees('email') ? { email: person.email } : {}),
    ...(sees('mobile') ? { mobile: person.mobile } : {}),
    ...(sees('department')
      ? { department_ids: [world.departments.of(person.openId).openId], orders: [] }
      : {}),
    ...(sees('employee')
      ? {
          job_title: person.posts[0] ?? '',
          employee_type: 1,
          join_time: 0,
          status: statusOf(workspace, person),
        }
      : {}),
  };
}

/** `old` holds what changed alone, as it was. */
export function emitUser(
  workspace: Workspace,
  kind: Kind,
  person: Person,
  old: Body | undefined,
): string | undefined {
  const gone = {
    department_ids: [workspace.world.departments.of(person.openId).openId],
    open_id: person.openId,
  };
  const before = kind === 'updated' ? (old ?? {}) : kind === 'deleted' ? gone : undefined;
  return emit(workspace, `contact.user.${kind}_v3`, {
    object: userObject(workspace, person),
    old_object: before,
  });
}

function departmentObject(department: Department, isDeleted: boolean): Body {
  return {
    name: department.name,
    parent_department_id: department.parent?.openId ?? '0',
    department_id: department.id,
    open_department_id: department.openId,
    leader_user_id: '',
    chat_id: '',
    order: department.order,
    status: { is_deleted: isDeleted },
    leaders: [],
    department_hrbps: [],
  };
}

export function emitDepartment(
  workspace: Workspace,
  kind: Kind,
  department: Department,
  old: Body | undefined,
): string | undefined {
  const gone = {
    status: { is_deleted: false },
    open_department_id: department.openId,
    department_id: department.id,
  };
  const before = kind === 'updated' ? (old ?? {}) : kind === 'deleted' ? gone : undefined;
  return emit(workspace, `contact.department.${kind}_v3`, {
    object: departmentObject(department, kind === 'deleted'),
    old_object: before,
  });
}

type Ids = readonly string[];

/** Whose data the app may read has changed. */
export function emitScope(workspace: Workspace, added: Ids, removed: Ids): string | undefined {
  const part = (ids: Ids): Body => {
    const isDepartment = (id: string): boolean => id === '0' || id.startsWith('od-');
    return {
      departments: ids.filter(isDepartment).map((id) => ({ open_department_id: id })),
      users: ids
        .filter((id) => !isDepartment(id))
        .map((id) => {
          const person = workspace.world.person(id);
          return person ? userIds(workspace, person) : { open_id: id };
        }),
      user_groups: [],
    };
  };
  return emit(workspace, 'contact.scope.updated_v3', { added: part(added), removed: part(removed) });
}
