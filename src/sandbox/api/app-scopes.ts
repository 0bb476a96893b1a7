import { done } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { has, knownScopes } from '../scopes.ts';

const granted = 1;
const denied = 2;

/** Which scopes the administrator granted the app. */
export const appScopes: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/application/v6/scopes',
  handle: ({ workspace: { settings } }) => {
    const extra = settings.granted_scopes === 'all' ? [] : settings.granted_scopes;
    const scopes = [...new Set([...knownScopes, ...extra])].map((scope_name) => ({
      scope_name,
      grant_status: has(settings, [scope_name]) ? granted : denied,
      scope_type: 'tenant',
    }));
    return done({ scopes });
  },
};
