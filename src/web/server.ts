import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';

/** What the pages need of the running bot. */
export interface WebPorts {
  health(): Promise<Readonly<Record<string, unknown>>>;
  readonly webhook?:
    | ((
        raw: Buffer,
        headers: Readonly<Record<string, string>>,
      ) => Promise<{ readonly status: number; readonly body: string }>)
    | undefined;
}

export interface WebOptions {
  readonly host: string;
  readonly port: number;
  readonly app: WebPorts;
}

/** Health for whoever watches the process, and the platform's webhook where that transport was chosen. */
export async function serveWeb(
  options: WebOptions,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const { app } = options;
  const routes = new Hono();
  routes.get('/healthz', async (c) => c.json(await app.health()));
  routes.post('/feishu/events', async (c) => {
    if (!app.webhook) return c.json({ error: 'the webhook transport is off' }, 404);
    const raw = Buffer.from(await c.req.arrayBuffer());
    const answer = await app.webhook(raw, Object.fromEntries(c.req.raw.headers));
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    return new Response(answer.body, { status: answer.status, headers });
  });
  const server = createAdaptorServer({ fetch: routes.fetch });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${options.host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
