import { ancestors, type Department, rootId } from './departments.ts';
import type { Person } from './entities.ts';
import type { Settings } from './settings.ts';
import type { Workspace } from './workspace.ts';

type Range = Settings['availability'];

function coversDepartment(range: Range, department: Department): boolean {
  if (range === 'all' || range.includes(rootId)) return true;
  return (
    range.includes(department.openId) || [...ancestors(department)].some((one) => range.includes(one.openId))
  );
}

function covers({ world }: Workspace, range: Range, person: Person): boolean {
  if (range === 'all' || range.includes(person.openId)) return true;
  return coversDepartment(range, world.departments.of(person.openId));
}

export const hasResigned = ({ settings }: Workspace, person: Person): boolean =>
  settings.resigned.includes(person.openId);

/** Whether the bot may write to this person: inside the availability range and still employed. */
export function isAvailable(workspace: Workspace, person: Person): boolean {
  return covers(workspace, workspace.settings.availability, person) && !hasResigned(workspace, person);
}

export function isReadable(workspace: Workspace, person: Person): boolean {
  return covers(workspace, workspace.settings.contact_range, person);
}

/** The root can be read by whoever may read everybody. */
export function isDepartmentReadable({ settings }: Workspace, department: Department): boolean {
  return coversDepartment(settings.contact_range, department);
}
