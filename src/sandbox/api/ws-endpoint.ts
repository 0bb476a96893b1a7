import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';

const body = z.object({ AppID: z.string(), AppSecret: z.string() });

/** Where the long connection is opened. Refusals carry an object in `data`, or clients retry for ever. */
export const wsEndpoint: ApiMethod = {
  verb: 'POST',
  path: '/callback/ws/endpoint',
  isOpen: true,
  handle: ({ workspace, body: given, host }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const { world, gateway, settings } = workspace;
    const refuse = (code: number, msg: string) => ({ status: 200, body: { code, msg, data: {} } });
    if (ask.AppID !== world.app.appId || ask.AppSecret !== world.app.appSecret)
      return refuse(514, 'auth failed');
    if (gateway.connections >= settings.max_connections)
      return refuse(1000040350, 'connection limit reached');
    const data = { URL: gateway.ticketUrl(host), ClientConfig: gateway.clientConfig() };
    return { status: 200, body: { code: 0, msg: '', data } };
  },
};
