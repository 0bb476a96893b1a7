import { expect, it } from 'vitest';
import { flows } from '../../flows/index.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons } from '../../src/cards/elements.ts';
import { type Flow, sentenceCard } from '../../src/engine/index.ts';
import { openWorld } from '../harness/world.ts';

/** Longer than the platform waits for the answer to a press. */
const tooLong = () => new Promise((done) => setTimeout(done, 3_300));

const slow: Flow = {
  key: 'slow',
  title: '慢',
  commands: [
    {
      name: '慢办',
      alias: 'slowly',
      description: '慢慢办',
      example: '/慢办',
      run: async () => ({
        reply: buildCard({
          title: '慢办',
          tone: 'info',
          summary: '慢办',
          blocks: [buttons([button({ label: '办理', name: 'press', action: 'slow.press', payload: {} })])],
        }),
      }),
    },
  ],
  actions: {
    'slow.press': async () => {
      await tooLong();
      return { card: sentenceCard('已经办好') };
    },
  },
};

it('按下以后平台等不及：办好了照样显示在那张卡片上', async () => {
  const world = await openWorld({ flows: [...flows, slow] });
  const secretary = world.person('罗启平');
  await secretary.says('/慢办');
  await secretary.sees('办理');
  const answer = await secretary.presses('办理');
  expect(answer.card_updated).toBe(false);
  secretary.isTold('操作失败');
  const shown = (await secretary.messages()).at(-1);
  expect(shown?.text).toContain('已经办好');
});
