import { done, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { readIdTypes } from '../department-call.ts';
import { isReadable } from '../range.ts';
import { needs } from '../scopes.ts';
import { userView } from '../user-view.ts';

export const userGet: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/contact/v3/users/:user_id',
  callers: 'both',
  scopes: needs.directory,
  handle: (call) => {
    const { workspace, caller } = call;
    const types = readIdTypes(call);
    if (isFailed(types)) return types;
    const person = workspace.world.personBy(types.user, call.param('user_id'));
    const isSeen = person && (caller.kind === 'user' || isReadable(workspace, person));
    return isSeen
      ? done({ user: userView(workspace, person, types) })
      : failed(41050, 'no user authority error');
  },
};
