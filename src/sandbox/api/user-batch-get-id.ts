import { z } from 'zod';
import { done, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { idOf, readIdType } from '../id-type.ts';
import { hasResigned, isReadable } from '../range.ts';
import { needs } from '../scopes.ts';
import { statusOf } from '../user-view.ts';

const body = z.object({
  emails: z.array(z.string()).max(50).optional(),
  mobiles: z.array(z.string()).max(50).optional(),
  include_resigned: z.boolean().optional(),
});

/** Unknown entries come back without an id. */
export const userBatchGetId: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/contact/v3/users/batch_get_id',
  scopes: needs.findIds,
  handle: ({ workspace, query, body: given }) => {
    const idType = readIdType(query('user_id_type'), 'directory');
    if (isFailed(idType)) return idType;
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const look = (field: 'email' | 'mobile', value: string) => {
      const person = workspace.world.personBy(field, value);
      const isHidden =
        !person ||
        !isReadable(workspace, person) ||
        (hasResigned(workspace, person) && !ask.include_resigned);
      return isHidden
        ? { [field]: value }
        : { user_id: idOf(person, idType.type), [field]: value, status: statusOf(workspace, person) };
    };
    const emails = (ask.emails ?? []).map((email) => look('email', email));
    const mobiles = (ask.mobiles ?? []).map((mobile) => look('mobile', mobile));
    return done({ user_list: [...emails, ...mobiles] });
  },
};
