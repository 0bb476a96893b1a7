import type { Pane } from './store.ts';

export interface Seat {
  readonly openId: string;
  readonly chatId?: string | undefined;
}

/** `#ou_1/oc_1+ou_2` keeps who is shown, so that a reload and a shared link land where one was. */
export function readRoute(): Seat[] {
  const hash = location.hash.slice(1);
  if (hash === '') return [];
  return hash
    .split('+')
    .slice(0, 2)
    .map((seat) => {
      const [openId = '', chatId] = seat.split('/').map((part) => decodeURIComponent(part));
      return { openId, chatId };
    })
    .filter((seat) => seat.openId !== '');
}

export function writeRoute(panes: readonly Pane[]): void {
  const seats = panes.flatMap(({ me, chatId }) =>
    me === null ? [] : [[me.open_id, ...(chatId === null ? [] : [chatId])].map(encodeURIComponent).join('/')],
  );
  history.replaceState(null, '', seats.length > 0 ? `#${seats.join('+')}` : location.pathname);
}
