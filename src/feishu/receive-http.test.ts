import { createCipheriv, createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../core/clock.ts';
import { createLogger } from '../core/logger.ts';
import { createWebhook, decrypt, signatureOf } from './receive-http.ts';

const encryptKey = 'test key';
const verificationToken = 'verify-me';
const now = new Date('2026-02-02T01:05:00.000Z');
const clock: Clock = { now: () => now, wakeAt: () => () => undefined };
const log = createLogger('silent');

function seal(envelope: object, key = encryptKey): string {
  const iv = Buffer.alloc(16, 7);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), iv);
  const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(envelope)), cipher.final()]).toString(
    'base64',
  );
  // Spaces on purpose: the signature is over the bytes that arrived, not over what they parse to.
  return `{ "encrypt": "${sealed}" }`;
}

function signed(body: string, secondsOff = 0) {
  const timestamp = String(Math.floor(now.getTime() / 1000) + secondsOff);
  return {
    'X-Lark-Request-Timestamp': timestamp,
    'x-lark-request-nonce': 'n1',
    'x-lark-signature': signatureOf(timestamp, 'n1', encryptKey, Buffer.from(body)),
  };
}

function webhook(fail = false) {
  const seen: unknown[] = [];
  const receive = createWebhook({ encryptKey, verificationToken }, clock, log, async (envelope) => {
    if (fail) throw new Error('handler broke');
    seen.push(envelope);
    return { toast: { type: 'info', content: '好' } };
  });
  return { seen, receive };
}

const event = { schema: '2.0', header: { token: verificationToken, event_type: 'x' }, event: {} };

describe('encryption', () => {
  it('opens the documented vector', () => {
    expect(decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'test key')).toBe('hello world');
  });

  it('answers undefined to a wrong key, tampering and garbage', () => {
    expect(decrypt('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'other')).toBeUndefined();
    expect(decrypt('', encryptKey)).toBeUndefined();
    expect(decrypt('AAAA', encryptKey)).toBeUndefined();
    expect(decrypt(Buffer.alloc(35).toString('base64'), encryptKey)).toBeUndefined();
  });
});

describe('webhook', () => {
  it('answers the challenge without a signature', async () => {
    const body = seal({ type: 'url_verification', challenge: 'c1', token: verificationToken });
    expect(await webhook().receive(body, {})).toEqual({ status: 200, body: '{"challenge":"c1"}' });
  });

  it('hands a signed event on and returns the answer', async () => {
    const { seen, receive } = webhook();
    const body = seal(event);
    const answer = await receive(Buffer.from(body), signed(body, 290));
    expect(answer).toEqual({ status: 200, body: '{"toast":{"type":"info","content":"好"}}' });
    expect(seen).toEqual([event]);
  });

  it('asks for another delivery when the handler failed', async () => {
    const body = seal(event);
    expect((await webhook(true).receive(body, signed(body))).status).toBe(500);
  });

  it.each([
    ['no signature', seal(event), {}],
    ['another signature', seal(event), { ...signed(seal(event)), 'x-lark-signature': 'a'.repeat(64) }],
    ['a signature over other bytes', seal(event), signed(`${seal(event)} `)],
    ['an old timestamp', seal(event), signed(seal(event), -301)],
    ['a timestamp ahead', seal(event), signed(seal(event), 301)],
    ['another key', seal(event, 'other key'), signed(seal(event, 'other key'))],
    ['plain text', JSON.stringify(event), signed(JSON.stringify(event))],
    ['garbage', 'not json', signed('not json')],
    [
      'another verification token',
      seal({ ...event, header: { token: 'x' } }),
      signed(seal({ ...event, header: { token: 'x' } })),
    ],
    ['no verification token', seal({ ...event, header: {} }), signed(seal({ ...event, header: {} }))],
  ] as const)('refuses %s', async (_, body, headers) => {
    const { seen, receive } = webhook();
    expect((await receive(body, headers)).status).toBe(401);
    expect(seen).toEqual([]);
  });

  it('cannot be built without a key', () => {
    expect(() => createWebhook({}, clock, log, async () => ({}))).toThrow(/encrypt key/);
  });
});
