import { z } from 'zod';
import { type ApiAnswer, done, failed } from './answers.ts';
import type { Item } from './entities.ts';
import type { Workspace } from './workspace.ts';

/** A day, or a moment in seconds with the zone it is shown in. */
const edge = z.object({
  date: z.iso.date().optional(),
  timestamp: z.string().regex(/^\d+$/).optional(),
  timezone: z.string().optional(),
});

export const calendarEventBody = z
  .object({
    summary: z.string().max(1000).optional(),
    description: z.string().max(40_960).optional(),
    need_notification: z.boolean().optional(),
    start_time: edge,
    end_time: edge,
  })
  .loose();

/** The one calendar there is: the bot's own. */
export const primaryId = ({ world }: Workspace): string =>
  `feishu.cn_${world.ids.fixed('calendar', world.app.appId, 22)}@group.calendar.feishu.cn`;

export const badCalendarParameter = (why: string): ApiAnswer =>
  failed(190002, `invalid parameters in request: ${why}`);

/** Undefined: this is the calendar. */
export function refuseCalendar(workspace: Workspace, id: string): ApiAnswer | undefined {
  return id === 'primary' || id === primaryId(workspace) ? undefined : failed(191001, 'invalid calendar_id');
}

export function findEvent(workspace: Workspace, calendarId: string, eventId: string): Item | ApiAnswer {
  const refusal = refuseCalendar(workspace, calendarId);
  if (refusal) return refusal;
  const item = workspace.world.state.items.get(eventId);
  return item?.kind === 'calendar_event' ? item : failed(193001, 'event not found', { status: 404 });
}

export function eventAnswer(workspace: Workspace, item: Item): ApiAnswer {
  const { attendees: _, need_notification: __, ...fields } = item.fields;
  const event = {
    event_id: item.id,
    organizer_calendar_id: primaryId(workspace),
    visibility: 'default',
    attendee_ability: 'none',
    free_busy_status: 'busy',
    ...fields,
    status: 'confirmed',
    is_exception: false,
    create_time: String(Math.floor(item.createdAt / 1000)),
    event_organizer: { display_name: workspace.world.app.name },
  };
  return done({ event });
}
