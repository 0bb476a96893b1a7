import type { Composer, Effect, FlowContext } from '../../src/engine/index.ts';
import type { Composed } from '../../src/notices/notice.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { answerCard } from './cards.ts';
import { type Asked, askedById } from './requests.ts';

/** What became of it, once, as soon as messages may be sent: to the person who asked, or who has to know. */
export function answerTo(
  context: Pick<FlowContext, 'now' | 'calendar'>,
  { request, instance }: Asked,
  person = request.requestedBy,
): Effect {
  return {
    do: 'notify',
    notice: {
      key: `answer:${request.id}`,
      kind: 'extensions.answer',
      channel: 'answer',
      to: { person },
      subject: { request: request.id, instance: instance.key },
      notBefore: nextSendingTime(context.now, context.calendar),
    },
  };
}

export const composeAnswer: Composer = async (context, notices) => {
  const idOf = ({ subject }: (typeof notices)[number]) => (subject as { readonly request: string }).request;
  const asked = await askedById(context.tx, notices.map(idOf));
  return new Map(
    notices.map((notice): [string, Composed] => {
      const one = asked.get(idOf(notice));
      return [
        notice.id,
        one ? { kind: 'card', card: answerCard(context, one) } : { kind: 'suppress', reason: 'gone' },
      ];
    }),
  );
};
