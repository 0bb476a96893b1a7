import type { Effect, FlowContext } from '../../src/engine/index.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { answerCard } from './cards.ts';
import type { Asked } from './requests.ts';

/** What became of it, once, as soon as messages may be sent: to the person who asked, or who has to know. */
export function answerTo(
  context: Pick<FlowContext, 'now' | 'today' | 'calendar' | 'directory' | 'catalogue'>,
  asked: Asked,
  person = asked.request.requestedBy,
): Effect {
  return {
    do: 'notify',
    notice: {
      key: `answer:${asked.request.id}`,
      kind: 'extensions.answer',
      channel: 'reply',
      to: { person },
      subject: {},
      card: answerCard(context, asked),
      notBefore: nextSendingTime(context.now, context.calendar),
    },
  };
}
