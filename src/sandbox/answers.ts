import type { z } from 'zod';

export interface ApiAnswer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers?: Record<string, string> | undefined;
  /** Sent instead of the body: a page, or the bytes of a file. */
  readonly raw?: { readonly type: string; readonly data: string | Buffer } | undefined;
}

export function done(data: unknown = {}, msg = 'success'): ApiAnswer {
  return { status: 200, body: { code: 0, msg, data } };
}

/** A refusal in the platform's shape; the dispatcher adds the log id. */
export function failed(
  code: number,
  msg: string,
  extra: { status?: number; error?: Record<string, unknown>; headers?: Record<string, string> } = {},
): ApiAnswer {
  return {
    status: extra.status ?? 400,
    body: { code, msg, error: extra.error ?? {} },
    headers: extra.headers,
  };
}

export function isFailed(answer: object): answer is ApiAnswer {
  return 'status' in answer && 'body' in answer;
}

/** A body that fits the schema, or the platform's field validation error. */
export function readBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> | ApiAnswer {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const violations = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.'),
    value: '',
    description: issue.message,
  }));
  return failed(99992402, 'field validation failed', { error: { field_violations: violations } });
}

export const raw = (type: string, data: string | Buffer, headers?: Record<string, string>): ApiAnswer => ({
  status: 200,
  body: {},
  headers,
  raw: { type, data },
});

export const unknownMessage = (): ApiAnswer =>
  failed(99992354, 'The request you send is not a valid {message_id} or not exists');
