import { z } from 'zod';
import { rolesOf } from '../roles.ts';
import type { Workspace } from '../workspace.ts';
import { type ControlApp, onGet } from './input.ts';

/** The ids of functional roles, which an administrator would read in the console. */
export function mountRoles(app: ControlApp, { world }: Workspace): void {
  onGet(app, '/roles', z.strictObject({}), () => ({
    roles: [...rolesOf(world)].map(([role_id, { name }]) => ({ role_id, name })),
  }));
}
