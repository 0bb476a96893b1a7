export interface Form {
  /** Parts by name; values are bytes, because a file part may come without a file name. */
  readonly parts: ReadonlyMap<string, Buffer>;
}

const boundaryOf = (contentType: string): string | undefined => {
  const found = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  return found?.[1] ?? found?.[2];
};

/** Reads `multipart/form-data`; undefined when the bytes are none. */
export function readMultipart(contentType: string, body: Buffer): Form | undefined {
  const boundary = boundaryOf(contentType);
  if (boundary === undefined) return undefined;
  const delimiter = Buffer.from(`--${boundary}`);
  const parts = new Map<string, Buffer>();
  let at = body.indexOf(delimiter);
  if (at < 0) return undefined;
  for (;;) {
    const start = at + delimiter.length;
    if (body.toString('latin1', start, start + 2) === '--') return { parts };
    const next = body.indexOf(delimiter, start);
    if (next < 0) return undefined;
    const head = body.indexOf('\r\n\r\n', start);
    if (head < 0 || head > next) return undefined;
    const name = /\bname="([^"]*)"/i.exec(body.toString('utf8', start, head))?.[1];
    if (name === undefined) return undefined;
    parts.set(name, body.subarray(head + 4, next - 2));
    at = next;
  }
}
