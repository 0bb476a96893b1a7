import { isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';
import { findTask, taskAnswer } from '../tasks.ts';

export const taskGet: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/task/v2/tasks/:task_guid',
  scopes: needs.readTasks,
  handle: ({ workspace, param }) => {
    const item = findTask(workspace, param('task_guid'));
    return isFailed(item) ? item : taskAnswer(workspace, item);
  },
};
