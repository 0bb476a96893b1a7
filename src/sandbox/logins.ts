import { createHash } from 'node:crypto';
import type { Mint } from './ids.ts';

const codeMs = 5 * 60_000;
const refreshMs = 7 * 86_400_000;
/** How long a dead token is still told from one that never was. */
const rememberedMs = 30 * 86_400_000;

export interface Consent {
  readonly openId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge?: { readonly text: string; readonly isHashed: boolean } | undefined;
}

interface Code extends Consent {
  readonly madeAt: number;
  isUsed: boolean;
}

export interface Login {
  readonly openId: string;
  readonly scopes: readonly string[];
  readonly endsAt: number;
}

interface Renewal {
  readonly openId: string;
  readonly scopes: readonly string[];
  readonly endsAt: number;
  isUsed: boolean;
}

export interface Issued {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly scopes: readonly string[];
  readonly refreshToken?: string | undefined;
  readonly refreshExpiresIn?: number | undefined;
}

/** People who logged in to the app. Kept in memory alone, like the tokens of the app. */
export class Logins {
  readonly #ids: Mint;
  readonly #codes = new Map<string, Code>();
  readonly #logins = new Map<string, Login>();
  readonly #renewals = new Map<string, Renewal>();

  constructor(ids: Mint) {
    this.#ids = ids;
  }

  consent(consent: Consent, now: number): string {
    const code = this.#ids.transient('code', 32);
    this.#codes.set(code, { ...consent, madeAt: now, isUsed: false });
    return code;
  }

  /** Tokens for a code, or the platform's number for what is wrong with it. */
  redeem(
    given: {
      code: string;
      redirectUri?: string | undefined;
      verifier?: string | undefined;
      scope?: string | undefined;
    },
    now: number,
    lifetimeSeconds: number,
  ): Issued | number {
    const code = this.#codes.get(given.code);
    if (!code) return 20003;
    if (code.isUsed) return 20065;
    if (now - code.madeAt > codeMs) return 20004;
    if (given.redirectUri !== undefined && given.redirectUri !== code.redirectUri) return 20071;
    if (!isVerified(code, given.verifier)) return 20049;
    const scopes = narrowed(code.scopes, given.scope);
    if (!scopes) return 20068;
    code.isUsed = true;
    return this.#issue(code.openId, scopes, now, lifetimeSeconds);
  }

  renew(token: string, scope: string | undefined, now: number, lifetimeSeconds: number): Issued | number {
    const renewal = this.#renewals.get(token);
    if (!renewal) return 20026;
    if (renewal.isUsed) return 20073;
    if (renewal.endsAt <= now) return 20037;
    const scopes = narrowed(renewal.scopes, scope);
    if (!scopes) return 20068;
    renewal.isUsed = true;
    return this.#issue(renewal.openId, scopes, now, lifetimeSeconds);
  }

  /** Also one that has ended, so that a caller can be told so. */
  find(token: string): Login | undefined {
    return this.#logins.get(token);
  }

  revokeAll(): void {
    this.#logins.clear();
    this.#renewals.clear();
  }

  #issue(openId: string, scopes: readonly string[], now: number, lifetimeSeconds: number): Issued {
    for (const store of [this.#logins, this.#renewals]) {
      for (const [token, { endsAt }] of store) if (endsAt + rememberedMs < now) store.delete(token);
    }
    for (const [code, { madeAt }] of this.#codes) if (madeAt + rememberedMs < now) this.#codes.delete(code);
    const accessToken = `u-${this.#ids.transient('login', 40)}`;
    this.#logins.set(accessToken, { openId, scopes, endsAt: now + lifetimeSeconds * 1000 });
    const issued = { accessToken, expiresIn: lifetimeSeconds, scopes };
    if (!scopes.includes('offline_access')) return issued;
    const refreshToken = `ur-${this.#ids.transient('renewal', 40)}`;
    this.#renewals.set(refreshToken, { openId, scopes, endsAt: now + refreshMs, isUsed: false });
    return { ...issued, refreshToken, refreshExpiresIn: refreshMs / 1000 };
  }
}

function isVerified({ challenge }: Code, verifier: string | undefined): boolean {
  if (!challenge) return true;
  if (verifier === undefined) return false;
  const shown = challenge.isHashed ? createHash('sha256').update(verifier).digest('base64url') : verifier;
  return shown === challenge.text;
}

/** A later request may ask for less than was granted, never for more. */
function narrowed(granted: readonly string[], asked: string | undefined): readonly string[] | undefined {
  const scopes = asked?.split(/\s+/).filter((scope) => scope !== '') ?? [];
  if (scopes.length === 0) return granted;
  return scopes.every((scope) => granted.includes(scope)) ? scopes : undefined;
}
