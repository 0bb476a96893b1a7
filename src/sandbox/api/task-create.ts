import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';
import { badTask, taskAnswer, taskFields, taskIdType, taskMembers } from '../tasks.ts';

const body = taskFields.extend({ client_token: z.string().min(10).max(100).optional() });

export const taskCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/task/v2/tasks',
  scopes: needs.tasks,
  perMinute: 600,
  handle: ({ workspace, query, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const ids = taskIdType(query('user_id_type'));
    if (isFailed(ids)) return ids;
    const { world } = workspace;
    const { client_token: token, ...fields } = ask;
    const known = [...world.state.items.values()].find(
      (item) => token !== undefined && item.kind === 'task' && item.token === token,
    );
    if (known) return taskAnswer(workspace, known);
    const members = taskMembers(workspace, fields.members, ids.type);
    if (!members) return badTask('members');
    const now = world.now();
    const item = {
      id: world.ids.next('task'),
      kind: 'task' as const,
      createdAt: now,
      updatedAt: now,
      fields: { ...fields, members },
      token,
    };
    world.apply({ t: 'item', item });
    return taskAnswer(workspace, item);
  },
};
