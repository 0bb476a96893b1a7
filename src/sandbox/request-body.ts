import type { IncomingMessage } from 'node:http';
import { readBytes } from './exchange.ts';
import { type Form, readMultipart } from './multipart.ts';

/** What came with a request, before anybody looks into it. */
export interface RequestBody {
  /** For the log and for faults; of an upload only its size. */
  readonly text: string;
  readonly type: string;
  readonly bytes?: Buffer | undefined;
}

/** Undefined: too big to be read at all. */
export async function receiveBody(incoming: IncomingMessage): Promise<RequestBody | undefined> {
  const bytes = await readBytes(incoming);
  if (!bytes) return undefined;
  const given = incoming.headers['content-type'] ?? '';
  const type = given.toLowerCase();
  if (!type.startsWith('multipart/')) return { type, text: bytes.toString('utf8') };
  return { type: given, text: `[upload of ${bytes.length} bytes]`, bytes };
}

/** JSON whatever the header says, a web form, or an upload; undefined when it is none of these. */
export function parseBody(given: RequestBody): { body: unknown; form?: Form | undefined } | undefined {
  if (given.bytes) {
    const form = readMultipart(given.type, given.bytes);
    return form && { body: {}, form };
  }
  if (given.text.trim() === '') return { body: {} };
  if (given.type.startsWith('application/x-www-form-urlencoded')) {
    return { body: Object.fromEntries(new URLSearchParams(given.text)) };
  }
  try {
    const body = JSON.parse(given.text) as unknown;
    // Most requests name no null at all, and then nobody needs to walk through them.
    return { body: (given.text.includes('null') ? withoutNulls(body) : body) ?? {} };
  } catch {
    return undefined;
  }
}

/**
 * A client that writes every field of a class sends null for what was never set: null is an absent field. Inside
 * a card it stays, for the card's own rules to judge.
 */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(
    fields.map(([key, field]) => [key, key === 'card' ? field : withoutNulls(field)]),
  );
}
