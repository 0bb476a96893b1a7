import { type ApiAnswer, failed } from './answers.ts';
import { batchCardRefusal, cardBytesMax, cardWorld } from './cards/refusal.ts';
import { findCardFault } from './cards/validate.ts';
import { isNode } from './cards/walk.ts';
import { refuseContent } from './posting.ts';
import type { Workspace } from './workspace.ts';

interface Asked {
  readonly msg_type: string;
  readonly content?: Readonly<Record<string, unknown>> | undefined;
  readonly card?: Readonly<Record<string, unknown>> | undefined;
}

const refuse = (code: number, msg: string): ApiAnswer => failed(code, msg, { status: 200 });

/** The content of a batch as an ordinary message has it: objects become text. */
export function batchContent(
  workspace: Workspace,
  ask: Asked,
): { msgType: string; content: string } | ApiAnswer {
  if (ask.msg_type === 'interactive') return cardContent(workspace, ask.card);
  const { content } = ask;
  if (!content) return refuse(10003, 'Invalid parameter: content');
  const inner = contentOf(ask.msg_type, content);
  if (inner === undefined) return refuse(10003, 'Invalid parameter: msg_type or content');
  const text = JSON.stringify(inner);
  const wrong = refuseContent(workspace, ask.msg_type, text);
  return wrong ? refuse(10002, String(wrong.body.msg)) : { msgType: ask.msg_type, content: text };
}

function contentOf(type: string, content: Readonly<Record<string, unknown>>): unknown {
  if (type === 'post') return isNode(content.post) ? content.post : undefined;
  if (type === 'share_chat') return { chat_id: content.share_chat_id };
  return type === 'text' || type === 'image' ? content : undefined;
}

function cardContent(
  workspace: Workspace,
  card: Asked['card'],
): { msgType: string; content: string } | ApiAnswer {
  if (!card) return refuse(10003, 'Invalid parameter: card');
  const content = JSON.stringify(card);
  if (Buffer.byteLength(content) > cardBytesMax) {
    return batchCardRefusal({ code: 200860, message: 'the card is too big' });
  }
  const fault = findCardFault(content, cardWorld(workspace));
  return fault ? batchCardRefusal(fault) : { msgType: 'interactive', content };
}
