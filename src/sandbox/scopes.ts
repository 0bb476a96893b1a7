import { type ApiAnswer, failed } from './answers.ts';
import type { Settings } from './settings.ts';
import type { World } from './world.ts';

type AnyOf = readonly string[];

/** Reading the directory at all; which fields come along depends on the scopes of the fields. */
const directory: AnyOf = [
  'contact:contact.base:readonly',
  'contact:contact:readonly_as_app',
  'contact:contact:access_as_app',
];

/** Per use, the scopes of which any one suffices. */
export const needs = {
  send: ['im:message', 'im:message:send_as_bot', 'im:message:send'],
  readMessages: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
  update: ['im:message', 'im:message:send_as_bot', 'im:message:update'],
  recall: ['im:message', 'im:message:send_as_bot', 'im:message:recall'],
  readers: ['im:message', 'im:message:readonly', 'im:message:send_as_bot'],
  urgentApp: ['im:message.urgent'],
  urgentSms: ['im:message.urgent:sms'],
  urgentPhone: ['im:message.urgent:phone'],
  react: ['im:message', 'im:message.reactions:write_only'],
  readReactions: ['im:message', 'im:message:readonly', 'im:message.reactions:read'],
  pin: ['im:message', 'im:message.pins:write_only'],
  readPins: ['im:message', 'im:message:readonly', 'im:message.pins:read'],
  upload: ['im:resource', 'im:resource:upload'],
  batch: ['im:message:send_multi_users', 'im:message:send_multi_depts'],
  createChat: ['im:chat', 'im:chat:create'],
  readChats: ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly'],
  updateChat: ['im:chat', 'im:chat:update'],
  deleteChat: ['im:chat', 'im:chat:delete'],
  changeMembers: ['im:chat', 'im:chat.members:write_only'],
  readMembers: ['im:chat', 'im:chat:readonly', 'im:chat.members:read', 'im:chat.group_info:readonly'],
  topNotice: ['im:chat', 'im:chat.top_notice:write_only'],
  tabs: ['im:chat', 'im:chat.tabs:write_only'],
  readTabs: ['im:chat', 'im:chat:readonly', 'im:chat.tabs:read'],
  menu: ['im:chat', 'im:chat.menu_tree:write_only'],
  readMenu: ['im:chat', 'im:chat:readonly', 'im:chat.menu_tree:read'],
  tasks: ['task:task:write', 'task:task:writeonly'],
  readTasks: ['task:task:read', 'task:task:write'],
  calendar: ['calendar:calendar', 'calendar:calendar.event:create', 'calendar:calendar.event:update'],
  readCalendar: ['calendar:calendar', 'calendar:calendar:readonly', 'calendar:calendar.event:read'],
  writeCards: ['cardkit:card:write'],
  readCards: ['cardkit:card:read', 'cardkit:card:write'],
  directory,
  departments: [...directory, 'contact:department.base:readonly'],
  findIds: ['contact:user.id:readonly'],
  roles: ['contact:functional_role:readonly', 'contact:contact:readonly_as_app'],
  writeCommands: ['application:app_slash_command:write'],
  readCommands: ['application:app_slash_command:read', 'application:app_slash_command:write'],
} as const satisfies Record<string, AnyOf>;

/** Fields of a person, and what each group of them needs. */
export const fieldNeeds = {
  user_id: ['contact:user.employee_id:readonly'],
  base: ['contact:user.base:readonly', 'contact:contact:readonly_as_app', 'contact:contact:access_as_app'],
  email: ['contact:user.email:readonly'],
  mobile: ['contact:user.phone:readonly'],
  gender: ['contact:user.gender:readonly'],
  department: [
    'contact:user.department:readonly',
    'contact:contact:readonly_as_app',
    'contact:contact:access_as_app',
  ],
  department_path: ['contact:user.department_path:readonly'],
  employee: [
    'contact:user.employee:readonly',
    'contact:contact:readonly_as_app',
    'contact:contact:access_as_app',
  ],
} as const satisfies Record<string, AnyOf>;

/** The sensitive one: what a group says without mentioning the bot, and what it said before. */
export const groupHistory: AnyOf = ['im:message.group_msg'];

const messageEvents: AnyOf = ['im:message', 'im:message:readonly'];
const chatEvents: AnyOf = [
  'im:chat',
  'im:chat:readonly',
  'im:chat.members:read',
  'im:chat.members:bot_access',
];

/** By the beginning of the type; what is not named here needs no scope. */
const eventNeeds: readonly (readonly [string, AnyOf])[] = [
  ['im.message.message_read_', messageEvents],
  ['im.message.recalled_', messageEvents],
  ['im.message.reaction.', [...messageEvents, 'im:message.reactions:read']],
  ['im.chat.member.', chatEvents],
  ['im.chat.updated_', chatEvents],
  ['im.chat.disbanded_', chatEvents],
  ['im.chat.access_event.', ['im:chat.access_event.bot_p2p_chat:read']],
  ['contact.user.', [...directory, 'contact:user.base:readonly']],
  ['contact.department.', [...directory, 'contact:department.base:readonly']],
  ['contact.scope.', directory],
];

const heard = {
  p2p: ['im:message.p2p_msg:readonly', 'im:message.p2p_msg'],
  mention: ['im:message.group_at_msg:readonly', 'im:message.group_at_msg'],
} as const satisfies Record<string, AnyOf>;

export function has(settings: Settings, anyOf: AnyOf): boolean {
  const granted = settings.granted_scopes;
  return granted === 'all' || anyOf.some((scope) => granted.includes(scope));
}

/** Without its subscription or its scope an event never comes, and nothing says so. */
export function isEventGranted(settings: Settings, type: string): boolean {
  const subscribed = settings.subscribed_events;
  if (subscribed !== 'all' && !subscribed.includes(type)) return false;
  const need = eventNeeds.find(([start]) => type.startsWith(start));
  return need === undefined || has(settings, need[1]);
}

/** Whether the bot hears what is said, by where it is said. */
export function isHeard(settings: Settings, place: 'p2p' | 'mention' | 'group'): boolean {
  if (place !== 'group') return has(settings, heard[place]);
  const granted = settings.granted_scopes;
  return settings.all_group_messages || (granted !== 'all' && has(settings, groupHistory));
}

export const knownScopes: readonly string[] = [
  ...new Set(
    [
      ...Object.values(needs),
      ...Object.values(fieldNeeds),
      ...Object.values(heard),
      ...eventNeeds.map(([, scopes]) => scopes),
      groupHistory,
      ['offline_access'],
    ].flat(),
  ),
].sort();

export function lacksScope(world: World, anyOf: AnyOf): ApiAnswer {
  const url = `https://open.feishu.cn/app/${world.app.appId}/auth?q=${anyOf.join(',')}&op_from=openapi&token_type=tenant`;
  return failed(99991672, `Access denied. One of the following scopes is required: [${anyOf.join(', ')}].`, {
    error: {
      permission_violations: anyOf.map((subject) => ({ type: 'action_scope_required', subject })),
      helps: [{ url, description: `Learn more about scopes and how to add them: [${anyOf.join(', ')}]` }],
    },
  });
}

/** The person did not grant it to the app. */
export function lacksConsent(anyOf: AnyOf): ApiAnswer {
  return failed(
    99991679,
    `Unauthorized. You do not have permission to perform the requested operation on the resource. Please request user re-authorization and try again. required one of these privileges under the user identity: [${anyOf.join(', ')}].`,
    { error: { permission_violations: anyOf.map((subject) => ({ type: 'user_scope_required', subject })) } },
  );
}
