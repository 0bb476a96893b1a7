import { z } from 'zod';
import { type ApiAnswer, failed, isFailed, readBody } from './answers.ts';
import type { Workspace } from './workspace.ts';

const body = z.object({ app_id: z.string(), app_secret: z.string() });

/** Fields at the top level; refusals come with HTTP 200. */
export function issueAppToken(
  workspace: Workspace,
  given: unknown,
  fields: (token: string) => Record<string, string>,
): ApiAnswer {
  const ask = readBody(body, given);
  if (isFailed(ask)) return ask;
  const { world, settings, tokens } = workspace;
  if (ask.app_id !== world.app.appId) return failed(10003, 'invalid app_id', { status: 200 });
  if (ask.app_secret !== world.app.appSecret) return failed(10014, 'app secret invalid', { status: 200 });
  const { token, expire } = tokens.issue(world.now(), settings.token_lifetime_seconds);
  return { status: 200, body: { code: 0, msg: 'ok', ...fields(token), expire } };
}
