import { afterAll, beforeAll, describe, expect } from 'vitest';
import { badCards, body, documentedSubCodes, goodCards } from './card-rows.ts';
import { anywhere, openTenant, sendToMe, type Tenant } from './tenant.ts';

let tenant: Tenant;
beforeAll(async () => {
  tenant = await openTenant();
});
afterAll(async () => {
  await tenant.close();
});

describe('a real tenant takes', () => {
  anywhere.each(Object.keys(goodCards('')))('a card: %s', async (name) => {
    const { body: answer } = await sendToMe(tenant, 'interactive', goodCards(tenant.me)[name]);
    expect(answer).toMatchObject({ code: 0, data: { msg_type: 'interactive' } });
  });
});

describe('a real tenant refuses', () => {
  anywhere.each(badCards)('a card: %s', async (_, card, subCode) => {
    const { status, body: answer } = await sendToMe(tenant, 'interactive', card);
    expect({ status, code: answer.code }).toEqual({ status: 400, code: 230099 });
    if (documentedSubCodes.includes(subCode)) expect(answer.msg).toContain(`ErrCode: ${subCode};`);
  });

  anywhere('a card of more than 200 elements, or more than 30 KB, or no JSON', async () => {
    const lines = Array.from({ length: 201 }, () => ({ tag: 'hr' }));
    const { body: many } = await sendToMe(tenant, 'interactive', body(...lines));
    expect(many.code).toBe(230099);
    expect(many.msg).toContain('ErrCode: 11310;');
    const long = body({ tag: 'markdown', content: '长'.repeat(11_000) });
    expect((await sendToMe(tenant, 'interactive', long)).body.code).toBe(230025);
    expect((await sendToMe(tenant, 'interactive', '{')).body.code).not.toBe(0);
  });
});
