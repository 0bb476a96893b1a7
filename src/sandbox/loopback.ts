import type { HttpBindings } from '@hono/node-server';
import { createMiddleware } from 'hono/factory';

export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(::1$|127\.|::ffff:127\.|localhost$)/.test(address);
}

/** A foreign page could reach a loopback server under a name of its own: the Host header tells. */
export const loopbackOnly = createMiddleware<{ Bindings: HttpBindings }>(async (c, next) => {
  const host = (c.env.incoming.headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  if (!isLoopback(c.env.incoming.socket.remoteAddress) || !isLoopback(host)) {
    return c.json({ error: 'only this machine is served' }, 403);
  }
  await next();
});
