import type { Change } from './changes.ts';
import type { Entry } from './journal.ts';
import type { State } from './state.ts';

/** The shortest list of entries that leads to this state. */
export function* snapshot(state: State, n: number, at: number): Generator<Entry> {
  for (const c of changes(state, at)) yield { n, at, c };
  yield { n, at, c: { t: 'clock' } };
}

function* changes(state: State, at: number): Generator<Change> {
  for (const chat of state.chats.values()) yield { t: 'chat', chat };
  for (const message of state.messages.values()) yield { t: 'message', message };
  for (const [uuid, seen] of state.uuids) if (at - seen.at < 3_600_000) yield { t: 'uuid', uuid, ...seen };
  yield { t: 'urgent_used', ...state.urgentUsed };
  yield { t: 'settings', settings: state.settings };
  for (const item of state.items.values()) yield { t: 'item', item };
  for (const card of state.cards.values()) yield { t: 'card', card };
  for (const file of state.files.values()) yield { t: 'file', file };
  for (const batch of state.batches.values()) yield { t: 'batch', batch };
  for (const event of state.events.values()) yield { t: 'event', event };
  for (const token of state.cardTokens.values()) {
    if (at - token.createdAt < 1_800_000) yield { t: 'card_token', token };
  }
  for (const command of state.commands.values()) yield { t: 'command', command };
  for (const record of state.requests) yield { t: 'request', record };
}
