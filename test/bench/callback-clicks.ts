import { createCipheriv, createHash } from 'node:crypto';

export const encryptKey = 'bench-encrypt-key';
const iv = Buffer.alloc(16, 7);
const key = createHash('sha256').update(encryptKey).digest();

/** One press as the platform posts it: sealed, and signed over the very bytes. */
export interface SealedClick {
  readonly raw: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A press of a button on a message, with an id of its own. */
export function sealedClick(
  id: string,
  account: string,
  value: Readonly<Record<string, unknown>>,
  at: Date,
): SealedClick {
  const envelope = {
    schema: '2.0',
    header: {
      event_id: id,
      event_type: 'card.action.trigger',
      create_time: String(at.getTime() * 1000),
      token: 'bench',
      app_id: 'cli_bench',
      tenant_key: 't',
    },
    event: {
      operator: { open_id: account, tenant_key: 't' },
      token: `c-${id}`,
      action: { tag: 'button', value, name: 'join' },
      host: 'im_message',
      context: { open_message_id: `om_${account}`, open_chat_id: `oc_${account}` },
    },
  };
  const cipher = createCipheriv('aes-256-cbc', key, iv);
  const sealed = Buffer.concat([iv, cipher.update(JSON.stringify(envelope), 'utf8'), cipher.final()]);
  const raw = JSON.stringify({ encrypt: sealed.toString('base64') });
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const nonce = id;
  const signature = createHash('sha256')
    .update(timestamp + nonce + encryptKey)
    .update(raw)
    .digest('hex');
  return {
    raw,
    headers: {
      'x-lark-request-timestamp': timestamp,
      'x-lark-request-nonce': nonce,
      'x-lark-signature': signature,
    },
  };
}

/** Drives clicks at most so many at a time; answers how many a second, how long each took and what it cost. */
export async function drive(
  clicks: readonly SealedClick[],
  concurrency: number,
  press: (click: SealedClick) => Promise<unknown>,
): Promise<{ readonly perSecond: number; readonly ms: readonly number[]; readonly cpuMs: number }> {
  const ms: number[] = [];
  const before = process.cpuUsage();
  let next = 0;
  const startedAt = performance.now();
  const work = async (): Promise<void> => {
    for (let click = clicks[next++]; click; click = clicks[next++]) {
      const from = performance.now();
      await press(click);
      ms.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  const perSecond = (clicks.length * 1000) / (performance.now() - startedAt);
  const { user, system } = process.cpuUsage(before);
  return { perSecond, ms, cpuMs: (user + system) / 1000 / clicks.length };
}

/** So many a second whatever the answers take, as people press: how long each took. */
export async function driveAt(
  clicks: readonly SealedClick[],
  perSecond: number,
  press: (click: SealedClick) => Promise<unknown>,
): Promise<readonly number[]> {
  const startedAt = performance.now();
  return Promise.all(
    clicks.map(async (click, n) => {
      const due = startedAt + (n * 1000) / perSecond;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      await press(click);
      return performance.now() - due;
    }),
  );
}

export function quantile(ms: readonly number[], share: number): number {
  const sorted = [...ms].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
