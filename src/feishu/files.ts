import type { OutgoingFile, SendResult } from '../notices/chat-port.ts';
import type { PlatformClient } from './client.ts';
import { fields, text } from './wire.ts';

type Uploaded =
  | { readonly kind: 'uploaded'; readonly key: string }
  | Exclude<SendResult, { kind: 'accepted' }>;

/** What the platform calls a kind of file; everything it has no word for is a stream. */
const kinds: readonly (readonly [RegExp, 'doc' | 'xls' | 'pdf'])[] = [
  [/\.docx?$/i, 'doc'],
  [/\.xlsx?$/i, 'xls'],
  [/\.pdf$/i, 'pdf'],
];

/**
 * Puts a file into the platform's store. The SDK's own method drops the code of an answer that says no, so the call
 * is made by its address. A file nobody refers to is nobody's message: uploading twice does no harm.
 */
export async function uploadFile(client: PlatformClient, file: OutgoingFile): Promise<Uploaded> {
  const data = {
    file_type: kinds.find(([ending]) => ending.test(file.name))?.[1] ?? 'stream',
    file_name: file.name,
    file: Buffer.from(file.bytes),
  };
  const headers = { 'Content-Type': 'multipart/form-data' };
  const url = '/open-apis/im/v1/files';
  const answer = await client.call((options) =>
    client.sdk.request({ method: 'POST', url, data, headers }, options),
  );
  if (answer.kind !== 'ok') return answer;
  const key = text(fields(answer.body.data).file_key);
  return key === '' ? { kind: 'no_answer', detail: 'an upload without a key' } : { kind: 'uploaded', key };
}
