import { z } from 'zod';
import { emitScope } from '../contact-events.ts';
import { type Settings, settingsSchema } from '../settings.ts';
import type { Workspace } from '../workspace.ts';
import { mountFaults } from './faults.ts';
import { type ControlApp, onGet, onPost, refused } from './input.ts';

type Range = Settings['contact_range'];

export function mountSwitches(app: ControlApp, workspace: Workspace): void {
  const { webhook, world, push } = workspace;
  mountFaults(app, workspace);

  onGet(app, '/config', z.strictObject({}), () => ({ ...workspace.settings }));
  onPost(app, '/config', z.record(z.string(), z.unknown()), async (change) => {
    const parsed = settingsSchema.safeParse({ ...workspace.settings, ...change });
    if (!parsed.success) {
      return refused(
        parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
      );
    }
    const before = workspace.settings;
    const set = (settings: Settings): void => world.apply({ t: 'settings', settings });
    set(parsed.data);
    if (parsed.data.transport === 'webhook' && ('webhook' in change || before.transport === 'ws')) {
      const problem = await webhook.challenge(world.now());
      if (problem !== undefined) {
        set(before);
        return refused(`webhook: ${problem}`);
      }
      push.flush();
    }
    if ('contact_range' in change) tellRange(workspace, before.contact_range, parsed.data.contact_range);
    return { ...workspace.settings };
  });
}

/** An administrator changed whose data the app may read: the platform says so. */
function tellRange(workspace: Workspace, before: Range, after: Range): void {
  const [old, fresh] = [before, after].map((range) => (range === 'all' ? ['0'] : range));
  const added = fresh?.filter((id) => !old?.includes(id)) ?? [];
  const removed = old?.filter((id) => !fresh?.includes(id)) ?? [];
  if (added.length + removed.length > 0) emitScope(workspace, added, removed);
}
