import { done } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { primaryId } from '../calendar.ts';
import { needs } from '../scopes.ts';

/** The calendar of the bot itself. */
export const calendarPrimary: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/calendar/v4/calendars/primary',
  scopes: needs.readCalendar,
  handle: ({ workspace }) => {
    const calendar = {
      calendar_id: primaryId(workspace),
      summary: workspace.world.app.name,
      description: '',
      permissions: 'private',
      color: -1,
      type: 'primary',
      summary_alias: '',
      is_deleted: false,
      is_third_party: false,
      role: 'owner',
    };
    return done({ calendars: [{ calendar, user_id: workspace.world.app.openId }] });
  },
};
