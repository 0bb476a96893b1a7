import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../src/core/logger.ts';
import { resolveAccounts } from '../../src/feishu/accounts.ts';
import { credentialsFor, json, runningClock, startLoopback } from './loopback.ts';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

async function resolveWith(accounts: readonly string[], ...behaviour: Parameters<typeof startLoopback>) {
  const platform = await startLoopback(...behaviour);
  const clock = runningClock();
  closers.push(
    () => clock.stop(),
    () => platform.close(),
  );
  const found = resolveAccounts(accounts, credentialsFor(platform.domain), clock, createLogger('silent'));
  return { platform, found };
}

describe('accounts of a roster', () => {
  it('become open_ids, fifty a question; who is unknown is left out', async () => {
    const mails = Array.from({ length: 60 }, (_, index) => `m${index}@x.cn`);
    const { platform, found } = await resolveWith([...mails, '+8613800000000', 'e7'], (call, response) => {
      const { emails = [], mobiles = [] } = call.body as { emails?: string[]; mobiles?: string[] };
      if (call.path.includes('/users/e7')) {
        return json(response, 200, { code: 0, data: { user: { open_id: 'ou_e7' } } });
      }
      const users = [
        ...emails.map((email) => (email === 'm3@x.cn' ? { email } : { email, user_id: `ou_${email}` })),
        ...mobiles.map((mobile) => ({ mobile, user_id: 'ou_mobile' })),
      ];
      return json(response, 200, { code: 0, data: { user_list: users } });
    });
    const byAccount = await found;
    expect(byAccount.size).toBe(61);
    expect(byAccount.get('m59@x.cn')).toBe('ou_m59@x.cn');
    expect(byAccount.has('m3@x.cn')).toBe(false);
    expect(byAccount.get('+8613800000000')).toBe('ou_mobile');
    expect(byAccount.get('e7')).toBe('ou_e7');
    expect(platform.requests.filter((call) => call.path.includes('batch_get_id'))).toHaveLength(3);
  });

  it('of nobody are not asked for', async () => {
    const { platform, found } = await resolveWith([], (_, response) => json(response, 500, {}));
    expect((await found).size).toBe(0);
    expect(platform.requests).toEqual([]);
  });

  it('that the platform refuses to tell stop the import', async () => {
    const refused = { code: 99991672, msg: 'no scope' };
    const { found } = await resolveWith(['a@x.cn'], (_, response) => json(response, 400, refused));
    await expect(found).rejects.toMatchObject({ kind: 'unavailable', code: 'accounts_unresolved' });
  });
});
