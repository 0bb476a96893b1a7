import { imageSize, mediaType } from '../image-size.ts';
import type { Workspace } from '../workspace.ts';
import type { ControlApp } from './input.ts';

const bytesMax = 100 * 1024 * 1024;

/** Pictures and files for the page, and what a person's client does with a file before sending it. */
export function mountUploads(app: ControlApp, { world }: Workspace): void {
  app.get('/_sandbox/images/:key', (c) => {
    const file = world.state.files.get(c.req.param('key'));
    if (file?.kind !== 'image') return c.json({ error: 'no such picture' }, 404);
    const bytes = Buffer.from(file.base64, 'base64');
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': mediaType(file.name, bytes),
        'Cache-Control': 'max-age=31536000, immutable',
      },
    });
  });

  app.get('/_sandbox/files/:key', (c) => {
    const file = world.state.files.get(c.req.param('key'));
    if (!file) return c.json({ error: 'no such file' }, 404);
    return new Response(new Uint8Array(Buffer.from(file.base64, 'base64')), {
      headers: {
        'Content-Type': 'application/octet-stream',
        'Content-Disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      },
    });
  });

  app.post('/_sandbox/upload', async (c) => {
    if (Number(c.req.header('content-length') ?? 0) > bytesMax) return c.json({ error: 'too big' }, 400);
    const bytes = Buffer.from(await c.req.arrayBuffer());
    if (bytes.length === 0) return c.json({ error: 'the body is empty' }, 400);
    const isImage = imageSize(bytes) !== undefined;
    const key = `${isImage ? 'img' : 'file'}_v3_${world.ids.next('upload')}`;
    const name = c.req.query('name') ?? key;
    const kind = isImage ? 'image' : 'stream';
    world.apply({ t: 'file', file: { key, kind, name, base64: bytes.toString('base64') } });
    return c.json({ key, kind });
  });
}
