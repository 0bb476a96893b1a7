import type { ApiMethod } from '../api-method.ts';
import { issueAppToken } from '../app-token.ts';

/** For a self-built app both names stand for one token. */
export const appAccessToken: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/auth/v3/app_access_token/internal',
  isOpen: true,
  handle: ({ workspace, body }) =>
    issueAppToken(workspace, body, (token) => ({ app_access_token: token, tenant_access_token: token })),
};
