import { z } from 'zod';
import { type ApiAnswer, done, failed } from './answers.ts';
import type { Item } from './entities.ts';
import { type IdType, readIdType } from './id-type.ts';
import type { Workspace } from './workspace.ts';

const moment = z.object({
  /** Epoch milliseconds. */
  timestamp: z.string().regex(/^\d+$/),
  is_all_day: z.boolean().default(false),
});

const member = z.object({
  id: z.string(),
  type: z.enum(['user', 'app']).default('user'),
  role: z.enum(['assignee', 'follower']).optional(),
});

/** What a caller may say of a task. */
export const taskFields = z.object({
  summary: z.string().min(1).max(3000),
  description: z.string().max(3000).optional(),
  due: moment.optional(),
  start: moment.optional(),
  members: z.array(member).max(50).optional(),
  reminders: z.array(z.object({ relative_fire_minute: z.number().int() })).optional(),
  repeat_rule: z.string().optional(),
  extra: z.string().optional(),
  origin: z.record(z.string(), z.unknown()).optional(),
  mode: z.union([z.literal(1), z.literal(2)]).optional(),
  is_milestone: z.boolean().optional(),
  completed_at: z.string().regex(/^\d+$/).optional(),
});

export const badTask = (why: string): ApiAnswer => failed(1470400, `invalid param: ${why}`);

export function findTask({ world }: Workspace, guid: string): Item | ApiAnswer {
  const item = world.state.items.get(guid);
  return item?.kind === 'task' ? item : failed(1470404, 'task not found', { status: 404 });
}

/** Members by the kind of id the caller uses; undefined: one of them is nobody. */
export function taskMembers(
  { world }: Workspace,
  members: z.output<typeof taskFields>['members'],
  type: IdType,
): Record<string, unknown>[] | undefined {
  const found = (members ?? []).flatMap((one) => {
    if (one.type === 'app') return one.id === world.app.appId ? one : [];
    const person = world.personBy(type, one.id);
    return person ? { ...one, id: person.openId } : [];
  });
  return found.length === (members ?? []).length ? found : undefined;
}

export const taskIdType = (given: string | undefined): { type: IdType } | ApiAnswer => {
  const read = readIdType(given);
  return 'type' in read ? read : badTask('user_id_type');
};

/** A task as every call about it answers; people by their open ids. */
export function taskAnswer({ world }: Workspace, item: Item): ApiAnswer {
  const { completed_at = '0', ...fields } = item.fields;
  const task = {
    guid: item.id,
    task_id: `t${world.ids.fixed('task', item.id, 6)}`,
    description: '',
    mode: 2,
    reminders: [],
    members: [],
    attachments: [],
    tasklists: [],
    is_milestone: false,
    ...fields,
    completed_at,
    status: completed_at === '0' ? 'todo' : 'done',
    creator: { id: world.app.appId, type: 'app', role: 'creator' },
    created_at: String(item.createdAt),
    updated_at: String(item.updatedAt),
    url: `https://applink.feishu.cn/client/todo/detail?guid=${item.id}`,
  };
  return done({ task });
}
