import { peopleBelow, rootId } from './departments.ts';
import type { Person } from './entities.ts';
import { isAvailable } from './range.ts';
import type { Workspace } from './workspace.ts';

interface Asked {
  readonly open_ids?: readonly string[] | undefined;
  readonly user_ids?: readonly string[] | undefined;
  readonly union_ids?: readonly string[] | undefined;
  readonly department_ids?: readonly string[] | undefined;
}

/** Everybody meant, once each, and what could not be understood. The root department is not allowed. */
export function batchReceivers(workspace: Workspace, ask: Asked) {
  const { world } = workspace;
  const openIds = new Set<string>();
  const take = (person: Person | undefined): boolean => {
    const isFine = person !== undefined && isAvailable(workspace, person);
    if (isFine) openIds.add(person.openId);
    return isFine;
  };
  const unknown = (type: string, ids: readonly string[] = []): string[] =>
    ids.filter((id) => !take(world.personBy(type, id)));
  const invalid = {
    invalid_open_ids: unknown('open_id', ask.open_ids),
    invalid_user_ids: unknown('user_id', ask.user_ids),
    invalid_union_ids: unknown('union_id', ask.union_ids),
    invalid_department_ids: (ask.department_ids ?? []).filter((id) => {
      const department =
        world.departments.find('open_department_id', id) ?? world.departments.find('department_id', id);
      if (!department || department.openId === rootId) return true;
      for (const person of peopleBelow(department)) take(person);
      return false;
    }),
  };
  return { openIds: [...openIds], invalid };
}
