import type { Pane } from './store.ts';

interface Seat {
  readonly openId: string;
  readonly chatId?: string | undefined;
}

const KEY = 'seats';

/** What this browser remembers of the last visit. A browser may keep nothing: then nothing is remembered. */
function remembered(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

function keep(seats: string): void {
  try {
    localStorage.setItem(KEY, seats);
  } catch {
    // The address still holds it.
  }
}

function parts(seats: string): Seat[] {
  return seats
    .split('+')
    .slice(0, 2)
    .flatMap((seat) => {
      try {
        const [openId = '', chatId] = seat.split('/').map((part) => decodeURIComponent(part));
        return openId === '' ? [] : [{ openId, chatId }];
      } catch {
        // Somebody changed the address by hand.
        return [];
      }
    });
}

/**
 * `#ou_1/oc_1+ou_2` keeps who is shown, so that a reload and a shared link land where one was; an address without it
 * lands where this browser was last.
 */
export const readRoute = (): Seat[] => parts(location.hash.slice(1) || remembered());

export function writeRoute(panes: readonly Pane[]): void {
  const seats = panes.flatMap(({ me, chatId }) =>
    me === null ? [] : [[me.open_id, ...(chatId === null ? [] : [chatId])].map(encodeURIComponent).join('/')],
  );
  const line = seats.join('+');
  history.replaceState(null, '', line === '' ? location.pathname : `#${line}`);
  keep(line);
}
