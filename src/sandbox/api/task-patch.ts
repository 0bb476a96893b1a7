import { z } from 'zod';
import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { needs } from '../scopes.ts';
import { badTask, findTask, taskAnswer, taskFields } from '../tasks.ts';

const body = z.object({
  task: taskFields.omit({ members: true }).partial(),
  update_fields: z.array(z.string()).min(1),
});

/** Changes what `update_fields` names; what is named and not given is emptied. */
export const taskPatch: ApiMethod = {
  verb: 'PATCH',
  path: '/open-apis/task/v2/tasks/:task_guid',
  scopes: needs.tasks,
  perMinute: 600,
  handle: ({ workspace, param, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const item = findTask(workspace, param('task_guid'));
    if (isFailed(item)) return item;
    const known: readonly string[] = Object.keys(body.shape.task.shape);
    if (!ask.update_fields.every((name) => known.includes(name))) return badTask('update_fields');
    const task: Record<string, unknown> = ask.task;
    const fields = { ...item.fields };
    for (const name of ask.update_fields) fields[name] = task[name];
    if (!fields.summary) return badTask('summary');
    const { world } = workspace;
    const changed = { ...item, fields, updatedAt: world.now() };
    world.apply({ t: 'item', item: changed });
    return taskAnswer(workspace, changed);
  },
};
