import { attempt } from './actions.ts';
import * as api from './api.ts';
import { type Drawer, getState, setState } from './store.ts';
import { text } from './text.ts';

const REQUESTS_KEPT = 500;

async function refreshRequests(): Promise<void> {
  const from = getState().requests.at(-1)?.at;
  const work = async () => {
    const fresh = await api.requests(from);
    const older = from === undefined ? [] : getState().requests.filter((entry) => entry.at < from);
    setState({ requests: [...older, ...fresh].slice(-REQUESTS_KEPT) });
  };
  await attempt(0, work, text.live.failed);
}

export const refreshFaults = (): Promise<void> =>
  attempt(0, async () => setState({ faults: await api.faults() }), text.live.failed);

export const refreshDrawer = async (): Promise<void> => {
  const { drawer } = getState();
  if (drawer === 'requests') await refreshRequests();
  else if (drawer === 'faults') await refreshFaults();
};

export function escapeCloses(event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.isComposing) closeDrawer();
}

export const closeDrawer = (): void => setState({ drawer: null });

export async function toggleDrawer(wanted: Drawer): Promise<void> {
  setState({ drawer: getState().drawer === wanted ? null : wanted });
  await refreshDrawer();
}
