import type { Json } from '../json.ts';
import type { faultText, PresetName } from './text.ts';

export interface Preset {
  readonly name: PresetName;
  readonly group: keyof typeof faultText.groups;
  readonly spec: Json;
  /** Happens at once, or holds until it is cleared: a number of times means nothing to it. */
  readonly standing?: true;
}

const messages = { path: '/open-apis/im/' };
const request = (name: PresetName, spec: Json): Preset => ({
  name,
  group: 'request',
  spec: { ...messages, ...spec },
});
const code = (name: PresetName, number: number, more: Json = {}): Preset =>
  request(name, { kind: 'code', code: number, ...more });

const rateHeaders = { 'x-ogw-ratelimit-limit': '50', 'x-ogw-ratelimit-reset': '1' };
const html = '<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>';

/** What goes wrong in practice; anything else is written by hand. */
export const presets: readonly Preset[] = [
  code('rate', 99991400, { status: 429, headers: rateHeaders }),
  code('chatRate', 230020),
  request('error', { kind: 'http', status: 500 }),
  request('html', { kind: 'http', status: 502, body: html }),
  request('before', { kind: 'reset_before' }),
  request('after', { kind: 'reset_after' }),
  request('slow', { kind: 'delay', delayMs: 8000 }),
  request('never', { kind: 'never' }),
  code('outside', 230013),
  code('resigned', 230029),
  code('stopped', 230053),
  { name: 'twice', group: 'event', spec: { kind: 'duplicate_events' } },
  { name: 'lost', group: 'event', spec: { kind: 'drop_events' } },
  { name: 'late', group: 'event', spec: { kind: 'delay_events', delayMs: 60_000 } },
  { name: 'swapped', group: 'event', spec: { kind: 'reorder_events' } },
  { name: 'token', group: 'link', spec: { kind: 'token_expire' }, standing: true },
  { name: 'closed', group: 'link', spec: { kind: 'close_sockets' }, standing: true },
  { name: 'mute', group: 'link', spec: { kind: 'mute_sockets' }, standing: true },
  { name: 'handshake', group: 'link', spec: { kind: 'handshake_reject' } },
];

/** The preset a fault of the server stems from, for its name. */
export const presetOf = (kind: string, number: number | undefined, status: number | undefined) =>
  presets.find(
    ({ spec }) =>
      spec.kind === kind &&
      (kind !== 'code' || spec.code === number) &&
      (kind !== 'http' || (spec.status === 502) === (status === 502)),
  );
