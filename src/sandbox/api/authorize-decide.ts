import { z } from 'zod';
import { raw } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { readConsent, refusalPage } from '../consent.ts';
import { isAvailable } from '../range.ts';

const body = z.record(z.string(), z.string());
const html = 'text/html; charset=utf-8';

/** What the person pressed on the consent page; the browser goes back to the app either way. */
export const authorizeDecide: ApiMethod = {
  verb: 'POST',
  path: '/open-apis/authen/v1/authorize',
  isOpen: true,
  handle: ({ workspace, body: given }) => {
    const parsed = body.safeParse(given);
    const fields = parsed.success ? parsed.data : {};
    const ask = readConsent(workspace, (name) => fields[name]);
    if ('code' in ask) return { ...raw(html, refusalPage(ask)), status: 400 };
    const back = new URL(ask.redirectUri);
    if (ask.state !== undefined) back.searchParams.set('state', ask.state);
    if (fields.deny !== undefined) {
      back.searchParams.set('error', 'access_denied');
      return { ...raw(html, '', { Location: back.href }), status: 302 };
    }
    const { world, logins } = workspace;
    const person = world.person(fields.as ?? '');
    if (!person) return { ...raw(html, refusalPage({ code: 20008, why: 'as' })), status: 400 };
    if (!isAvailable(workspace, person)) {
      return { ...raw(html, refusalPage({ code: 20010, why: person.name })), status: 400 };
    }
    const { openId } = person;
    const { scopes, redirectUri, challenge } = ask;
    back.searchParams.set('code', logins.consent({ openId, scopes, redirectUri, challenge }, world.now()));
    return { ...raw(html, '', { Location: back.href }), status: 302 };
  },
};
