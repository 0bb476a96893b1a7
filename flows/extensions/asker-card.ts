import { isNeedless } from '../../src/duties/approvals.ts';
import { deciderNow } from '../../src/duties/deciding.ts';
import type { ActorContext, FlowContext, LiveCardComposer, Outcome } from '../../src/engine/index.ts';
import { requestCardKind } from '../../src/notices/carried-cards.ts';
import { answerCard, needlessCard, sentCard, withdrawnCard } from './cards.ts';
import { type Asked, askedById, type DutyRequest } from './requests.ts';

type View = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;

/** The asker's card as the request stands: with whom it is, or what became of it. */
export function standingCard(context: View, asked: Asked): object {
  const { request, instance } = asked;
  switch (request.state) {
    case 'pending':
      return isNeedless(request, instance)
        ? needlessCard(context, asked)
        : sentCard(context, asked, deciderNow(context, request, instance)?.people ?? []);
    case 'withdrawn':
      return withdrawnCard(context, asked);
    case 'overtaken':
      return needlessCard(context, asked);
    case 'approved':
    case 'refused':
      return answerCard(context, asked);
    default:
      return request.state satisfies never;
  }
}

export const drawAsked: LiveCardComposer = async (context, { subject }) => {
  const asked = (await askedById(context.tx, [subject])).get(subject);
  return asked && standingCard(context, asked);
};

/** The answer to whoever asks follows the request: it is brought up to date when the item or the request moves on. */
export function liveSent({ id }: DutyRequest): NonNullable<Outcome['liveReply']> {
  return { kind: requestCardKind, subject: id };
}

/** The same where the pressed card itself becomes that answer. */
export function keepSent({ messageId, actor }: ActorContext, request: DutyRequest) {
  return { do: 'keep_live', messageId, person: actor.code, ...liveSent(request) } as const;
}
