import { done, failed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { hasResigned } from '../range.ts';
import { fieldNeeds, has } from '../scopes.ts';

/** Who logged in. Fields behind a scope need it granted to the app and by the person. */
export const userInfo: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/authen/v1/user_info',
  callers: 'user',
  handle: ({ workspace, caller }) => {
    const { world, settings } = workspace;
    const person = caller.kind === 'user' ? world.person(caller.openId) : undefined;
    if (caller.kind !== 'user' || !person) return failed(20008, 'user not exist');
    if (hasResigned(workspace, person)) return failed(20021, 'User resigned');
    const sees = (field: 'email' | 'mobile' | 'user_id'): boolean =>
      has(settings, fieldNeeds[field]) && fieldNeeds[field].some((scope) => caller.scopes.includes(scope));
    return done({
      name: person.name,
      en_name: '',
      avatar_url: '',
      avatar_thumb: '',
      avatar_middle: '',
      avatar_big: '',
      open_id: person.openId,
      union_id: person.unionId,
      ...(sees('email') ? { email: person.email } : {}),
      ...(sees('mobile') ? { mobile: person.mobile } : {}),
      ...(sees('user_id') ? { user_id: person.userId } : {}),
      tenant_key: world.app.tenantKey,
    });
  },
};
