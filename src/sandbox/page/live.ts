import { attempt, toast } from './actions.ts';
import { refreshDrawer } from './drawer.ts';
import { bool, isRecord, type Json, list, num, parse, str } from './json.ts';
import { instant, readToast } from './protocol.ts';
import { refreshChats, refreshMessages } from './reading.ts';
import { refreshAll } from './seats.ts';
import { getPane, getState, setState } from './store.ts';
import { text } from './text.ts';
import { searchAgain } from './urgent.ts';

const COALESCE_MS = 120;
const RETRY_MS = 1500;

/** Bursts (a clock running at speed) are gathered, so that a thousand pushes cost a handful of reads. */
function coalesced(work: () => Promise<void>): () => void {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      work().catch(() => setState({ online: false }));
    }, COALESCE_MS);
  };
}

/** Messages that are new or changed, by conversation; a conversation itself may have changed without any. */
const touched = new Map<string, Set<string>>();
const onChats = coalesced(async () => {
  const chats = new Map(touched);
  touched.clear();
  searchAgain(chats.keys());
  const reads = getState().panes.flatMap((pane, index) => {
    const changed = chats.get(pane.chatId ?? '') ?? new Set();
    return [
      attempt(index, () => refreshChats(index), text.live.failed),
      ...(changed.size === 0 ? [] : [refreshMessages(index, changed)]),
    ];
  });
  await Promise.all(reads);
});
function touch(chatId: string, messageIds: readonly string[]): void {
  const ids = touched.get(chatId) ?? new Set();
  for (const id of messageIds) ids.add(id);
  touched.set(chatId, ids);
  onChats();
}

const onRequests = coalesced(refreshDrawer);

/** One message, or all that somebody has just read. */
const idsOf = (event: Json): string[] =>
  [str(event.message_id), ...list(event.message_ids).map((id) => str(id))].filter(Boolean);

function receive(event: Json): void {
  switch (event.type) {
    case 'message':
      touch(str(event.chat_id), idsOf(event));
      if (getState().drawer === 'faults') onRequests();
      break;
    case 'chat':
      touch(str(event.chat_id), []);
      break;
    case 'request':
      onRequests();
      break;
    case 'clock':
      setState({ clock: { now: instant(event.now), rate: num(event.rate, 0), busy: bool(event.advancing) } });
      break;
    case 'toast': {
      const shown = readToast(event.toast);
      if (shown === null) return;
      getState().panes.forEach((_, index) => {
        if (getPane(index).me?.open_id === event.open_id) toast(index, shown);
      });
    }
  }
}

export function connect(): void {
  // Also before the first time: what happened between the first reading and the connection was told to nobody.
  let isBehind = true;
  const open = () => {
    const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/_sandbox/live`);
    socket.addEventListener('open', () => {
      setState({ online: true });
      if (isBehind) refreshAll().catch(() => setState({ online: false }));
      isBehind = false;
    });
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      const event = parse(str(data));
      if (isRecord(event)) receive(event);
    });
    socket.addEventListener('close', () => {
      isBehind = true;
      setState({ online: false });
      setTimeout(open, RETRY_MS);
    });
  };
  open();
}
