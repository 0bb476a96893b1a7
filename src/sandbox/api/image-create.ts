import { done, failed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { imageSize } from '../image-size.ts';
import { needs } from '../scopes.ts';

const bytesMax = 10 * 1024 * 1024;
const edgeMax = 12_000;
const gifEdgeMax = 2000;

export const imageCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/im/v1/images',
  scopes: needs.upload,
  handle: ({ workspace: { world }, form }) => {
    const kind = form?.parts.get('image_type')?.toString('utf8');
    const image = form?.parts.get('image');
    if (!image || (kind !== 'message' && kind !== 'avatar')) return failed(234001, 'Invalid request param.');
    if (image.length === 0) return failed(234010, "File's size can't be 0.");
    if (image.length > bytesMax) return failed(234006, 'The file size exceed the max value.');
    const size = imageSize(image);
    if (!size) return failed(234011, "Can't regonize the image format.");
    const edge = size.format === 'gif' ? gifEdgeMax : edgeMax;
    if (size.width > edge || size.height > edge)
      return failed(234039, 'The resolution of the image exceeds the limit.');
    const key = `img_v3_${world.ids.next('image')}`;
    const name = `${key}.${size.format}`;
    world.apply({ t: 'file', file: { key, kind: 'image', name, base64: image.toString('base64') } });
    return done({ image_key: key });
  },
};
