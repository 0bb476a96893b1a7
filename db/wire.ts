import { protocol } from '@electric-sql/pglite';

/** The two ends of PostgreSQL's protocol that every statement passes: its parameters going in, its rows coming out. */

const sync = Buffer.from([0x53, 0, 0, 0, 4]);
/** All rows of the unnamed portal. */
const execute = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0]);
const absent = -1;

/** One packet that runs a prepared statement; values are texts, or null. */
export function runPacket(statement: string, values: readonly (string | null)[]): Buffer {
  const sizes = values.map((value) => (value === null ? absent : Buffer.byteLength(value)));
  const nameSize = Buffer.byteLength(statement);
  const bindSize =
    4 + 1 + nameSize + 1 + 2 + 2 + sizes.reduce((sum, size) => sum + 4 + Math.max(size, 0), 0) + 2;
  const packet = Buffer.allocUnsafe(1 + bindSize + execute.length + sync.length);
  let at = packet.writeUInt8(0x42, 0);
  at = packet.writeInt32BE(bindSize, at);
  at = packet.writeUInt8(0, at);
  at += packet.write(statement, at);
  at = packet.writeUInt8(0, at);
  // No formats: everything is text.
  at = packet.writeUInt16BE(0, at);
  at = packet.writeUInt16BE(values.length, at);
  for (const [index, value] of values.entries()) {
    at = packet.writeInt32BE(sizes[index] ?? absent, at);
    if (value !== null) at += packet.write(value, at);
  }
  at = packet.writeUInt16BE(0, at);
  at += execute.copy(packet, at);
  sync.copy(packet, at);
  return packet;
}

export interface Reply {
  /** Columns as texts, in the order of the statement's description. */
  readonly rows: readonly (readonly (string | null)[])[];
  /** `INSERT 0 5`; empty where nothing was completed. */
  readonly tag: string;
  readonly notifications: readonly { readonly channel: string; readonly payload: string }[];
}

/** Reads what the database answered to a packet. Throws the database's own error. */
export function readReply(bytes: Buffer): Reply {
  const rows: (string | null)[][] = [];
  const notifications: { channel: string; payload: string }[] = [];
  let tag = '';
  for (let at = 0; at < bytes.length; ) {
    const kind = bytes[at];
    const end = at + 1 + bytes.readInt32BE(at + 1);
    if (kind === 0x44) rows.push(rowAt(bytes, at + 5));
    else if (kind === 0x43) tag = bytes.toString('utf8', at + 5, end - 1);
    else if (kind === 0x45) throw errorOf(bytes.subarray(at, end));
    else if (kind === 0x41) {
      const [channel = '', payload = ''] = bytes.toString('utf8', at + 9, end).split('\0');
      notifications.push({ channel, payload });
    }
    at = end;
  }
  return { rows, tag, notifications };
}

function rowAt(bytes: Buffer, from: number): (string | null)[] {
  const count = bytes.readUInt16BE(from);
  const row = new Array<string | null>(count);
  let at = from + 2;
  for (let column = 0; column < count; column += 1) {
    const size = bytes.readInt32BE(at);
    at += 4;
    if (size === absent) row[column] = null;
    else {
      row[column] = bytes.toString('utf8', at, at + size);
      at += size;
    }
  }
  return row;
}

function errorOf(message: Uint8Array): Error {
  let found: unknown;
  new protocol.Parser().parse(message, (one) => {
    found = one;
  });
  return found instanceof Error ? found : new Error('The database reported an error without words');
}
