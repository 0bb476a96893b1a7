import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { page } from '../paging.ts';
import { needs } from '../scopes.ts';

/** The workspace's directory has no fields of its own, and says so in the platform's shape. */
export const customAttrs: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/custom_attrs',
  callers: 'both',
  scopes: needs.directory,
  handle: (call) => {
    const found = page(call, [], { usual: 20, max: 100 });
    return isFailed(found) ? found : done(found);
  },
};
