import type { SendResult } from '../notices/chat-port.ts';
import { scrub } from './scrub.ts';
import { fields, text } from './wire.ts';

/** The platform answered, but not with success. Holds nothing of the request, so it may be logged. */
export class HttpAnswer extends Error {
  readonly status: number;
  /** Parsed JSON, or undefined when the body was something else. */
  readonly body: unknown;
  readonly resetSeconds: number | undefined;

  constructor(status: number, body: unknown, resetSeconds?: number) {
    super(`HTTP ${status}, code ${String(fields(body).code ?? 'none')}`);
    this.name = 'HttpAnswer';
    this.status = status;
    this.body = body;
    this.resetSeconds = resetSeconds;
  }
}

/** Nothing usable came back: whether the request had an effect is unknown. */
export class NoAnswer extends Error {
  constructor(detail: string) {
    super(detail);
    this.name = 'NoAnswer';
  }
}

export type Failure = Exclude<SendResult, { kind: 'accepted' }>;
type Reason = Extract<SendResult, { kind: 'refused' }>['reason'];

/**
 * What a code means for the one who wants to send. `busy` carries the wait in milliseconds and also holds
 * the troubles of the app itself (credentials, approval, allow-list): nothing is wrong with the message, it
 * certainly did not go out, and it must not be lost because somebody rotated a secret.
 */
const meanings: ReadonlyMap<number, Reason | number> = new Map<number, Reason | number>([
  // Rate limits, in all their disguises.
  [99991400, 1_000],
  [230020, 1_000],
  [230049, 1_000],
  [18121, 1_000],
  [11232, 5_000],
  [11233, 5_000],
  [11247, 3_600_000],
  [99991403, 3_600_000],
  // The app, not the message.
  [99991661, 60_000],
  [99991663, 60_000],
  [99991664, 60_000],
  [99991671, 60_000],
  [10003, 60_000],
  [10014, 60_000],
  [10015, 60_000],
  [99991662, 600_000],
  [99991673, 600_000],
  [99991401, 600_000],
  // The person or chat cannot be reached.
  [230002, 'unreachable'],
  [230013, 'unreachable'],
  [230029, 'unreachable'],
  [230034, 'unreachable'],
  [230035, 'unreachable'],
  [230038, 'unreachable'],
  [230053, 'unreachable'],
  [232009, 'unreachable'],
  [232011, 'unreachable'],
  [99992351, 'unreachable'],
  [99992361, 'unreachable'],
  // The message that was meant is no longer there, or no longer changeable.
  [230011, 'gone'],
  [230110, 'gone'],
  [230050, 'gone'],
  [230019, 'gone'],
  [230031, 'gone'],
  // What was to be said.
  [230001, 'content'],
  [230022, 'content'],
  [230025, 'content'],
  [230028, 'content'],
  [230054, 'content'],
  [230055, 'content'],
  [230099, 'content'],
  [99992402, 'content'],
  // What the app may do.
  [99991672, 'permission'],
  [99991679, 'permission'],
  [18120, 'permission'],
  [230006, 'permission'],
  [230012, 'permission'],
  [230015, 'permission'],
  [230017, 'permission'],
  [230018, 'permission'],
  [230026, 'permission'],
  [230027, 'permission'],
  [230071, 'permission'],
  [230075, 'permission'],
]);

const staleTokens: ReadonlySet<number> = new Set([99991661, 99991663]);

export function isStaleToken(failure: Failure): boolean {
  return failure.kind === 'busy' && staleTokens.has(failure.code);
}

/** Longest detail kept in the ledger. */
const maxDetail = 300;

export function failureOf(status: number, body: unknown, resetSeconds?: number): Failure {
  const { code, msg } = fields(body);
  const waitMs = resetSeconds === undefined ? undefined : Math.max(1, resetSeconds) * 1000;
  if (typeof code !== 'number') {
    if (status === 429) return { kind: 'busy', retryAfterMs: waitMs ?? 1_000, code: 429 };
    return { kind: 'no_answer', detail: `HTTP ${status} without an answer of the platform` };
  }
  const meaning = meanings.get(code);
  if (typeof meaning === 'number') return { kind: 'busy', retryAfterMs: waitMs ?? meaning, code };
  if (meaning === undefined && status === 429) return { kind: 'busy', retryAfterMs: waitMs ?? 1_000, code };
  const detail = scrub(text(msg)).slice(0, maxDetail);
  if (meaning === undefined && status >= 500)
    return { kind: 'no_answer', detail: `HTTP ${status}, code ${code}` };
  return { kind: 'refused', code, reason: meaning ?? 'other', detail };
}

/** Any failure of a call. Throws what is neither an answer nor the lack of one: that is a bug of ours. */
export function failureOfError(error: unknown): Failure {
  if (error instanceof HttpAnswer) return failureOf(error.status, error.body, error.resetSeconds);
  if (error instanceof NoAnswer) return { kind: 'no_answer', detail: error.message };
  throw error;
}
