import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { Intake } from './intake.ts';
import { fields, firstText, parseJson, text } from './wire.ts';

interface WebhookAnswer {
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;
export type Webhook = (rawBody: string | Buffer, headers: WebhookHeaders) => Promise<WebhookAnswer>;

const freshForMs = 5 * 60_000;

export function decrypt(encrypted: string, encryptKey: string): string | undefined {
  const bytes = Buffer.from(encrypted, 'base64');
  if (bytes.length < 32) return undefined;
  const key = createHash('sha256').update(encryptKey).digest();
  const decipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, 16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()]).toString('utf8');
  } catch (error) {
    // Wrong key or tampered bytes: bad padding. Anything else would be ours.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

export function signatureOf(timestamp: string, nonce: string, encryptKey: string, rawBody: Buffer): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey)
    .update(rawBody)
    .digest('hex');
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === 'string' ? found : (found?.[0] ?? '');
}

function isFresh(timestamp: string, now: Date): boolean {
  const number = Number(timestamp);
  const sentAt = number >= 1e12 ? number : number * 1000;
  return Number.isFinite(sentAt) && Math.abs(now.getTime() - sentAt) <= freshForMs;
}

const answer = (status: number, body: object): WebhookAnswer => ({ status, body: JSON.stringify(body) });

/**
 * Events and callbacks over HTTP. Only what the platform encrypted with our key, signed over the very bytes
 * that arrived and sent within the last minutes gets in.
 */
export function createWebhook(
  keys: { readonly encryptKey?: string | undefined; readonly verificationToken?: string | undefined },
  clock: Clock,
  log: Logger,
  intake: Intake,
): Webhook {
  const { encryptKey, verificationToken } = keys;
  if (!encryptKey) throw new AppError('invalid', 'webhook_key', 'The webhook needs an encrypt key');

  function refuse(reason: string): WebhookAnswer {
    log.warn({ reason }, 'webhook request refused');
    return answer(401, {});
  }

  return async (rawBody, headers) => {
    const raw = typeof rawBody === 'string' ? Buffer.from(rawBody) : rawBody;
    const sealed = text(fields(parseJson(raw.toString('utf8'))).encrypt);
    if (sealed === '') return refuse('not encrypted');
    const opened = decrypt(sealed, encryptKey);
    const envelope = opened === undefined ? undefined : parseJson(opened);
    if (envelope === undefined) return refuse('not decryptable');
    const { type, challenge, token, header } = fields(envelope);
    const given = firstText(fields(header).token, token);
    if (verificationToken && !isSame(given, verificationToken)) return refuse('verification token');
    // The challenge is the one request that comes unsigned; answering it changes nothing.
    if (type === 'url_verification') return answer(200, { challenge: text(challenge) });
    const timestamp = headerOf(headers, 'x-lark-request-timestamp');
    const nonce = headerOf(headers, 'x-lark-request-nonce');
    const expected = signatureOf(timestamp, nonce, encryptKey, raw);
    if (!isSame(headerOf(headers, 'x-lark-signature'), expected)) return refuse('signature');
    if (!isFresh(timestamp, clock.now())) return refuse('timestamp');
    try {
      return answer(200, await intake(envelope));
    } catch {
      // Already logged where it happened; the status makes the platform deliver it again.
      return answer(500, {});
    }
  };
}
