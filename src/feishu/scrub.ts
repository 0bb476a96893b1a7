const shapes: readonly RegExp[] = [
  /\b[tuac]-[A-Za-z0-9_.-]{8,}/g,
  /(Bearer\s+)[^\s"',]+/gi,
  /((?:ticket|access_key|device_id|app_secret|AppSecret|code|token)["']?\s*[=:]\s*["']?)[A-Za-z0-9_.-]{6,}/g,
];

/** Takes secrets out of text that somebody else composed: SDK messages, error messages, addresses. */
export function scrub(text: string, secrets: readonly string[] = []): string {
  const withoutKnown = secrets
    .filter((secret) => secret.length >= 6)
    .reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text);
  return shapes.reduce(
    (rest, shape) =>
      rest.replace(shape, (_, kept: unknown) => `${typeof kept === 'string' ? kept : ''}[redacted]`),
    withoutKnown,
  );
}
