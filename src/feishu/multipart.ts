import { createHash } from 'node:crypto';
import { fields } from './wire.ts';

/** `multipart/form-data` of an upload: fields in their order, a file as bytes. */
export function multipart(data: unknown): { readonly type: string; readonly bytes: Buffer } {
  const parts = Object.entries(fields(data)).map(([name, value]) => ({
    name,
    isFile: Buffer.isBuffer(value),
    bytes: Buffer.isBuffer(value) ? value : Buffer.from(String(value)),
  }));
  const boundary = boundaryFor(parts.map(({ bytes }) => bytes));
  const chunks = parts.flatMap(({ name, isFile, bytes }) => [
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"`),
    // The platform wants to see a file name here too, and reads the real one from its own field.
    Buffer.from(isFile ? `; filename="file"\r\nContent-Type: application/octet-stream\r\n\r\n` : '\r\n\r\n'),
    bytes,
    Buffer.from('\r\n'),
  ]);
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** From the content itself, so that the same upload is the same request; not guessable from any part of it. */
function boundaryFor(parts: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return `form-${hash.digest('hex').slice(0, 32)}`;
}
