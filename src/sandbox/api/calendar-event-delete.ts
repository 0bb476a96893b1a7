import { done, isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { findEvent } from '../calendar.ts';
import { needs } from '../scopes.ts';

export const calendarEventDelete: ApiMethod = {
  verb: 'DELETE',
  path: '/open-apis/calendar/v4/calendars/:calendar_id/events/:event_id',
  scopes: needs.calendar,
  handle: ({ workspace, param }) => {
    const item = findEvent(workspace, param('calendar_id'), param('event_id'));
    if (isFailed(item)) return item;
    workspace.world.apply({ t: 'item_gone', itemId: item.id });
    return done();
  },
};
