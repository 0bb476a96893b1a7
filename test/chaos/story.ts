import { type Blow, Fate } from './fate.ts';
import { People } from './people.ts';
import type { Place } from './place.ts';

const day = (text: string): string => `2026-${text}:00+08:00`;
const secretary = '罗启平';
const lateSecretary = '黎柏';
const plan = '/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例 主讲 杜慧敏';
const rollCall = '/点名 全到 除 侯艳莹 杨东';
const record = '/记录 主题 学习支部工作条例 主讲 杜慧敏 讨论 结合岗位谈了体会 收获 明确三项改进';
const lateRecord =
  '/记录 3月5日 地点 三楼会议室 主题 学习条例 主讲 叶敏慧 讨论 谈体会 收获 三项改进 出席 全到 除 胡宁';

export const answers: Readonly<Record<string, 'join' | 'online' | 'leave_personal'>> = {
  孔东: 'join',
  侯艳莹: 'leave_personal',
  吕洋: 'online',
  钱慧: 'join',
  邵振: 'online',
  张娜: 'join',
  苏康鹏: 'join',
  陈梅若: 'online',
};

export interface Outcome {
  readonly fate: Fate;
  /** What people were told is done: whoever got an answer to a click may rely on it. */
  readonly acknowledged: ReadonlyMap<string, string>;
  readonly said: readonly { readonly by: string; readonly text: string }[];
}

/** How often the process can die in the story. */
export const occasions = 11;

/** The theme-day story of the first issue, told once, by a process that dies at so many turns of it. */
export async function tellStory(place: Place, seed: number, deaths: number): Promise<Outcome> {
  const fate = new Fate(place, seed, occasions, deaths);
  try {
    return await tellTo(fate);
  } catch (cause) {
    const { text } = await fate.product.kill();
    throw new Error(`seed ${seed}, deaths ${JSON.stringify(fate.deaths)}\n${text}`, { cause });
  }
}

async function tellTo(fate: Fate): Promise<Outcome> {
  const said: { by: string; text: string }[] = [];
  const acknowledged = new Map<string, string>();
  await fate.strike('the first start', { afterMs: [300, 5_000] }, (product) => product.ready);
  const people = await People.of(fate);

  const say = async (name: string, text: string, blow: Blow): Promise<void> => {
    said.push({ by: name, text });
    await fate.strike(`"${text.slice(0, 5)}"`, blow, async (product) => {
      await people.say(product, name, text);
      // Long enough for every blow: handling and the answer are struck, too.
      await product.post('/clock', { advance: 'PT1S' });
    });
    if (!(await people.hasSaid(name, text))) await people.say(fate.product, name, text);
    await fate.settle();
  };

  await fate.strike('the first digests', { afterLines: [1, 45] }, () => fate.clockTo(day('02-02T10:00')));
  await fate.clockTo(day('02-02T10:00'));

  await say(secretary, plan, { afterMs: [0, 120] });
  const draft = await people.card(secretary, '确认发布');
  await fate.strike('the invitations', { afterLines: [1, 90] }, async (product) => {
    await people.click(product, secretary, draft.message_id, 'publish');
    await product.post('/clock', { advance: 'PT2S' });
  });
  await people.click(fate.product, secretary, draft.message_id, 'publish');
  await fate.settle();
  await fate.clockTo(day('02-03T09:00'));

  const answer = async (): Promise<void> => {
    for (const [name, button] of Object.entries(answers)) {
      if (acknowledged.has(name)) continue;
      const invitation = await people.card(name, '三楼会议室');
      const result = await people.click(fate.product, name, invitation.message_id, button);
      // A button that is gone was pressed with effect before; its card says so.
      if (result.code === 0 || result.http === 404) acknowledged.set(name, button);
    }
  };
  await fate.strike('the answers', { afterLines: [1, 40] }, answer);
  await answer();

  await fate.strike('ten days', { afterMs: [20, 2_500] }, () => fate.clockTo(day('02-12T15:10')));
  await fate.clockTo(day('02-12T15:10'));
  await say(secretary, rollCall, { afterMs: [0, 60] });
  await say(secretary, record, { afterMs: [0, 60] });

  // L0 and L1 have come, L2 has not; then the digests of L2.
  await fate.strike('the way to L1', { afterMs: [500, 4_000] }, () => fate.clockTo(day('03-05T12:00')));
  await fate.clockTo(day('03-05T12:00'));
  await fate.strike('the digests of L2', { afterLines: [1, 12] }, () => fate.clockTo(day('03-06T12:00')));
  await fate.clockTo(day('03-06T15:00'));
  await say(lateSecretary, lateRecord, { afterMs: [0, 60] });
  await fate.clockTo(day('03-14T12:00'));
  return { fate, acknowledged, said };
}
