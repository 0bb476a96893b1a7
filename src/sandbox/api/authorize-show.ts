import { raw } from '../answers.ts';
import type { ApiMethod } from '../api-method.ts';
import { consentPage, readConsent, refusalPage } from '../consent.ts';

/** The page a browser is sent to for a login. */
export const authorizeShow: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/authen/v1/authorize',
  isOpen: true,
  handle: ({ workspace, query }) => {
    const ask = readConsent(workspace, query);
    const type = 'text/html; charset=utf-8';
    if ('code' in ask) return { ...raw(type, refusalPage(ask)), status: 400 };
    return raw(type, consentPage(workspace, ask, query('q')?.trim() ?? ''));
  },
};
