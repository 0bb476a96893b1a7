import { z } from 'zod';

/** Everybody, or these open ids and everybody below these departments (`od-…`). */
const range = z.union([z.literal('all'), z.array(z.string())]).default('all');

/** An event, a text that is said, or a link. */
const menuItem = z.strictObject({
  name: z.string().min(1).max(30),
  event_key: z.string().min(1).max(30).optional(),
  text: z.string().min(1).optional(),
  url: z.url().optional(),
});

/** The switches of the workspace. Open questions of the public contract are switches, not guesses. */
export const settingsSchema = z.strictObject({
  token_lifetime_seconds: z.number().int().min(1).max(7200).default(7200),
  token_error_status: z.union([z.literal(400), z.literal(401)]).default(400),
  /** Published limits: 50/s and 1000/min per API, 5/s per person, chat and message. */
  limits: z.boolean().default(false),
  transport: z.enum(['ws', 'webhook']).default('ws'),
  webhook: z
    .strictObject({
      event_url: z.url(),
      callback_url: z.url().optional(),
      encrypt_key: z.string().min(1).optional(),
      verification_token: z.string().default(''),
    })
    .optional(),
  /** An event or a callback must be answered within this many real seconds. */
  answer_seconds: z.number().positive().max(60).default(3),
  frame_bytes: z.number().int().min(16).default(65_536),
  shuffle_parts: z.boolean().default(false),
  /** The four settings a client gets with its address and again with every pong. */
  ping_seconds: z.number().int().min(1).default(120),
  reconnect_seconds: z.number().int().min(1).default(5),
  reconnect_nonce_seconds: z.number().int().min(0).default(1),
  reconnect_count: z.number().int().min(-1).default(-1),
  /** An event that meets no connection waits for one, or uses up its retries. */
  unreachable_events: z.enum(['wait', 'ladder']).default('wait'),
  /** Events of one type are held back until the one before succeeded. */
  ordered_events: z.boolean().default(false),
  /** A later card update that comes before the answer to the click: taken and then reverted, or refused. */
  early_card_update: z.enum(['revert', 'reject']).default('reject'),
  max_connections: z.number().int().min(0).max(50).default(50),
  /** What a click answered without data does: nothing, or error 108002 in the client. */
  empty_callback_answer: z.enum(['tolerate', 'refuse']).default('refuse'),
  /** The sensitive scope `im:message.group_msg`: group talk that does not mention the bot. */
  all_group_messages: z.boolean().default(false),
  lock_card_while_clicked: z.boolean().default(true),
  /** The events subscribed to in the console: others never come. Clicks are no events. */
  subscribed_events: z.union([z.literal('all'), z.array(z.string())]).default('all'),
  /** The scopes an administrator granted the app; without one its calls, fields and events are missing. */
  granted_scopes: z.union([z.literal('all'), z.array(z.string())]).default('all'),
  /** Who can use the bot. */
  availability: range,
  /** Whose data the app may read. */
  contact_range: range,
  /** Open ids of people who have left. */
  resigned: z.array(z.string()).default([]),
  /** Open ids of people whose account is suspended: they are still there and can do nothing. */
  frozen: z.array(z.string()).default([]),
  /** Open ids of people who turned this bot's messages off. */
  blocked_by: z.array(z.string()).default([]),
  /** Groups in which the bot may not speak. */
  muted_chats: z.array(z.string()).default([]),
  /** The menu of the bot as entered in the console. */
  bot_menu: z
    .array(menuItem.extend({ children: z.array(menuItem).max(5).optional() }))
    .max(3)
    .default([]),
  /** Where a login may lead back to, as entered in the console. */
  redirect_urls: z.union([z.literal('any'), z.array(z.url())]).default('any'),
  user_token_lifetime_seconds: z.number().int().min(1).max(7200).default(7200),
  /** What the tenant has paid for. */
  urgent_sms_quota: z.number().int().min(0).default(1000),
  urgent_phone_quota: z.number().int().min(0).default(1000),
  batch_daily_max: z.number().int().min(0).default(500_000),
  /** More departments than this are too many for one recursive answer. */
  department_recursion_max: z.number().int().min(1).default(10_000),
  recall_window_hours: z.number().positive().default(24),
  markdown_tables_max: z.number().int().min(1).max(50).default(5),
});

export type Settings = z.output<typeof settingsSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});

/** Settings as a journal tells of them: one of another version that does not fit is forgotten as a whole. */
export function keptSettings(given: unknown): Settings {
  const parsed = settingsSchema.safeParse(given);
  return parsed.success ? parsed.data : defaultSettings;
}
