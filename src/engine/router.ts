import { isRefusal, type Refusal } from '../core/errors.ts';
import type { LiveSubject } from '../notices/notice.ts';
import { engineText } from '../text/engine.ts';
import { sayAction } from './ask-back.ts';
import type { About, ActorContext, Click, CrowdAction, FlowContext, Outcome, Press } from './define.ts';
import type { Effect } from './effect.ts';
import type { ClickAnswer, InboundEvent } from './inbound-port.ts';
import { aboutQuoted } from './quoted.ts';
import type { Registry } from './registry.ts';
import { runMessage } from './run-message.ts';
import { sentenceCard } from './sentence-card.ts';
import { onMessage, sentCards } from './stale.ts';
import { offerUndo, pressUndo, undoAction } from './undo.ts';

export interface Routed {
  readonly answer?: ClickAnswer | undefined;
  readonly effects: readonly Effect[];
}

/** From an event to the one flow that handles it; the only place where its answer becomes notices. */
export async function route(context: FlowContext, registry: Registry, event: InboundEvent): Promise<Routed> {
  if (event.kind === 'bot_added') return { effects: [] };
  const acting = actingIn(context, event);
  if (!acting) return routeStranger(event);
  switch (event.kind) {
    case 'message':
      if (!isMeant(event)) return { effects: [] };
      return replied(acting, event, await offerUndo(acting, await answerMessage(acting, registry, event)));
    case 'menu':
      return replied(
        acting,
        event,
        await offerUndo(acting, await runMessage(acting, registry, `/${event.key}`)),
      );
    case 'click': {
      if (event.action === sayAction) return pressedAnswer(acting, registry, event);
      if (event.action === undoAction) {
        return clicked(acting, event, await onItsMessage(acting, await pressUndo(acting, registry, event)));
      }
      const action = registry.actions.get(event.action);
      const outcome = action
        ? await action(acting, clickOf(event))
        : ({ toast: { tone: 'info', text: engineText.staleCard } } satisfies Outcome);
      const offered = await offerUndo(acting, outcome);
      return clicked(acting, event, await onItsMessage(acting, offered));
    }
    case 'chat_entered': {
      const outcomes = await Promise.all(
        registry.flows.flatMap((flow) => (flow.onEnter ? [flow.onEnter(acting)] : [])),
      );
      return { effects: outcomes.flatMap((outcome) => outcome.effects ?? []) };
    }
    default:
      return event satisfies never;
  }
}

type Message = Extract<InboundEvent, { readonly kind: 'message' }>;
export type ClickEvent = Extract<InboundEvent, { readonly kind: 'click' }>;

/** Presses of one button by many, in the order they came in: what each is answered, and all they cause. */
export async function routeCrowd(
  context: FlowContext,
  action: CrowdAction,
  events: readonly ClickEvent[],
): Promise<readonly Routed[]> {
  const presses = events.map((event): Press | undefined => {
    const acting = actingIn(context, event);
    return acting && { ...acting, click: clickOf(event) };
  });
  const known = presses.filter((press) => press !== undefined);
  const outcomes = known.length === 0 ? [] : await action(context, known);
  const outcomeOf = new Map(known.map((press, at) => [press, outcomes[at]]));
  const messages = known.map(({ messageId }) => messageId);
  const sent = await sentCards(context.tx, messages, context.now);
  return events.map((event, at) => {
    const press = presses[at];
    const outcome = press && outcomeOf.get(press);
    if (!press || !outcome) return routeStranger(event);
    return clicked(
      press,
      event,
      isRefusal(outcome) ? outcome : onMessage<Outcome>(outcome, sent.get(press.messageId)),
    );
  });
}

/** Who does this and where; undefined: nobody on the roster. */
function actingIn(context: FlowContext, event: InboundEvent): ActorContext | undefined {
  const actor = context.directory.personByAccount(event.account);
  const type = event.kind === 'message' ? event.chatType : 'p2p';
  return (
    actor && {
      ...context,
      actor,
      eventKey: event.eventKey,
      messageId: 'messageId' in event ? event.messageId : '',
      chat: 'chatId' in event ? { id: event.chatId, type } : { id: '', type: 'p2p' },
    }
  );
}

/** In a group people talk to each other; only what is addressed to the bot is meant for it. */
function isMeant({ chatType, mentionsBot }: Message): boolean {
  return chatType === 'p2p' || mentionsBot;
}

function clickOf({ payload, form, option }: ClickEvent): Click {
  return { payload, form, option };
}

async function onItsMessage(context: ActorContext, outcome: Outcome | Refusal): Promise<Outcome | Refusal> {
  if (isRefusal(outcome) || !outcome.card) return outcome;
  const { tx, messageId, now } = context;
  return onMessage(outcome, (await sentCards(tx, [messageId], now)).get(messageId));
}

/** A reply to a card is about what the card is about. */
async function answerMessage(
  context: ActorContext,
  registry: Registry,
  event: Message,
): Promise<Outcome | Refusal> {
  const quoted = [event.parentId, event.rootId].filter((id) => id !== undefined);
  const reader = { person: context.actor.code, chat: event.chatId };
  const about = await aboutQuoted(context.tx, quoted, reader, registry.cardKinds);
  return runMessage({ ...context, about }, registry, event.text);
}

/** An answer to a question asked back: run as if typed, in the place of the question. */
async function pressedAnswer(context: ActorContext, registry: Registry, event: ClickEvent): Promise<Routed> {
  const { line, activity } = event.payload;
  const about: About | undefined = typeof activity === 'string' ? { activity, instances: [] } : undefined;
  const outcome = await runMessage({ ...context, about }, registry, String(line));
  if (isRefusal(outcome)) return clicked(context, event, outcome);
  const offered = await offerUndo(context, outcome);
  if (isRefusal(offered)) return clicked(context, event, offered);
  const { reply, liveReply, card = reply, effects = [], ...rest } = offered;
  const kept: readonly Effect[] = liveReply
    ? [{ do: 'keep_live', messageId: event.messageId, person: context.actor.code, ...liveReply }]
    : [];
  return clicked(context, event, { ...rest, card, effects: [...effects, ...kept] });
}

function replied(context: ActorContext, event: InboundEvent, outcome: Outcome | Refusal): Routed {
  const reply = isRefusal(outcome) ? sentenceCard(outcome.sentence) : outcome.reply;
  const effects = isRefusal(outcome) ? [] : (outcome.effects ?? []);
  const live = isRefusal(outcome) ? undefined : outcome.liveReply;
  if (!reply) return { effects };
  const isForGroup = !isRefusal(outcome) && outcome.isForGroup === true;
  const where = isForGroup ? context : { ...context, chat: { id: '', type: 'p2p' as const } };
  return { effects: [...effects, replyEffect(where, event, reply, live)] };
}

function clicked(context: ActorContext, event: InboundEvent, outcome: Outcome | Refusal): Routed {
  if (isRefusal(outcome))
    return { answer: { toast: { tone: 'warning', text: outcome.sentence } }, effects: [] };
  const effects = outcome.effects ?? [];
  return {
    answer: { toast: outcome.toast, card: outcome.card },
    effects: outcome.reply
      ? [...effects, replyEffect(context, event, outcome.reply, outcome.liveReply)]
      : effects,
  };
}

/** A reply in a group quotes the message it answers; in the private chat it simply follows. */
function replyEffect(context: ActorContext, event: InboundEvent, card: object, live?: LiveSubject): Effect {
  const inGroup = context.chat.type === 'group';
  return {
    do: 'notify',
    notice: {
      key: `reply:${event.eventKey}`,
      kind: 'engine.reply',
      channel: 'reply',
      to: inGroup ? { chat: context.chat.id } : { person: context.actor.code },
      replyTo: inGroup ? context.messageId : undefined,
      subject: {},
      card,
      live,
    },
  };
}

/** Something broke: nothing was done, and whoever asked for it hears so. */
export function routeFailure(context: FlowContext, event: InboundEvent): Routed {
  const acting = actingIn(context, event);
  if (event.kind === 'click') {
    return { answer: { toast: { tone: 'error', text: engineText.failed } }, effects: [] };
  }
  const isAsked = event.kind === 'menu' || (event.kind === 'message' && isMeant(event));
  if (!acting || !isAsked) return { effects: [] };
  return { effects: [replyEffect(acting, event, sentenceCard(engineText.failed))] };
}

/** Somebody who is not on the roster: one polite sentence, nothing about the organisation. */
function routeStranger(event: InboundEvent): Routed {
  if (event.kind === 'click') {
    return { answer: { toast: { tone: 'info', text: engineText.notOnRoster } }, effects: [] };
  }
  if (event.kind !== 'message' || event.chatType !== 'p2p') return { effects: [] };
  const notice = {
    key: `reply:${event.eventKey}`,
    kind: 'engine.reply',
    channel: 'reply' as const,
    to: { chat: event.chatId },
    subject: {},
    card: sentenceCard(engineText.notOnRoster),
  };
  return { effects: [{ do: 'notify', notice }] };
}
