import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/** Fields that may hold secrets or personal content, wherever they stand in a log record. */
const redactedFields = [
  'app_secret',
  'appSecret',
  'AppSecret',
  'tenant_access_token',
  'authorization',
  'Authorization',
  'encryptKey',
  'token',
  'content',
  'form_value',
  'text',
];

/** One JSON line per event on stdout (or `stream`); constant message, data in fields. */
export function createLogger(level: string, stream?: DestinationStream): Logger {
  const paths = redactedFields.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);
  const options = { level, redact: { paths, censor: '[redacted]' }, base: null };
  return stream ? pino(options, stream) : pino(options);
}
