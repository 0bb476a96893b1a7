/** What became of one event or callback on its way to the bot. */
export type Answer =
  | { readonly kind: 'answered'; readonly code: number; readonly hasData: boolean; readonly data: unknown }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'timeout' }
  /** The connection went away under it. */
  | { readonly kind: 'gone' }
  /** Nobody listens at the webhook's address. */
  | { readonly kind: 'refused' }
  /** No connection is open, no address is set. */
  | { readonly kind: 'unreachable' };

/** Reads the acknowledgement of a frame: `{code, data?: base64 of JSON}`. */
export function readAnswer(payload: Uint8Array | undefined): Answer {
  try {
    const body: unknown = JSON.parse(Buffer.from(payload ?? []).toString('utf8'));
    if (typeof body !== 'object' || body === null || !('code' in body)) return { kind: 'malformed' };
    const data = 'data' in body ? body.data : undefined;
    const hasData = typeof data === 'string' && data !== '';
    return {
      kind: 'answered',
      code: Number(body.code),
      hasData,
      data: hasData ? (JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as unknown) : undefined,
    };
  } catch {
    return { kind: 'malformed' };
  }
}

/** What is wrong with one delivery on purpose. Only the long connection can be this wrong. */
export interface Trick {
  /** The last part never comes. */
  readonly isTruncated?: boolean | undefined;
  readonly frameType?: string | undefined;
  /** The connection breaks right after the delivery, while the bot still works on it. */
  readonly breaksAfter?: boolean | undefined;
}
