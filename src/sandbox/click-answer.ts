import { cardBytesMax, cardWorld } from './cards/refusal.ts';
import { findCardFault } from './cards/validate.ts';
import { isNode, type Node, parseCard } from './cards/walk.ts';
import type { Message } from './entities.ts';
import { text } from './text.ts';
import type { Answer } from './transport.ts';
import type { Workspace } from './workspace.ts';

interface Toast {
  readonly type: string;
  readonly content: string;
}

export interface ClickResult {
  /** 200, or what went wrong in the numbers of HTTP. */
  readonly status: number;
  readonly toast: Toast | null;
  readonly card_updated: boolean;
  readonly latency_ms: number;
  /** 0, the platform's number, or `required`. */
  readonly code: number | string;
}

export function failedClick(code: number | string, status: number, sentence: string): ClickResult {
  return { status, code, toast: { type: 'error', content: sentence }, card_updated: false, latency_ms: 0 };
}

const failure = (code: number, status: number): ClickResult =>
  failedClick(code, status, text.callbackFailed(code));

/** Does what the bot's answer to a click asks for, or shows the clicker the platform's error. */
export function applyAnswer(workspace: Workspace, message: Message, answer: Answer): ClickResult {
  switch (answer.kind) {
    case 'unreachable':
      return failure(200340, 503);
    case 'timeout':
    case 'gone':
      return failure(200341, 504);
    case 'refused':
      return failure(200342, 502);
    case 'malformed':
      return failure(200672, 502);
    case 'answered':
      break;
    default:
      return answer satisfies never;
  }
  if (answer.code !== 200) return failure(200671, 502);
  if (!answer.hasData) {
    return workspace.settings.empty_callback_answer === 'refuse' ? failure(108002, 502) : quiet;
  }
  if (!isNode(answer.data)) return failure(200672, 502);
  const toast = toastOf(answer.data.toast);
  if (toast === 'malformed') return failure(200672, 502);
  if (answer.data.card === undefined || answer.data.card === null) return { ...quiet, toast };
  return applyCard(workspace, message, answer.data.card) ?? { ...quiet, toast, card_updated: true };
}

const quiet: ClickResult = { status: 200, code: 0, toast: null, card_updated: false, latency_ms: 0 };

const toastTypes: readonly unknown[] = ['info', 'success', 'error', 'warning'];

function toastOf(given: unknown): Toast | null | 'malformed' {
  if (given === undefined || given === null) return null;
  if (!isNode(given)) return 'malformed';
  const type = given.type ?? 'info';
  if (!toastTypes.includes(type)) return 'malformed';
  const local = isNode(given.i18n) ? (given.i18n.zh_cn ?? given.content) : given.content;
  return typeof local === 'string' ? { type: String(type), content: local } : 'malformed';
}

function applyCard(workspace: Workspace, message: Message, given: unknown): ClickResult | undefined {
  const fresh = rawCard(given);
  if (!fresh) return failure(200673, 502);
  const before = parseCard(message.content);
  if (before?.schema === '2.0' && fresh.schema !== '2.0') return failure(200830, 502);
  const content = JSON.stringify(fresh);
  const fault = findCardFault(content, cardWorld(workspace));
  if (fault || Buffer.byteLength(content) > cardBytesMax) {
    workspace.log.warn({ fault }, 'card in the answer to a click was refused');
    return failure(200673, 502);
  }
  const { world } = workspace;
  world.apply({ t: 'content', messageId: message.messageId, content, at: world.now(), edit: false });
  return undefined;
}

/** `{type:"raw", data:{…}}`; templates live in a console this workspace does not have. */
function rawCard(given: unknown): Node | undefined {
  return isNode(given) && given.type === 'raw' && isNode(given.data) ? given.data : undefined;
}
