import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';
import { findTask } from '../tasks.ts';

export const taskDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/task/v2/tasks/:task_guid',
  scopes: needs.tasks,
  handle: ({ workspace, param }) => {
    const item = findTask(workspace, param('task_guid'));
    if (isFailed(item)) return item;
    workspace.world.apply({ t: 'item_gone', itemId: item.id });
    return done();
  },
};
