import { failed, isFailed, raw } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { mediaType } from '../image-size.ts';
import { visibleMessage } from '../message-call.ts';
import { needs } from '../scopes.ts';

/** The bytes of a picture or file that stands in a message. */
export const messageResource: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/im/v1/messages/:message_id/resources/:file_key',
  scopes: needs.readMessages,
  handle: ({ workspace, param, query }) => {
    const type = query('type');
    if (type !== 'image' && type !== 'file') return failed(234001, 'Invalid request param.');
    const found = visibleMessage(workspace, param('message_id'));
    if (isFailed(found)) return found;
    const key = param('file_key');
    const file = workspace.world.state.files.get(key);
    if (!file || !found.message.content.includes(key)) return failed(234003, 'File not in msg.');
    if ((file.kind === 'image') !== (type === 'image')) return failed(234001, 'Invalid request param.');
    const bytes = Buffer.from(file.base64, 'base64');
    return raw(mediaType(file.name, bytes), bytes, { 'Content-Disposition': attachment(file.name) });
  },
};

/** The plain name, in bytes of UTF-8, for clients that look for nothing else; the encoded one for the others. */
function attachment(name: string): string {
  const plain = Buffer.from(name.replace(/["\\\r\n]/g, '_')).toString('latin1');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
