import type { RequestRecord } from './entities.ts';

/** How many requests the log holds; it drops a tenth at once, so that dropping costs nothing. */
const keptRequests = 200_000;

export interface RequestLog {
  requests: RequestRecord[];
  /** Characters in the log, and how many of the oldest records have lost theirs. */
  requestCharacters: number;
  bareRequests: number;
}

const textLength = (record: RequestRecord): number =>
  (record.body?.length ?? 0) + (record.answer?.length ?? 0);

/** Takes in one more, and lets go of the oldest. */
export function keepRequest(state: RequestLog, record: RequestRecord, keptCharacters: number): void {
  state.requests.push(record);
  state.requestCharacters += textLength(record);
  while (state.requestCharacters > keptCharacters) {
    const oldest = state.requests[state.bareRequests];
    if (!oldest) break;
    state.requestCharacters -= textLength(oldest);
    oldest.body = undefined;
    oldest.answer = undefined;
    state.bareRequests += 1;
  }
  if (state.requests.length <= keptRequests) return;
  const dropped = keptRequests / 10;
  for (const gone of state.requests.slice(0, dropped)) state.requestCharacters -= textLength(gone);
  state.requests = state.requests.slice(dropped);
  state.bareRequests = Math.max(0, state.bareRequests - dropped);
}
