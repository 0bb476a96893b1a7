import { isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { badCalendarParameter, calendarEventBody, eventAnswer, refuseCalendar } from '../calendar.ts';
import { needs } from '../scopes.ts';

export const calendarEventCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/calendar/v4/calendars/:calendar_id/events',
  scopes: needs.calendar,
  handle: ({ workspace, param, query, body: given }) => {
    const ask = readBody(calendarEventBody, given);
    if (isFailed(ask)) return ask;
    const refusal = refuseCalendar(workspace, param('calendar_id'));
    if (refusal) return refusal;
    const { world } = workspace;
    const token = query('idempotency_key');
    const known = [...world.state.items.values()].find(
      (item) => token !== undefined && item.kind === 'calendar_event' && item.token === token,
    );
    if (known) return eventAnswer(workspace, known);
    const { start_time: start, end_time: end } = ask;
    const isWholeDay = start.date !== undefined && end.date !== undefined;
    const isTimed = start.timestamp !== undefined && end.timestamp !== undefined;
    if (isWholeDay === isTimed)
      return badCalendarParameter('start_time and end_time: both a date or both a timestamp');
    const isBackwards = isWholeDay
      ? String(start.date) > String(end.date)
      : Number(start.timestamp) > Number(end.timestamp);
    if (isBackwards) return badCalendarParameter('end_time before start_time');
    const now = world.now();
    const item = {
      id: `${world.ids.next('calendar_event')}_0`,
      kind: 'calendar_event' as const,
      createdAt: now,
      updatedAt: now,
      fields: ask,
      token,
    };
    world.apply({ t: 'item', item });
    return eventAnswer(workspace, item);
  },
};
