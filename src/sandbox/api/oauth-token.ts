import type { ApiMethod } from '../api-method.ts';
import { exchange } from '../oauth.ts';

/** One method under two paths: the documented one, and the one newer SDKs call. */
export const oauthToken = (path: string): ApiMethod => ({
  verb: 'POST',
  path,
  isOpen: true,
  handle: ({ workspace, body }) => exchange(workspace, body),
});
