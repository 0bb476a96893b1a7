import { z } from 'zod';

const who = z.enum(['only_owner', 'all_members']);
const shown = z.enum(['only_owner', 'all_members', 'not_anyone']);

/** What anybody in a group may change, unless it is closed to members. */
export const openFields = {
  avatar: z.string().optional(),
  name: z.string().max(60).optional(),
  description: z.string().max(100).optional(),
  i18n_names: z.record(z.string(), z.string()).optional(),
};

/** What only those in charge may set. */
export const guardedFields = {
  add_member_permission: who.optional(),
  share_card_permission: z.enum(['allowed', 'not_allowed']).optional(),
  at_all_permission: who.optional(),
  edit_permission: who.optional(),
  group_message_type: z.enum(['chat', 'thread']).optional(),
  chat_type: z.enum(['private', 'public']).optional(),
  join_message_visibility: shown.optional(),
  leave_message_visibility: shown.optional(),
  membership_approval: z.enum(['no_approval_required', 'approval_required']).optional(),
  urgent_setting: who.optional(),
  video_conference_setting: who.optional(),
  pin_manage_setting: who.optional(),
  hide_member_count_setting: who.optional(),
};

/** Of a request, the settings that were given. */
export function givenSettings(ask: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const names = [...Object.keys(guardedFields), 'avatar', 'i18n_names'];
  return Object.fromEntries(names.flatMap((name) => (ask[name] === undefined ? [] : [[name, ask[name]]])));
}
