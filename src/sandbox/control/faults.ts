import { z } from 'zod';
import { type FaultSpec, faultSchema } from '../faults.ts';
import type { Workspace } from '../workspace.ts';
import { type ControlApp, onDelete, onGet, onPost, refused } from './input.ts';

/** The one fault that is not counted and holds until it is taken back. */
const muteId = 0;

/** What goes wrong: told, listed with what is left of it, taken back. */
export function mountFaults(app: ControlApp, workspace: Workspace): void {
  const { faults, gateway } = workspace;
  const listed = () => [
    ...(gateway.isMuted ? [{ fault_id: muteId, kind: 'mute_sockets', left: null }] : []),
    ...faults.list(),
  ];
  onGet(app, '/faults', z.strictObject({}), () => ({ faults: listed() }));
  onPost(app, '/faults', faultSchema, (spec) =>
    happensAtOnce(workspace, spec)
      ? { fault_id: spec.kind === 'mute_sockets' ? muteId : null }
      : { fault_id: faults.add(spec).fault_id },
  );
  onDelete(app, '/faults', () => {
    faults.clear();
    gateway.mute(false);
    return {};
  });
  onDelete(app, '/faults/:fault_id', (param) => {
    const id = param('fault_id');
    if (id === String(muteId) && gateway.isMuted) {
      gateway.mute(false);
      return {};
    }
    return faults.remove(Number(id)) ? {} : refused(`no such fault: ${id}`, 404);
  });
}

function happensAtOnce({ tokens, gateway, world }: Workspace, spec: FaultSpec): boolean {
  switch (spec.kind) {
    case 'token_expire':
    case 'token_revoke':
      tokens.revokeAll();
      return true;
    case 'secret_rotate':
      world.rotateSecret(spec.secret ?? '');
      return true;
    case 'close_sockets':
      gateway.closeSockets(spec.code ?? 1006);
      return true;
    case 'mute_sockets':
      gateway.mute(true);
      return true;
    default:
      return false;
  }
}
