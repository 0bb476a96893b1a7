import type { Live } from '../live.ts';
import type { TimeControl } from '../time-control.ts';
import type { Workspace } from '../workspace.ts';
import { mountActs } from './acts.ts';
import { mountClock } from './clock.ts';

import { mountEmit } from './emit.ts';
import type { ControlApp } from './input.ts';
import { mountPeople } from './people.ts';
import { mountRoles } from './roles.ts';
import { mountSwitches } from './switches.ts';
import { mountUploads } from './uploads.ts';
import { mountViews } from './views.ts';

export function mountControl(app: ControlApp, workspace: Workspace, time: TimeControl, live: Live): void {
  mountViews(app, workspace);
  mountPeople(app, workspace);
  mountRoles(app, workspace);
  mountUploads(app, workspace);
  mountActs(app, workspace, live);
  mountEmit(app, workspace);
  mountClock(app, workspace, time, live);
  mountSwitches(app, workspace);
  app.onError((error, c) => {
    workspace.log.error({ err: error, path: c.req.path }, 'control call failed');
    return c.json({ error: error.message }, 500);
  });
  app.all('/_sandbox/*', (c) =>
    c.json({ error: `no such control call: ${c.req.method} ${c.req.path}` }, 404),
  );
}
