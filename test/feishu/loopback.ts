import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SimulatedClock } from '../../src/core/clock.ts';
import type { FeishuCredentials } from '../../src/core/config.ts';
import { createLogger, type Logger } from '../../src/core/logger.ts';

interface Seen {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

type Behaviour = (seen: Seen, response: ServerResponse, request: IncomingMessage) => void;

export function json(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

const tokenPath = '/open-apis/auth/v3/tenant_access_token/internal';

/** A platform that does what a test tells it: tokens work, everything else is `behave`. */
export async function startLoopback(behave: Behaviour, issueToken?: Behaviour) {
  const requests: Seen[] = [];
  let tokens = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const raw = Buffer.concat(chunks).toString();
    const seen = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: raw === '' ? {} : JSON.parse(raw),
    };
    requests.push(seen);
    if (seen.path !== tokenPath) behave(seen, response, request);
    else if (issueToken) issueToken(seen, response, request);
    else {
      tokens += 1;
      json(response, 200, {
        code: 0,
        msg: 'ok',
        tenant_access_token: `t-secrettoken000${tokens}`,
        expire: 7200,
      });
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    domain: `http://127.0.0.1:${port}`,
    requests,
    tokenRequests: () => requests.filter((seen) => seen.path === tokenPath).length,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export const appSecret = 'topsecret-app-secret-0001';

export function credentialsFor(domain: string, more: Partial<FeishuCredentials> = {}): FeishuCredentials {
  return { appId: 'cli_0123456789abcdef', appSecret, domain, transport: 'ws', ...more };
}

export function runningClock(): SimulatedClock {
  return new SimulatedClock(new Date('2026-02-02T01:05:00.000Z'));
}

/** A logger that keeps what it wrote. */
export function listeningLogger(): { readonly log: Logger; readonly written: () => string } {
  const lines: string[] = [];
  const log = createLogger('trace', { write: (line: string) => void lines.push(line) });
  return { log, written: () => lines.join('') };
}
