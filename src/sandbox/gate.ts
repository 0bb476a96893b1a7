import { type ApiAnswer, failed } from './answers.ts';
import type { ApiMethod, Caller } from './api-method.ts';
import { has, lacksConsent, lacksScope } from './scopes.ts';
import type { Workspace } from './workspace.ts';

const perSecond = 50;
const perMinute = 1000;

/** What stands before every method: token, frequency, scope. */
export function admit(
  workspace: Workspace,
  method: ApiMethod,
  authorization: string | undefined,
): Caller | ApiAnswer {
  if (method.isOpen) return { kind: 'app' };
  const caller = readCaller(workspace, method, authorization);
  if ('status' in caller) return caller;
  return checkLimits(workspace, method) ?? checkScopes(workspace, method, caller) ?? caller;
}

function readCaller(
  { world, settings, tokens, logins }: Workspace,
  method: ApiMethod,
  authorization: string | undefined,
): Caller | ApiAnswer {
  const refuse = (code: number, msg: string) => failed(code, msg, { status: settings.token_error_status });
  const token = authorization?.replace(/^Bearer\s*/i, '').trim() ?? '';
  const now = world.now();
  if (token === '') return refuse(99991661, 'Missing access token for authorization');
  if (!/^[tu]-/.test(token)) return refuse(99991671, 'Invalid access token format: wrong prefix');
  if (token.startsWith('t-')) {
    if (method.callers === 'user')
      return refuse(99991668, 'Invalid access token: a user access token is needed');
    return tokens.isValid(token, now)
      ? { kind: 'app' }
      : refuse(99991663, 'Invalid access token for authorization');
  }
  if (method.callers === undefined)
    return refuse(99991663, 'Invalid access token: a tenant access token is needed');
  const login = logins.find(token);
  if (!login) return refuse(99991668, 'Invalid user access token');
  if (login.endsAt <= now) return refuse(99991677, 'the user access token has expired');
  return { kind: 'user', openId: login.openId, scopes: login.scopes };
}

function checkLimits({ world, settings, buckets }: Workspace, method: ApiMethod): ApiAnswer | undefined {
  if (!settings.limits) return undefined;
  const name = `${method.verb} ${method.path}`;
  const full = buckets.takeAll(
    [
      { name: `s:${name}`, size: perSecond, perSeconds: 1 },
      { name: `m:${name}`, size: method.perMinute ?? perMinute, perSeconds: 60 },
    ],
    world.now(),
  );
  return full && frequencyLimit(full.limit.size, full.waitSeconds);
}

export function frequencyLimit(limit: number, waitSeconds: number): ApiAnswer {
  return failed(99991400, 'request trigger frequency limit', {
    status: 429,
    headers: {
      'x-ogw-ratelimit-limit': String(limit),
      'x-ogw-ratelimit-reset': String(waitSeconds),
    },
  });
}

function checkScopes(
  { world, settings }: Workspace,
  { scopes }: ApiMethod,
  caller: Caller,
): ApiAnswer | undefined {
  if (!scopes) return undefined;
  if (!has(settings, scopes)) return lacksScope(world, scopes);
  const isConsented = caller.kind === 'app' || scopes.some((scope) => caller.scopes.includes(scope));
  return isConsented ? undefined : lacksConsent(scopes);
}
