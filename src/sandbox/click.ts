import { type Aim, callbackValue, findControl, isSubmit } from './cards/controls.ts';
import { clientValue, isMomentPicker, submittedValues } from './cards/form-values.ts';
import { isExpired } from './cards/life.ts';
import { type Node, type Placed, parseCard } from './cards/walk.ts';
import { applyAnswer, type ClickResult, failedClick } from './click-answer.ts';
import type { Message, Person } from './entities.ts';
import { envelope } from './events.ts';
import { text } from './text.ts';
import type { Workspace } from './workspace.ts';

export interface Click extends Aim {
  readonly form_value?: Readonly<Record<string, unknown>> | undefined;
  readonly option?: string | undefined;
  readonly options?: readonly string[] | undefined;
  readonly checked?: boolean | undefined;
  readonly input_value?: string | undefined;
  /** Pressed on an older card: what is not there now is reported as it was. */
  readonly stale?: boolean | undefined;
  /** Laid over what an honest client would send. */
  readonly tamper?: Readonly<Record<string, unknown>> | undefined;
}

/** The person cannot do that in a client: no such component, or a value it would not take. */
export interface Impossible {
  readonly impossible: string;
  readonly status: 400 | 404;
}

type Action = Record<string, unknown>;

/** Presses a component of the card as it stands now, and waits for what the bot answers. */
export async function click(
  workspace: Workspace,
  person: Person,
  message: Message,
  how: Click,
): Promise<ClickResult | Impossible> {
  const card = message.msgType === 'interactive' ? parseCard(message.content) : undefined;
  if (!card) return { impossible: 'the message is no card', status: 404 };
  if (message.recalled) return failedClick(230011, 410, text.recalled);
  if (isExpired(message, workspace.world.now())) return failedClick(230031, 410, text.expired);
  const send = (action: Action) => ask(workspace, person, message, { ...action, ...how.tamper });
  const placed = findControl(card, how);
  if (!placed && how.stale) return send(staleAction(how));
  if (!placed) return { impossible: 'the card has no such component now', status: 404 };
  if (placed.node.disabled === true) return { impossible: 'the component is disabled', status: 404 };
  const made = actionOf(placed, how);
  if ('impossible' in made || 'toast' in made) return made;
  if (!made.action) return { status: 200, toast: null, card_updated: false, latency_ms: 0, code: 0 };
  return send(made.action);
}

/** As a client that still shows the older card sends it. */
function staleAction({ name, value, form_value, option, options, checked, input_value }: Click): Action {
  return { tag: 'button', value: value ?? {}, name, form_value, option, options, checked, input_value };
}

function actionOf(placed: Placed, how: Click): { action: Action | undefined } | ClickResult | Impossible {
  const { node, form } = placed;
  const value = callbackValue(node);
  const base: Action = {
    tag: node.tag,
    value,
    ...(typeof node.name === 'string' ? { name: node.name } : {}),
  };
  if (form && isSubmit(node)) {
    const sent = submittedValues(form, how.form_value ?? {});
    if ('reason' in sent) return { impossible: sent.reason, status: 400 };
    if (sent.missing.length > 0) return failedClick('required', 422, text.required(sent.missing));
    return { action: { ...base, form_value: sent.values, ...zoneOf(form) } };
  }
  if (how.form_value) return { impossible: 'form_value goes with the submit button of a form', status: 400 };
  if (node.tag === 'button' || node.tag === 'interactive_container') {
    return { action: value === undefined ? undefined : base };
  }
  if (form) return { impossible: 'inside a form only buttons report; use form_value', status: 400 };
  const entered = enteredValue(node, how);
  if (!('fields' in entered)) return entered;
  const reports = node.tag !== 'checker' || value !== undefined;
  return {
    action: reports ? { ...base, ...entered.fields, ...(isMomentPicker(node) ? zone : {}) } : undefined,
  };
}

const zone = { timezone: 'Asia/Shanghai' };

function zoneOf(form: Node): { timezone?: string } {
  return JSON.stringify(form).match(/"tag":"(date_picker|picker_time|picker_datetime)"/) ? zone : {};
}

function enteredValue(node: Node, how: Click): { fields: Action } | Impossible {
  const tag = String(node.tag);
  const field =
    tag === 'input'
      ? 'input_value'
      : tag === 'checker'
        ? 'checked'
        : tag.startsWith('multi_') || node.multi_select === true
          ? 'options'
          : 'option';
  const given = how[field];
  if (given === undefined) return { impossible: `a ${tag} needs "${field}"`, status: 400 };
  const checked = clientValue(node, given);
  return 'reason' in checked
    ? { impossible: checked.reason, status: 400 }
    : { fields: { [field]: checked.value } };
}

async function ask(
  workspace: Workspace,
  person: Person,
  message: Message,
  action: Action,
): Promise<ClickResult> {
  const { world, locked, settings, push } = workspace;
  const eventId = world.ids.next('event');
  const token = `c-${world.ids.next('card-token', 40)}`;
  world.apply({
    t: 'card_token',
    token: { token, messageId: message.messageId, openId: person.openId, createdAt: world.now(), uses: 0 },
  });
  const event = {
    operator: {
      tenant_key: world.app.tenantKey,
      user_id: person.userId,
      open_id: person.openId,
      union_id: person.unionId,
    },
    token,
    action,
    host: 'im_message',
    context: { open_message_id: message.messageId, open_chat_id: message.chatId },
  };
  const { messageId } = message;
  const startedAt = performance.now();
  if (settings.lock_card_while_clicked) locked.set(messageId, (locked.get(messageId) ?? 0) + 1);
  try {
    const answer = await push.call(
      eventId,
      'card.action.trigger',
      envelope(workspace, 'card.action.trigger', event, eventId, 'us'),
    );
    const latencyMs = Math.round((performance.now() - startedAt) * 10) / 10;
    revertEarly(workspace, messageId);
    return { ...applyAnswer(workspace, message, answer), latency_ms: latencyMs };
  } finally {
    const left = (locked.get(messageId) ?? 1) - 1;
    if (left > 0) locked.set(messageId, left);
    else locked.delete(messageId);
  }
}

/** A later update that came before the answer is undone by it. */
function revertEarly({ world, early }: Workspace, messageId: string): void {
  const before = early.get(messageId);
  if (before === undefined) return;
  early.delete(messageId);
  world.apply({ t: 'content', messageId, content: before, at: world.now(), edit: false });
}
