import { bareWords } from '../card/texts.ts';
import { parse, record, str } from '../json.ts';
import type { Message } from '../protocol.ts';
import { text } from '../text.ts';

/** Text messages carry mention keys in place of names. */
export function spokenText(message: Message): string {
  const words = str(record(parse(message.content)).text);
  return message.mentions.reduce((shown, { key, name }) => shown.replaceAll(key, `@${name}`), words);
}

/** One line that stands for a message: in a quote, or while it is not drawn. */
export function previewOf(message: Message): string {
  if (message.msg_type === 'text') return spokenText(message);
  if (message.msg_type !== 'interactive') return text.chat.unsupported(message.msg_type);
  const card = record(parse(message.content));
  const summary = str(record(record(card.config).summary).content);
  return summary || bareWords(record(card.header).title) || text.chat.cardPreview;
}
