import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { InboundHandler } from '../engine/inbound-port.ts';
import { answerBody, normalize } from './normalize.ts';
import { fields } from './wire.ts';

/** A decoded envelope in, the body of the answer out; throws when the platform is to deliver it again. */
export type Intake = (envelope: unknown) => Promise<object>;

export function createIntake(
  handler: InboundHandler,
  clock: Clock,
  log: Logger,
  botOpenId: () => string | undefined,
): Intake {
  return async (envelope) => {
    const event = normalize(envelope, { botOpenId: botOpenId(), now: clock.now() });
    if (!event) {
      log.debug({ eventType: fields(fields(envelope).header).event_type }, 'platform event ignored');
      return {};
    }
    try {
      return answerBody(await handler.handle(event));
    } catch (error) {
      log.error({ err: error, kind: event.kind, eventKey: event.eventKey }, 'event not handled');
      throw error;
    }
  };
}
