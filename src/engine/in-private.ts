import { isRefusal } from '../core/errors.ts';
import type { Command } from './define.ts';
import { sentenceCard } from './sentence-card.ts';

/** What names people is answered in the private chat, a refusal too, wherever it was asked (duties.md f.2). */
export function inPrivate(run: Command['run']): Command['run'] {
  return async (context, rest) => {
    const outcome = await run(context, rest);
    if (!isRefusal(outcome) || context.chat.type === 'p2p') return outcome;
    return { reply: sentenceCard(outcome.sentence), isPersonal: true };
  };
}
