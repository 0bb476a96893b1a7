import { createServer } from 'node:http';
import { SimulatedClock } from '../../src/core/clock.ts';
import type { FeishuCredentials } from '../../src/core/config.ts';
import { createLogger } from '../../src/core/logger.ts';
import type { ClickAnswer, InboundEvent } from '../../src/engine/inbound-port.ts';
import { connectFeishu, type FeishuConnection } from '../../src/feishu/connect.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { appSecret, credentialsFor } from './loopback.ts';

export const secretary = 'ou_00000000000000000000000000000001';
export const member = 'ou_00000000000000000000000000000002';

/** The local workspace with two people and a group, and the adapter connected to it by the given transport. */
export async function openWorkspace(more: Partial<FeishuCredentials> = {}) {
  const clock = new SimulatedClock(new Date('2026-02-02T01:05:00.000Z'));
  const log = createLogger('silent');
  const sandbox = await startSandbox({
    clock,
    time: {
      now: () => clock.now(),
      rate: () => clock.rate,
      idle: false,
      advanceTo: async (to) => clock.set(to),
      nextDue: () => clock.nextWakeAt(),
      setRate: (rate) => clock.setRate(rate),
    },
    seed: {
      app: { appId: 'cli_0123456789abcdef', appSecret, name: '守时' },
      users: [
        { openId: secretary, name: '张三', org: '办公室党支部', posts: ['支部书记'] },
        { openId: member, name: '李四', org: '办公室党支部', posts: [] },
      ],
      groups: [{ name: '办公室党支部', members: [secretary, member], withBot: true }],
    },
    host: '127.0.0.1',
    port: 0,
    log,
  });
  const credentials = credentialsFor(sandbox.url, more);
  const events: InboundEvent[] = [];
  let arrived: (() => void) | undefined;
  const state: { answer: (event: InboundEvent) => ClickAnswer | undefined } = { answer: () => undefined };
  const feishu = await connectFeishu({
    credentials,
    clock,
    log,
    handler: {
      handle: async (event) => {
        events.push(event);
        arrived?.();
        return state.answer(event);
      },
    },
  });
  await feishu.start();

  return {
    clock,
    log,
    credentials,
    feishu,
    events,
    state,
    control: async (path: string, body?: object, method = body ? 'POST' : 'GET') => {
      const response = await fetch(`${sandbox.url}/_sandbox${path}`, {
        method,
        ...(body ? { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } } : {}),
      });
      return (await response.json()) as Record<string, unknown>;
    },
    nextEvent: async (kind: InboundEvent['kind']): Promise<InboundEvent> => {
      for (;;) {
        const found = events.find((event) => event.kind === kind);
        if (found) return found;
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
    },
    close: async () => {
      await feishu.stop();
      await sandbox.close();
      clock.stop();
    },
  };
}

export type OpenWorkspace = Awaited<ReturnType<typeof openWorkspace>>;

/** A web server that hands what it gets to the adapter's webhook, as the console would. */
export async function serveWebhook(
  feishu: FeishuConnection,
): Promise<{ readonly url: string; close(): void }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const answer = await feishu.webhook?.(Buffer.concat(chunks), request.headers);
    response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json; charset=utf-8' });
    response.end(answer?.body ?? '{}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/feishu`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
