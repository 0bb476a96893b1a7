import { describe, expect, it } from 'vitest';
import { createLogger } from '../core/logger.ts';
import { scrub } from './scrub.ts';
import { sdkLogger } from './sdk-log.ts';

describe('scrub', () => {
  it.each([
    ['a bearer token', 'Authorization: Bearer t-g1044abcdef0123', 't-g1044abcdef0123'],
    ['a card token', 'token c-295ee57216a5dc9de90f', '295ee57216a5'],
    ['a connection ticket', 'wss://x/ws/v2?service_id=7&ticket=abcdef123456', 'abcdef123456'],
    ['an access key', 'wss://x/ws/v2?access_key=abcdef123456&a=1', 'abcdef123456'],
    ['a secret in JSON', '{"app_secret":"abcdef123456"}', 'abcdef123456'],
  ])('takes out %s', (_, text, secret) => {
    expect(scrub(text)).not.toContain(secret);
    expect(scrub(text)).toContain('[redacted]');
  });

  it('takes out secrets it was told of, and leaves other words alone', () => {
    expect(scrub('code: 10014, app secret invalid: my-own-secret', ['my-own-secret'])).toBe(
      'code: 10014, app secret invalid: [redacted]',
    );
  });
});

describe('sdkLogger', () => {
  it('writes words and error messages, never objects', () => {
    const lines: string[] = [];
    const log = createLogger('trace', { write: (line: string) => void lines.push(line) });
    const failed = Object.assign(new Error('HTTP 400 for Bearer t-g1044abcdef0123'), {
      config: { data: 'app-secret' },
    });
    sdkLogger(log, []).error(['[ws]', failed, { app_secret: 'app-secret' }]);
    expect(lines.join('')).toContain('[ws] Error: HTTP 400 for Bearer [redacted] [object]');
    expect(lines.join('')).not.toContain('app-secret');
  });
});
