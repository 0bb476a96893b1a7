import { z } from 'zod';
import { done, isFailed, readBody } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { badCalendarParameter, findEvent } from '../calendar.ts';
import { readIdType } from '../id-type.ts';
import { needs } from '../scopes.ts';

const attendee = z.object({
  type: z.enum(['user', 'chat', 'resource', 'third_party']),
  is_optional: z.boolean().default(false),
  user_id: z.string().optional(),
  chat_id: z.string().optional(),
  room_id: z.string().optional(),
  third_party_email: z.string().optional(),
});
const body = z.object({
  attendees: z.array(attendee).min(1).max(1000),
  need_notification: z.boolean().optional(),
});

export const calendarAttendeesCreate: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/calendar/v4/calendars/:calendar_id/events/:event_id/attendees',
  scopes: needs.calendar,
  handle: ({ workspace, param, query, body: given }) => {
    const ask = readBody(body, given);
    if (isFailed(ask)) return ask;
    const ids = readIdType(query('user_id_type'));
    if (isFailed(ids)) return badCalendarParameter('user_id_type');
    const item = findEvent(workspace, param('calendar_id'), param('event_id'));
    if (isFailed(item)) return item;
    const { world } = workspace;
    const invited: Record<string, unknown>[] = [];
    for (const one of ask.attendees) {
      const person = world.personBy(ids.type, one.user_id ?? '');
      const chat = world.chat(one.chat_id ?? '');
      if (one.type === 'user' && !person) return badCalendarParameter('user_id');
      if (one.type === 'chat' && !chat) return badCalendarParameter('chat_id');
      invited.push({
        ...one,
        attendee_id: `${one.type}_${world.ids.nextNumber('attendee')}`,
        rsvp_status: 'needs_action',
        is_organizer: false,
        is_external: one.type === 'third_party',
        display_name: person?.name ?? chat?.name ?? one.third_party_email ?? one.room_id ?? '',
      });
    }
    const before = Array.isArray(item.fields.attendees) ? (item.fields.attendees as unknown[]) : [];
    const fields = { ...item.fields, attendees: [...before, ...invited] };
    world.apply({ t: 'item', item: { ...item, fields, updatedAt: world.now() } });
    return done({ attendees: invited });
  },
};
