import { createCipheriv, createHash } from 'node:crypto';
import type { Mint } from './ids.ts';
import type { Settings } from './settings.ts';
import type { Answer } from './transport.ts';

/** AES-256-CBC under the SHA-256 of the key; the initial vector goes first. */
export function encrypt(plain: string, encryptKey: string, iv: Buffer): string {
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
}

export function signature(timestamp: string, nonce: string, encryptKey: string, body: string): string {
  return createHash('sha256')
    .update(timestamp + nonce + encryptKey + body)
    .digest('hex');
}

/** The other way to the bot: one HTTP POST per event or callback, compact JSON, signed when a key is set. */
export class Webhook {
  readonly #ids: Mint;
  readonly #settings: () => Settings;

  constructor(ids: Mint, settings: () => Settings) {
    this.#ids = ids;
    this.#settings = settings;
  }

  async send(kind: 'event' | 'callback', payload: string, at: number): Promise<Answer> {
    const { webhook, answer_seconds } = this.#settings();
    if (!webhook) return { kind: 'unreachable' };
    const url = kind === 'event' ? webhook.event_url : (webhook.callback_url ?? webhook.event_url);
    try {
      const answer = await this.#post(url, payload, at, answer_seconds * 1000);
      const text = await answer.text();
      if (answer.status !== 200)
        return { kind: 'answered', code: answer.status, hasData: false, data: undefined };
      if (text === '' || kind === 'event')
        return { kind: 'answered', code: 200, hasData: false, data: undefined };
      return { kind: 'answered', code: 200, hasData: true, data: JSON.parse(text) as unknown };
    } catch (error) {
      if (error instanceof SyntaxError) return { kind: 'malformed' };
      return error instanceof DOMException && error.name === 'TimeoutError'
        ? { kind: 'timeout' }
        : { kind: 'refused' };
    }
  }

  /** Saving an address asks the bot to repeat a challenge within one second. Answers why it failed, if so. */
  async challenge(at: number): Promise<string | undefined> {
    const { webhook } = this.#settings();
    if (!webhook) return 'no webhook address is set';
    const challenge = this.#ids.transient('challenge');
    const ask = { challenge, token: webhook.verification_token, type: 'url_verification' };
    try {
      const answer = await this.#post(webhook.event_url, JSON.stringify(ask), at, 1000);
      const body = (await answer.json()) as { challenge?: unknown };
      return body.challenge === challenge ? undefined : 'the challenge did not come back';
    } catch (error) {
      return `the challenge failed: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  #post(url: string, payload: string, at: number, timeoutMs: number): Promise<Response> {
    const key = this.#settings().webhook?.encrypt_key;
    const iv = Buffer.from(this.#ids.transient('iv'), 'hex');
    const body = key === undefined ? payload : JSON.stringify({ encrypt: encrypt(payload, key, iv) });
    const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
    if (key !== undefined) {
      const timestamp = String(Math.floor(at / 1000));
      const nonce = this.#ids.transient('nonce', 16);
      headers['X-Lark-Request-Timestamp'] = timestamp;
      headers['X-Lark-Request-Nonce'] = nonce;
      headers['X-Lark-Signature'] = signature(timestamp, nonce, key, body);
    }
    return fetch(url, {
      method: 'POST',
      body,
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
  }
}
