import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { readIdTypes } from '../department-call.ts';
import { isReadable } from '../range.ts';
import { needs } from '../scopes.ts';
import { userView } from '../user-view.ts';

const idsMax = 50;

/** Whoever cannot be read is left out. */
export const userBatch: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/users/batch',
  callers: 'both',
  scopes: needs.directory,
  handle: (call) => {
    const { workspace, caller } = call;
    const types = readIdTypes(call);
    if (isFailed(types)) return types;
    const ids = call.queries('user_ids').flatMap((id) => id.split(','));
    if (ids.length === 0 || ids.length > idsMax) return failed(40001, 'param error');
    const people = ids.flatMap((id) => workspace.world.personBy(types.user, id) ?? []);
    const seen = people.filter((person) => caller.kind === 'user' || isReadable(workspace, person));
    return done({ items: seen.map((person) => userView(workspace, person, types)) });
  },
};
