import { text } from './text.ts';
import type { Workspace } from './workspace.ts';

/** What a browser brings to the consent page, checked. */
export interface ConsentAsk {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly scopes: readonly string[];
  readonly challenge: { readonly text: string; readonly isHashed: boolean } | undefined;
  /** To be carried through the page as they came. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface ConsentRefusal {
  readonly code: number;
  readonly why: string;
}

const carried = [
  'client_id',
  'app_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'prompt',
];

export function readConsent(
  { world, settings }: Workspace,
  get: (name: string) => string | undefined,
): ConsentAsk | ConsentRefusal {
  const clientId = get('client_id') ?? get('app_id') ?? '';
  const redirectUri = get('redirect_uri') ?? '';
  if (clientId === '' || redirectUri === '') return { code: 20001, why: 'client_id, redirect_uri' };
  if (clientId !== world.app.appId) return { code: 20048, why: 'client_id' };
  // Older pages ask without a response type; a given one has to be "code".
  if ((get('response_type') ?? 'code') !== 'code') return { code: 20036, why: 'response_type' };
  if (!isAllowed(settings.redirect_urls, redirectUri)) return { code: 20029, why: 'redirect_uri' };
  const scopes = (get('scope') ?? '').split(/\s+/).filter((scope) => scope !== '');
  const granted = settings.granted_scopes;
  const lacking =
    granted === 'all' ? [] : scopes.filter((scope) => scope !== 'offline_access' && !granted.includes(scope));
  if (lacking.length > 0) return { code: 20027, why: lacking.join(' ') };
  const challenge = get('code_challenge');
  const method = get('code_challenge_method') ?? 'plain';
  if (challenge !== undefined && method !== 'plain' && method !== 'S256') {
    return { code: 20049, why: 'code_challenge_method' };
  }
  const fields = carried.flatMap((name) => {
    const value = get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    clientId,
    redirectUri,
    state: get('state'),
    scopes,
    challenge: challenge === undefined ? undefined : { text: challenge, isHashed: method === 'S256' },
    fields: Object.fromEntries(fields),
  };
}

function isAllowed(known: 'any' | readonly string[], redirectUri: string): boolean {
  const protocol = URL.canParse(redirectUri) ? new URL(redirectUri).protocol : '';
  if (protocol !== 'http:' && protocol !== 'https:') return false;
  return known === 'any' || known.includes(redirectUri);
}

const escaped = (value: string): string => value.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);

const page = (body: string): string =>
  `<!doctype html><html lang="zh"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${text.login.title}</title><style>body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:3rem auto;padding:0 1rem}button{font:inherit;display:block;width:100%;text-align:left;padding:.6rem .8rem;margin:.3rem 0;border:1px solid #d0d3d6;border-radius:8px;background:#fff;cursor:pointer}button:hover,button:focus{border-color:#3370ff}input{font:inherit;padding:.5rem;width:100%;box-sizing:border-box}small{color:#646a73}</style><body>${body}`;

const shownMax = 50;
const authorizePath = '/open-apis/authen/v1/authorize';

/** Choose who logs in. Plain forms: it works in any browser without a script. */
export function consentPage({ world }: Workspace, ask: ConsentAsk, wanted: string): string {
  const hidden = Object.entries(ask.fields)
    .map(([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`)
    .join('');
  const people = [];
  for (const person of world.state.people.values()) {
    if (!`${person.name} ${person.org} ${person.posts.join(' ')}`.includes(wanted)) continue;
    people.push(person);
    if (people.length >= shownMax) break;
  }
  const buttons = people
    .map(
      ({ openId, name, org, posts }) =>
        `<button name="as" value="${escaped(openId)}">${escaped(name)} <small>${escaped([org, ...posts].join(' · '))}</small></button>`,
    )
    .join('');
  const scopes = ask.scopes.length > 0 ? `<p><small>${escaped(ask.scopes.join(' '))}</small></p>` : '';
  return page(
    `<h1>${escaped(text.login.asks(world.app.name))}</h1>${scopes}<form method="get" action="${authorizePath}">${hidden}<input name="q" value="${escaped(wanted)}" placeholder="${text.login.search}" aria-label="${text.login.search}"></form><form method="post" action="${authorizePath}">${hidden}${buttons || `<p>${text.login.nobody}</p>`}<button name="deny" value="1">${text.login.deny}</button></form>`,
  );
}

export function refusalPage({ code, why }: ConsentRefusal): string {
  return page(`<h1>${text.login.failed(code)}</h1><p>${escaped(why)}</p>`);
}
