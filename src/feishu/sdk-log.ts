import type { Logger } from '../core/logger.ts';
import { scrub } from './scrub.ts';

function words(part: unknown): string {
  if (typeof part === 'string') return part;
  if (part instanceof Error) return `${part.name}: ${part.message}`;
  if (Array.isArray(part)) return part.map(words).join(' ');
  // Objects in SDK messages are requests and responses; both may hold secrets or personal content.
  return typeof part === 'object' && part !== null ? '[object]' : String(part);
}

/**
 * The SDK's log lines in our own log, a level quieter: what matters about a failed call is reported by the
 * call itself.
 */
export function sdkLogger(log: Logger, secrets: readonly string[]) {
  const line =
    (level: 'warn' | 'debug' | 'trace') =>
    (...message: readonly unknown[]) =>
      log[level]({ detail: scrub(words(message), secrets).slice(0, 500) }, 'feishu sdk');
  return {
    error: line('warn'),
    warn: line('debug'),
    info: line('debug'),
    debug: line('trace'),
    trace: line('trace'),
  };
}
