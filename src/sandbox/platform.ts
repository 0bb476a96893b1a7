import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, Hono } from 'hono';
import { type ApiAnswer, failed, isFailed } from './answers.ts';
import type { ApiMethod } from './api-method.ts';
import { answer } from './exchange.ts';
import { brokenAnswer } from './fault-answer.ts';
import { admit } from './gate.ts';
import { parseBody, type RequestBody, receiveBody } from './request-body.ts';
import type { Workspace } from './workspace.ts';

type App = Hono<{ Bindings: HttpBindings }>;
type Call = Context<{ Bindings: HttpBindings }>;

const unknownPath = (): ApiAnswer => failed(99991201, 'not found', { status: 404 });
const wrongMethod = (): ApiAnswer => failed(99991301, 'method not allowed', { status: 405 });

/** Puts every method of the open API under its path; other paths and verbs get the gateway's own errors. */
export function mountPlatform(app: App, workspace: Workspace, methods: readonly ApiMethod[]): void {
  for (const method of methods) {
    app.on(method.verb, method.path, (c) => serve(c, workspace, method));
  }
  for (const path of new Set(methods.map((method) => method.path))) {
    app.all(path, (c) => serve(c, workspace, undefined, wrongMethod));
  }
  app.all('/open-apis/*', (c) => serve(c, workspace, undefined, unknownPath));
  app.all('/callback/*', (c) => serve(c, workspace, undefined, unknownPath));
}

async function serve(
  c: Call,
  workspace: Workspace,
  method: ApiMethod | undefined,
  refusal: () => ApiAnswer = unknownPath,
): Promise<Response> {
  const { incoming, outgoing } = c.env;
  const given = await receiveBody(incoming);
  const text = given?.text ?? '';
  const { faults } = workspace;
  const fault = faults.none ? undefined : faults.strike(c.req.method, c.req.path, () => c.req.url + text);
  if (fault?.kind === 'reset_before') return cut(c);
  if (fault?.kind === 'never') return new Promise(() => undefined);
  if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.delayMs ?? 1000));

  const logId = workspace.world.ids.logId(workspace.world.now());
  if (fault?.kind === 'http' || fault?.kind === 'code') {
    const { status, body, headers } = brokenAnswer(fault, c.req.path, logId);
    record(c, workspace, text, status, body);
    return answer(outgoing, status, headers, body);
  }
  const made = method ? await answerOf(c, workspace, method, given) : refusal();
  const body = made.raw?.data ?? JSON.stringify(withLogId(made.body, logId));
  record(c, workspace, text, made.status, made.raw ? '' : String(body));
  if (fault?.kind === 'reset_after') return cut(c);
  const headers = {
    'Content-Type': made.raw?.type ?? 'application/json; charset=utf-8',
    'X-Tt-Logid': logId,
    ...made.headers,
  };
  return answer(outgoing, made.status, headers, body);
}

async function answerOf(
  c: Call,
  workspace: Workspace,
  method: ApiMethod,
  given: RequestBody | undefined,
): Promise<ApiAnswer> {
  const caller = admit(workspace, method, c.env.incoming.headers.authorization);
  if (isFailed(caller)) return caller;
  if (!given) return failed(9499, 'Bad Request: the body is too big', { status: 413 });
  const parsed = parseBody(given);
  if (!parsed) return failed(9499, 'Bad Request: the body is no JSON');
  try {
    return await method.handle({
      workspace,
      caller,
      param: (name) => c.req.param(name) ?? '',
      query: (name) => c.req.query(name),
      queries: (name) => [...(c.req.queries(name) ?? []), ...(c.req.queries(`${name}[]`) ?? [])],
      body: parsed.body,
      form: parsed.form,
      host: c.env.incoming.headers.host ?? '127.0.0.1',
    });
  } catch (error) {
    workspace.log.error({ err: error, path: c.req.path }, 'api method failed');
    return failed(1500, 'internal error', { status: 500 });
  }
}

function withLogId(body: Record<string, unknown>, logId: string): Record<string, unknown> {
  return 'error' in body && typeof body.error === 'object'
    ? { ...body, error: { ...body.error, log_id: logId } }
    : body;
}

/** The connection ends without an answer: the caller cannot know whether its request took effect. */
function cut(c: Call): Response {
  c.env.incoming.socket.resetAndDestroy();
  return RESPONSE_ALREADY_SENT;
}

const secretFields =
  /("(?:app_secret|AppSecret|client_secret|tenant_access_token|app_access_token|access_token|refresh_token)"\s*:\s*")[^"]*/g;

function record(c: Call, workspace: Workspace, text: string, status: number, answer: string): void {
  const blank = (body: string): string =>
    body.includes('_secret"') || body.includes('_token"') || body.includes('Secret"')
      ? body.replace(secretFields, '$1***')
      : body;
  workspace.log.debug({ path: c.req.path, status }, 'request answered');
  workspace.world.record({
    path: c.env.incoming.url ?? c.req.path,
    method: c.req.method,
    at: workspace.world.now(),
    status,
    body: blank(text),
    answer: blank(answer),
  });
}
