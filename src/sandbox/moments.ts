const beijingMs = 8 * 3_600_000;

/** `2026-02-02T09:05:00+08:00`: the workspace lives in one zone and says so. */
export function beijing(at: number): string {
  const text = new Date(at + beijingMs).toISOString();
  return `${text.slice(0, at % 1000 === 0 ? 19 : 23)}+08:00`;
}

const parts = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** An ISO-8601 duration of fixed length (weeks to seconds) in milliseconds; undefined when it is none. */
export function durationMs(text: string): number | undefined {
  const found = parts.exec(text);
  if (!found || /[PT]$/.test(text)) return undefined;
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = found
    .slice(1)
    .map((x) => Number(x ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}
