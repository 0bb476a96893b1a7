import { dayOf } from '../../calendar/day.ts';
import type { ExplainInput, KeptLine } from './explanation.ts';

/** What stood at the end of the day that is asked about: of a day gone by, without what came after it. */
export function asOfToday(input: ExplainInput): ExplainInput {
  const { instance, today } = input;
  const { recordedAt } = instance;
  const isLater = recordedAt !== null && dayOf(recordedAt) > today;
  return {
    ...input,
    instance: isLater
      ? { ...instance, state: 'open', heldOn: null, recordedAt: null, daysLate: null }
      : instance,
    handled: input.handled.filter(({ onDay }) => onDay <= today),
    lines: input.lines.filter(({ bookedOn }) => bookedOn <= today).map((line) => fateBy(line, today)),
    requests: input.requests
      .filter(({ askedOn }) => askedOn <= today)
      .map((request) =>
        request.decidedOn !== null && request.decidedOn > today ? { ...request, decidedOn: null } : request,
      ),
    onlineAllowed: input.onlineAllowed && input.onlineAllowed.on <= today ? input.onlineAllowed : undefined,
  };
}

const onTheWay: ReadonlySet<KeptLine['fate']> = new Set(['waiting', 'held']);

/** What left later was still waiting that day. When a line was taken back is not kept. */
function fateBy(line: KeptLine, today: KeptLine['on']): KeptLine {
  const isLater = line.on > today && !onTheWay.has(line.fate);
  return isLater ? { ...line, fate: 'waiting', reason: null } : line;
}
