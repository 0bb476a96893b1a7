import { isRefusal } from '../../src/core/errors.ts';
import { type Command, sentenceCard } from '../../src/engine/index.ts';

/** What names people is answered in the private chat, a refusal too, wherever it was asked. */
export function inPrivate(run: Command['run']): Command['run'] {
  return async (context, rest) => {
    const outcome = await run(context, rest);
    if (!isRefusal(outcome) || context.chat.type === 'p2p') return outcome;
    return { reply: sentenceCard(outcome.sentence), isPersonal: true };
  };
}
