/** Kinds decide how an edge reacts: chat sentence, HTTP status, retry or give up. */
export type ErrorKind =
  | 'invalid'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'upstream'
  | 'unavailable'
  | 'bug';

/** A thrown failure. `code` is stable and meant for machines, the message for the operator (English). */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly retryable: boolean;

  constructor(
    kind: ErrorKind,
    code: string,
    message: string,
    options: { cause?: unknown; retryable?: boolean } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.kind = kind;
    this.code = code;
    this.retryable = options.retryable ?? kind === 'unavailable';
  }
}

/** An expected "no": a value, never thrown. `sentence` is the one Chinese sentence the person reads. */
export interface Refusal {
  readonly refused: true;
  readonly code: string;
  readonly sentence: string;
}

export function refuse(code: string, sentence: string): Refusal {
  return { refused: true, code, sentence };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refused' in value && value.refused === true;
}

/** Anything caught, as an AppError; an unknown error is a bug until somebody classifies it. */
export function toAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const message = cause instanceof Error ? cause.message : String(cause);
  return new AppError('bug', 'unexpected', message, { cause });
}
