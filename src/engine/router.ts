import { parseCommand } from '../commands/parse.ts';
import { isRefusal, type Refusal } from '../core/errors.ts';
import type { LiveSubject } from '../notices/notice.ts';
import { engineText } from '../text/engine.ts';
import type { ActorContext, Click, FlowContext, Outcome } from './define.ts';
import type { Effect } from './effect.ts';
import type { ClickAnswer, InboundEvent } from './inbound-port.ts';
import type { Registry } from './registry.ts';
import { sentenceCard } from './sentence-card.ts';

export interface Routed {
  readonly answer?: ClickAnswer | undefined;
  readonly effects: readonly Effect[];
}

/** From an event to the one flow that handles it; the only place where its answer becomes notices. */
export async function route(context: FlowContext, registry: Registry, event: InboundEvent): Promise<Routed> {
  if (event.kind === 'bot_added') return { effects: [] };
  const actor = context.directory.personByAccount(event.account);
  if (!actor) return routeStranger(event);
  const acting: ActorContext = {
    ...context,
    actor,
    commands: registry.commands,
    eventKey: event.eventKey,
    messageId: 'messageId' in event ? event.messageId : '',
    chat: 'chatId' in event ? { id: event.chatId, type: chatType(event) } : { id: '', type: 'p2p' },
  };
  switch (event.kind) {
    case 'message':
      // In a group people talk to each other; only what is addressed to the bot is meant for it.
      if (event.chatType === 'group' && !event.mentionsBot) return { effects: [] };
      return replied(acting, event, await runMessage(acting, registry, event.text));
    case 'menu':
      return replied(acting, event, await runMessage(acting, registry, `/${event.key}`));
    case 'click': {
      const click: Click = { payload: event.payload, form: event.form, option: event.option };
      const action = registry.actions.get(event.action);
      const outcome = action
        ? await action(acting, click)
        : ({ toast: { tone: 'info', text: engineText.staleCard } } satisfies Outcome);
      return clicked(acting, event, outcome);
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

function chatType(event: InboundEvent): 'p2p' | 'group' {
  return event.kind === 'message' ? event.chatType : 'p2p';
}

async function runMessage(
  context: ActorContext,
  registry: Registry,
  text: string,
): Promise<Outcome | Refusal> {
  const parsed = parseCommand(text, registry.commands);
  switch (parsed.kind) {
    case 'command':
      return parsed.command.run(context, parsed.rest);
    case 'unknown':
      return { reply: sentenceCard(engineText.unknownCommand(parsed.typed, parsed.nearest)) };
    case 'plain':
      return { reply: sentenceCard(engineText.notACommand) };
    default:
      return parsed satisfies never;
  }
}

function replied(context: ActorContext, event: InboundEvent, outcome: Outcome | Refusal): Routed {
  const reply = isRefusal(outcome) ? sentenceCard(outcome.sentence) : outcome.reply;
  const effects = isRefusal(outcome) ? [] : (outcome.effects ?? []);
  const live = isRefusal(outcome) ? undefined : outcome.liveReply;
  return { effects: reply ? [...effects, replyEffect(context, event, reply, live)] : effects };
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
