import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { HttpInstance } from '@larksuiteoapi/node-sdk';
import { HttpAnswer, NoAnswer } from './errors.ts';
import { multipart } from './multipart.ts';
import { parseJson } from './wire.ts';

interface RequestOptions {
  readonly url?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly data?: unknown;
  readonly timeout?: number;
}

const agentOptions = { keepAlive: true, maxSockets: 64, scheduling: 'lifo' } as const;

function address(options: RequestOptions): URL {
  const url = new URL(options.url ?? '');
  for (const [key, value] of Object.entries(options.params ?? {})) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) url.searchParams.append(key, String(item));
    }
  }
  return url;
}

function headersOf(options: RequestOptions, body: Body | undefined): Record<string, string | number> {
  const headers: Record<string, string | number> = { accept: 'application/json' };
  for (const [key, value] of Object.entries(options.headers ?? {})) {
    if (value !== undefined && value !== null) headers[key.toLowerCase()] = String(value);
  }
  if (body !== undefined) {
    headers['content-type'] = body.type;
    headers['content-length'] = body.bytes.length;
  }
  return headers;
}

interface Body {
  readonly type: string;
  readonly bytes: Buffer;
}

/** The SDK asks for a form by its header and leaves the writing of it to us. */
function bodyOf({ data, headers }: RequestOptions): Body {
  const type = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === 'content-type')?.[1];
  if (String(type).startsWith('multipart/form-data')) return multipart(data);
  return { type: 'application/json', bytes: Buffer.from(JSON.stringify(data)) };
}

async function readAll(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function answerOf(status: number, raw: string, resetHeader: unknown): unknown {
  const body = parseJson(raw);
  if (status >= 200 && status < 300) {
    if (body === undefined) throw new NoAnswer(`HTTP ${status} with a body that is not JSON`);
    return body;
  }
  const reset = Number(resetHeader);
  throw new HttpAnswer(status, body, Number.isFinite(reset) && reset > 0 ? reset : undefined);
}

export interface PlatformHttp extends HttpInstance {
  close(): void;
}

/**
 * The SDK's way to the network: connections stay open, every request ends in time, and no error carries
 * any part of the request, because requests carry secrets.
 */
export function createHttp(timeoutMs = 10_000): PlatformHttp {
  const agents = { 'http:': new HttpAgent(agentOptions), 'https:': new HttpsAgent(agentOptions) };

  async function perform(options: RequestOptions): Promise<unknown> {
    const url = address(options);
    const body = options.data === undefined ? undefined : bodyOf(options);
    const secure = url.protocol === 'https:';
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const send = secure ? httpsRequest : httpRequest;
        const outgoing = send(url, {
          method: (options.method ?? 'GET').toUpperCase(),
          headers: headersOf(options, body),
          agent: secure ? agents['https:'] : agents['http:'],
          signal: AbortSignal.timeout(options.timeout ?? timeoutMs),
        });
        outgoing.on('response', resolve).on('error', reject).end(body?.bytes);
      });
      const raw = await readAll(response);
      return answerOf(response.statusCode ?? 0, raw, response.headers['x-ogw-ratelimit-reset']);
    } catch (error) {
      if (error instanceof HttpAnswer || error instanceof NoAnswer) throw error;
      throw new NoAnswer(transportProblem(error));
    }
  }

  const without = (method: string) => (url: string, options?: object) => perform({ ...options, url, method });
  const withData = (method: string) => (url: string, data?: unknown, options?: object) =>
    perform({ ...options, url, method, data });
  const instance = {
    request: perform,
    get: without('GET'),
    delete: without('DELETE'),
    head: without('HEAD'),
    options: without('OPTIONS'),
    post: withData('POST'),
    put: withData('PUT'),
    patch: withData('PATCH'),
    close: () => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
  // The SDK's interface promises whatever type the caller names; only JSON can come back.
  return instance as PlatformHttp;
}

function transportProblem(error: unknown): string {
  if (!(error instanceof Error)) return 'transport failed';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'no answer in time';
  return 'code' in error && typeof error.code === 'string' ? error.code : 'transport failed';
}
