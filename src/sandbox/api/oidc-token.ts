import { z } from 'zod';
import { done, failed, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { grant } from '../oauth.ts';

const body = z.object({
  grant_type: z.string(),
  code: z.string().optional(),
  refresh_token: z.string().optional(),
});

/** The older way, with the token of the app instead of its secret, and the answer under `data`. */
export const oidcToken = (path: string): ApiMethod => ({
  verb: 'POST',
  path,
  handle: ({ workspace, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const issued = grant(workspace, ask);
    if (typeof issued === 'number') return failed(issued, 'the grant is not valid');
    return done({
      access_token: issued.accessToken,
      refresh_token: issued.refreshToken ?? '',
      token_type: 'Bearer',
      expires_in: issued.expiresIn,
      refresh_expires_in: issued.refreshExpiresIn ?? 0,
      scope: issued.scopes.join(' '),
    });
  },
});
