import { z } from 'zod';
import { type ApiAnswer, failed, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { batchContent } from '../batch-content.ts';
import { batchReceivers } from '../batch-receivers.ts';
import { has, lacksScope, needs } from '../scopes.ts';

const ids = z.array(z.string()).max(200).optional();
const body = z.object({
  msg_type: z.string(),
  content: z.record(z.string(), z.unknown()).optional(),
  card: z.record(z.string(), z.unknown()).optional(),
  open_ids: ids,
  user_ids: ids,
  union_ids: ids,
  department_ids: ids,
});
const dayMs = 86_400_000;
const beijingMs = 8 * 3_600_000;

/** One content to many people. Refusals come with HTTP 200; sending follows later, in order. Documented with a slash at the end. */
export const batchSend: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/message/v4/batch_send',
  scopes: needs.send,
  handle: ({ workspace, body: given }): ApiAnswer => {
    const refuse = (code: number, msg: string) => failed(code, msg, { status: 200 });
    const parsed = body.safeParse(given);
    if (!parsed.success) return refuse(10003, 'Invalid parameter.');
    const ask = parsed.data;
    const { world, settings, batches } = workspace;
    const [toPeople, toDepartments] = needs.batch;
    const named = [ask.open_ids, ask.user_ids, ask.union_ids].some((list) => (list?.length ?? 0) > 0);
    if (named && !has(settings, [toPeople])) return lacksScope(world, [toPeople]);
    const hasDepartments = (ask.department_ids?.length ?? 0) > 0;
    if (hasDepartments && !has(settings, [toDepartments])) return lacksScope(world, [toDepartments]);
    if (!named && !hasDepartments) return refuse(10003, 'Invalid parameter: no receiver');
    const content = batchContent(workspace, ask);
    if (isFailed(content)) return content;
    const { openIds, invalid } = batchReceivers(workspace, ask);
    const createdAt = world.now();
    const today = Math.floor((createdAt + beijingMs) / dayMs);
    const sentToday = [...world.state.batches.values()]
      .filter((batch) => Math.floor((batch.createdAt + beijingMs) / dayMs) === today)
      .reduce((sum, batch) => sum + batch.openIds.length, 0);
    if (sentToday + openIds.length > settings.batch_daily_max) {
      return refuse(11247, 'the daily limit of batch messages is reached');
    }
    const batchId = `bm-${world.ids.next('batch')}`;
    batches.accept({
      batchId,
      createdAt,
      ...content,
      openIds,
      messageIds: [],
      status: 'waiting',
      recalled: 0,
    });
    return { status: 200, body: { code: 0, msg: 'ok', data: { message_id: batchId, ...invalid } } };
  },
};
