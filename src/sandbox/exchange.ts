import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';

/**
 * Requests and answers without the web's own objects around them: building those costs more than everything
 * the workspace does for a message.
 */

const bytesMax = 64 * 1024 * 1024;

/** The whole body; undefined when it is too big to be read at all. */
export function readBytes(incoming: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(incoming.headers['content-length'] ?? 0) > bytesMax) return Promise.resolve(undefined);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= bytesMax) chunks.push(chunk);
    });
    incoming.once('end', () => {
      const [only] = chunks;
      if (size > bytesMax) resolve(undefined);
      else resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks));
    });
    incoming.once('error', reject);
  });
}

export function answer(
  outgoing: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
): Response {
  if (outgoing.destroyed) return RESPONSE_ALREADY_SENT;
  const bytes = typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  outgoing.writeHead(status, { ...headers, 'Content-Length': bytes });
  outgoing.end(body);
  return RESPONSE_ALREADY_SENT;
}
