import { expect, it } from 'vitest';
import { eachWorkspace } from './each.ts';
import { onlyHere } from './tenant.ts';
import { ann, app, bob } from './workspace.ts';

const here = onlyHere('needs people of its own');
const at = eachWorkspace();
const { code } = at;

here('tasks', () => {
  it('are made once per token, changed by field, and deleted', async () => {
    const client = at.workspace.client();
    const due = { timestamp: String(Date.parse('2026-02-28T17:00:00+08:00')), is_all_day: false };
    const create = () =>
      client.task.v2.task.create({
        params: { user_id_type: 'open_id' },
        data: {
          summary: '二月主题党日',
          due,
          members: [{ id: ann, type: 'user', role: 'assignee' }],
          client_token: 'theme-day-2026-02',
        },
      });
    const made = await create();
    expect(made.data?.task).toMatchObject({
      guid: expect.stringMatching(/^[0-9a-f]{32}$/),
      summary: '二月主题党日',
      due,
      members: [{ id: ann, type: 'user', role: 'assignee' }],
      status: 'todo',
      completed_at: '0',
      creator: { id: app.appId, type: 'app' },
      created_at: String(Date.parse('2026-02-02T09:05:00+08:00')),
    });
    expect((await create()).data?.task?.guid).toBe(made.data?.task?.guid);
    const path = { task_guid: made.data?.task?.guid ?? '' };
    await at.workspace.control('/clock', { advance: 'PT1M' });
    const done = await client.task.v2.task.patch({
      path,
      data: {
        task: { completed_at: '1770000000000', summary: '不改' },
        update_fields: ['completed_at', 'due'],
      },
    });
    expect(done.data?.task).toMatchObject({ summary: '二月主题党日', status: 'done' });
    const { task } = (await client.task.v2.task.get({ path })).data ?? {};
    expect(task).toEqual(done.data?.task);
    expect(task).not.toHaveProperty('due');
    expect(Number(task?.updated_at) - Number(task?.created_at)).toBe(60_000);
    expect((await client.task.v2.task.delete({ path })).code).toBe(0);
    expect(await code('GET', `/task/v2/tasks/${path.task_guid}`)).toBe(1470404);
  });

  it('are refused without a summary, with people nobody knows, with fields there are not', async () => {
    const create = (body: unknown) => code('POST', '/task/v2/tasks', body);
    expect(await create({})).toBe(99992402);
    expect(await create({ summary: '长'.repeat(3001) })).toBe(99992402);
    expect(await create({ summary: '一', members: [{ id: 'ou_none' }] })).toBe(1470400);
    expect(await code('DELETE', '/task/v2/tasks/none')).toBe(1470404);
    const made = await at.workspace.api('POST', '/task/v2/tasks', { summary: '一' });
    const { guid } = (made.body.data as { task: { guid: string } }).task;
    const patch = (update_fields: string[]) =>
      code('PATCH', `/task/v2/tasks/${guid}`, { task: {}, update_fields });
    expect(await patch(['colour'])).toBe(1470400);
    expect(await patch(['summary'])).toBe(1470400);
  });
});

here('the calendar of the bot', () => {
  it('takes events with people and groups, once per key', async () => {
    const client = at.workspace.client();
    const primary = await client.calendar.v4.calendar.primary();
    const calendar_id = primary.data?.calendars?.[0]?.calendar?.calendar_id ?? '';
    const seconds = (moment: string) => ({
      timestamp: String(Date.parse(moment) / 1000),
      timezone: 'Asia/Shanghai',
    });
    const create = () =>
      client.calendar.v4.calendarEvent.create({
        path: { calendar_id },
        params: { idempotency_key: 'theme-day-2026-02' },
        data: {
          summary: '主题党日',
          start_time: seconds('2026-02-12T15:00:00+08:00'),
          end_time: seconds('2026-02-12T17:00:00+08:00'),
          reminders: [{ minutes: 15 }],
          vchat: { vc_type: 'no_meeting' },
        },
      });
    const made = await create();
    expect(made.data?.event).toMatchObject({
      event_id: expect.stringMatching(/^\w+_0$/),
      organizer_calendar_id: calendar_id,
      summary: '主题党日',
      start_time: seconds('2026-02-12T15:00:00+08:00'),
      reminders: [{ minutes: 15 }],
      status: 'confirmed',
    });
    const event_id = made.data?.event?.event_id ?? '';
    expect((await create()).data?.event?.event_id).toBe(event_id);
    const path = { calendar_id, event_id };
    const chat_id = await at.group();
    const invited = await client.calendar.v4.calendarEventAttendee.create({
      path,
      params: { user_id_type: 'open_id' },
      data: {
        attendees: [
          { type: 'user', user_id: bob },
          { type: 'chat', chat_id },
        ],
      },
    });
    expect(invited.data?.attendees).toMatchObject([
      { type: 'user', user_id: bob, display_name: '白晓', rsvp_status: 'needs_action' },
      { type: 'chat', chat_id, display_name: '第一支部群' },
    ]);
    expect((await client.calendar.v4.calendarEvent.get({ path })).data?.event).toEqual(made.data?.event);
    expect((await client.calendar.v4.calendarEvent.delete({ path })).code).toBe(0);
    expect(await code('GET', `/calendar/v4/calendars/${calendar_id}/events/${event_id}`)).toBe(193001);
  });

  it('refuses other calendars, times that do not fit, people nobody knows', async () => {
    const create = (start_time: unknown, end_time: unknown, calendar = 'primary') =>
      at.workspace.api('POST', `/calendar/v4/calendars/${calendar}/events`, { start_time, end_time });
    const day = { date: '2026-02-12' };
    const made = await create(day, day);
    expect(made.body.code).toBe(0);
    expect((await create(day, day, 'other')).body.code).toBe(191001);
    expect((await create(day, { timestamp: '1770000000' })).body.code).toBe(190002);
    expect((await create({ date: '2026-02-13' }, day)).body.code).toBe(190002);
    expect((await create({ date: 'soon' }, day)).body.code).toBe(99992402);
    const { event_id } = (made.body.data as { event: { event_id: string } }).event;
    const invite = (one: unknown) =>
      code('POST', `/calendar/v4/calendars/primary/events/${event_id}/attendees`, { attendees: [one] });
    expect(await invite({ type: 'user', user_id: 'ou_none' })).toBe(190002);
    expect(await invite({ type: 'chat', chat_id: 'oc_none' })).toBe(190002);
  });
});
