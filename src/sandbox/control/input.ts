import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { z } from 'zod';
import { answer, readBytes } from '../exchange.ts';

export type ControlApp = Hono<{ Bindings: HttpBindings }>;
type ControlCall = Context<{ Bindings: HttpBindings }>;

/** A refused control call; the reason is for the person who wrote the call. */
export interface Refused {
  readonly refused: string;
  readonly status: 400 | 404;
}

export const refused = (reason: string, status: 400 | 404 = 400): Refused => ({ refused: reason, status });

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'refused' in value;
}

function read<T extends z.ZodType>(schema: T, given: unknown): z.output<T> | Refused {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  return refused(
    parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; '),
  );
}

type Answer = Record<string, unknown> | Refused;

function reply(c: ControlCall, given: Answer): Response {
  const body = isRefused(given) ? { error: given.refused } : given;
  const headers = { 'Content-Type': 'application/json; charset=utf-8' };
  return answer(c.env.outgoing, isRefused(given) ? given.status : 200, headers, JSON.stringify(body));
}

/** POST with a checked JSON body. */
export function onPost<T extends z.ZodType>(
  app: ControlApp,
  path: string,
  schema: T,
  act: (input: z.output<T>) => Answer | Promise<Answer>,
): void {
  app.post(`/_sandbox${path}`, async (c) => {
    let body: unknown;
    try {
      const bytes = await readBytes(c.env.incoming);
      if (!bytes) return reply(c, refused('the body is too big'));
      const text = bytes.toString('utf8');
      body = text === '' ? {} : JSON.parse(text);
    } catch (error) {
      return reply(c, refused(`the body is no JSON: ${error instanceof Error ? error.message : ''}`));
    }
    const input = read(schema, body);
    return reply(c, isRefused(input) ? input : await act(input));
  });
}

/** GET with a checked query. */
export function onGet<T extends z.ZodType>(
  app: ControlApp,
  path: string,
  schema: T,
  show: (input: z.output<T>) => Answer | Promise<Answer>,
): void {
  app.get(`/_sandbox${path}`, async (c) => {
    const input = read(schema, c.req.query());
    return reply(c, isRefused(input) ? input : await show(input));
  });
}

/** DELETE of one thing named in the path, or of all of a kind. */
export function onDelete(
  app: ControlApp,
  path: string,
  act: (param: (name: string) => string) => Answer,
): void {
  app.delete(`/_sandbox${path}`, (c) =>
    reply(
      c,
      act((name) => c.req.param(name) ?? ''),
    ),
  );
}
