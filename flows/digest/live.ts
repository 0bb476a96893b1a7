import { and, asc, eq } from 'drizzle-orm';
import type { Reader } from '../../db/client.ts';
import { dutyInstances, lines, outbox } from '../../db/schema/index.ts';
import { dayOf } from '../../src/calendar/day.ts';
import { refuse } from '../../src/core/errors.ts';
import { seatLeft } from '../../src/duties/seat.ts';
import { toInstance } from '../../src/duties/store.ts';
import type { Action, FlowContext, LiveCardComposer } from '../../src/engine/index.ts';
import { digestCardKind } from '../../src/notices/carried-cards.ts';
import { drawDigests } from './draw.ts';
import { isOfWeek } from './missed-weeks.ts';
import { text } from './text.ts';
import { readMark } from './week-acts.ts';

/** A digest that has left, as it reads now: what was settled since says so on the card that asked for it. */
export const drawDigestLive: LiveCardComposer = (context, { subject, personCode }) => {
  const [id = '', page = '0'] = subject.split('#');
  return redraw(context, { id, person: personCode, page: Number(page) });
};

async function redraw(
  context: Omit<FlowContext, 'tx'> & { readonly tx: Reader },
  { id, person: code, page }: { readonly id: string; readonly person: string; readonly page: number },
): Promise<object | undefined> {
  const person = context.directory.person(code);
  const [row] = await context.tx
    .select({
      dedupeKey: outbox.dedupeKey,
      channel: outbox.channel,
      state: outbox.state,
      sendingAt: outbox.sendingAt,
    })
    .from(outbox)
    .where(and(eq(outbox.id, id), eq(outbox.personCode, code)));
  if (!row || !person) return undefined;
  const rows = await context.tx
    .select({ line: lines, item: dutyInstances })
    .from(lines)
    .leftJoin(dutyInstances, eq(dutyInstances.key, lines.instanceKey))
    .where(eq(lines.outboxId, id))
    .orderBy(asc(lines.instanceKey), asc(lines.stage));
  const { directory, today } = context;
  // What became of an item since is not for whoever has handed the desk on.
  const carried = rows.flatMap(({ line, item }) =>
    item && seatLeft(directory, toInstance(item), { person: code, post: line.post }, today) ? [] : [line],
  );
  if (carried.length === 0 && rows.length > 0) return undefined;
  const sentAt = row.sendingAt ?? undefined;
  const mark = sentAt && (await readMark(context, code, { state: row.state, day: dayOf(sentAt) }));
  const isDirect = row.channel === 'direct';
  const tellsWeek = isOfWeek(row, context.calendar);
  const digest = { id, person, isDirect, tellsWeek, lines: carried, page, sentAt, mark };
  return (await drawDigests(context, [digest])).get(id);
}

/** 更多 and 上一页: the same card, turned over. */
export const turnPage: Action = async (context, { payload }) => {
  const [row] = await context.tx
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.messageId, context.messageId), eq(outbox.personCode, context.actor.code)));
  if (!row) return refuse('gone', text.gone);
  const page = Number(payload.page);
  return {
    effects: [
      {
        do: 'keep_live',
        messageId: context.messageId,
        kind: digestCardKind,
        subject: `${row.id}#${page}`,
        person: context.actor.code,
      },
    ],
  };
};
