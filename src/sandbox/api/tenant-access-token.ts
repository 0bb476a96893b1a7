import type { ApiMethod } from '../api-method.ts';
import { issueAppToken } from '../app-token.ts';

export const tenantAccessToken: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/auth/v3/tenant_access_token/internal',
  isOpen: true,
  handle: ({ workspace, body }) =>
    issueAppToken(workspace, body, (token) => ({ tenant_access_token: token })),
};
