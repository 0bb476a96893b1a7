import { done, failed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';

const bytesMax = 30 * 1024 * 1024;
const kinds = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'];

export const fileCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/files',
  scopes: needs.upload,
  handle: ({ workspace: { world }, form }) => {
    const kind = form?.parts.get('file_type')?.toString('utf8') ?? '';
    const name = form?.parts.get('file_name')?.toString('utf8') ?? '';
    const file = form?.parts.get('file');
    if (!file || name === '' || !kinds.includes(kind)) return failed(234001, 'Invalid request param.');
    if (file.length === 0) return failed(234010, "File's size can't be 0.");
    if (file.length > bytesMax) return failed(234006, 'The file size exceed the max value.');
    const key = `file_v3_${world.ids.next('file')}`;
    world.apply({ t: 'file', file: { key, kind, name, base64: file.toString('base64') } });
    return done({ file_key: key });
  },
};
