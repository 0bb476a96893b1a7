import { expect, it } from 'vitest';
import { openWorld } from '../harness/world.ts';

it('平台等不及、又送来一次：说过的话照样办完，只回答一次', async () => {
  const world = await openWorld();
  const secretary = world.person('罗启平');
  await world.control.post('/config', { answer_seconds: 0.001 });
  await secretary.says('/帮助');
  expect((await secretary.unread()).length).toBe(1);
  await secretary.sees('');
  await world.passes('PT10M');
  await secretary.seesNothing();
});
