import { isFailed } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { eventAnswer, findEvent } from '../calendar.ts';
import { needs } from '../scopes.ts';

export const calendarEventGet: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/calendar/v4/calendars/:calendar_id/events/:event_id',
  scopes: needs.readCalendar,
  handle: ({ workspace, param }) => {
    const item = findEvent(workspace, param('calendar_id'), param('event_id'));
    return isFailed(item) ? item : eventAnswer(workspace, item);
  },
};
