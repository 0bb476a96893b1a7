import { isNode, type Node, parseCard } from './cards/walk.ts';
import type { Faults } from './faults.ts';

/** Fields a receiver must do without: gated by a scope, or present only sometimes. */
const optionalFields: ReadonlySet<string> = new Set([
  'union_id',
  'user_id',
  'tenant_key',
  'root_id',
  'parent_id',
  'thread_id',
  'update_time',
  'mentions',
  'operator_name',
  'operator_tenant_key',
  'i18n_names',
  'last_message_id',
  'last_message_create_time',
  'user_agent',
]);

/** The payload as the faults that were asked for change it; a retry repeats it as it is. */
export function altered(faults: Faults, type: string, payload: string): string {
  if (faults.none) return payload;
  let text = payload;
  const change = (by: (envelope: Node) => unknown): void => {
    text = JSON.stringify(by(parseCard(text) ?? {}));
  };
  if (faults.strikeEvent('strip_optional', type, payload)) change(withoutOptional);
  if (faults.strikeEvent('extra_fields', type, payload)) change(withExtra);
  if (faults.strikeEvent('v1_envelope', type, payload)) change(asFirstVersion);
  return text;
}

/** The same event under another id. */
export function renamed(payload: string, oldId: string, freshId: string): string {
  return payload.replaceAll(oldId, freshId);
}

function withoutOptional(envelope: Node): unknown {
  return { ...envelope, event: stripped(envelope.event) };
}

function stripped(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stripped);
  if (!isNode(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      optionalFields.has(key) ? [] : [[key, stripped(child)] as const],
    ),
  );
}

function withExtra(envelope: Node): unknown {
  return { ...extended(envelope), header: isNode(envelope.header) ? extended(envelope.header) : undefined };
}

function extended(value: Node): Node {
  const inside = Object.entries(value).map(([key, child]) => [key, isNode(child) ? extended(child) : child]);
  return { ...Object.fromEntries(inside), not_in_the_contract: { since: 'later', list: [1, null, 'x'] } };
}

/** The first envelope format; what is in it already stays as it is. */
function asFirstVersion(envelope: Node): unknown {
  const { header, event } = envelope;
  if (!isNode(header)) return envelope;
  return {
    ts: (Number(String(header.create_time).slice(0, 13)) / 1000).toFixed(6),
    uuid: header.event_id,
    token: header.token,
    type: 'event_callback',
    event: {
      type: header.event_type,
      app_id: header.app_id,
      tenant_key: header.tenant_key,
      ...(isNode(event) ? event : {}),
    },
  };
}
