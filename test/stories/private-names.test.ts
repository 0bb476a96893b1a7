import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flows } from '../../flows/index.ts';
import { everythingIn } from '../harness/everything.ts';
import { openWorld } from '../harness/world.ts';

/** Words that nobody says of dates or names: where they turn up, something was kept that must not be. */
const canaries = ['金丝雀心事', '青蛙家事', '8848元', '7321.50', '白鹭处分'];

const canary = fc.constantFrom(...canaries);
const day = fc.constantFrom('3月5日', '昨天', '');
const lines = fc.oneof(
  fc.tuple(canary, day).map(([word, on]) => `/谈话 吕洋 ${on} ${word}`),
  fc.tuple(canary, day).map(([word, on]) => `/谈话 ${word} ${on}`),
  fc.tuple(canary, day).map(([word, on]) => `/谈话 吕洋${word} ${on}`),
  canary.map((word) => `谈话 吕洋 3月5日 ${word}`),
  canary.map((word) => `党费 吕洋 ${word}`),
  canary.map((word) => `我想跟吕洋谈一谈${word}`),
  canary.map((word) => `跟吕洋谈过${word}了`),
  canary.map((word) => `/必谈 吕洋 ${word}`),
  canary.map((word) => `/必谈 ${word}`),
  canary.map((word) => `/谈话进度 ${word}`),
  canary.map((word) => `/党费 已收 吕洋 ${word}`),
  canary.map((word) => `/党费 吕洋 ${word}`),
  canary.map((word) => `/党费 全收 除 ${word}`),
  canary.map((word) => `/党费 未收 ${word}`),
);

describe('谈话内容、金额和姓名', () => {
  it('怎么写进来都不保存、不回显', async () => {
    const world = await openWorld({
      duties: ['talk_member_member', 'talk_must', 'dues_monthly'],
      startAt: '2026-03-06T10:00',
    });
    const speakers = [world.person('阎秋若'), world.person('罗启平'), world.person('吕洋')];
    await fc.assert(
      fc.asyncProperty(lines, fc.nat({ max: speakers.length - 1 }), async (line, who) => {
        await speakers[who]?.says(line);
      }),
      { numRuns: 40, seed: 20260306, endOnFailure: true },
    );
    await world.settled();
    const kept = await everythingIn(world.db);
    expect(kept).toContain('P000009');
    expect(canaries.filter((word) => kept.includes(word))).toEqual([]);
    const shown = (await Promise.all(speakers.map((person) => person.messages()))).flat();
    expect(shown.length).toBeGreaterThan(20);
    expect(canaries.filter((word) => shown.some(({ text }) => text.includes(word)))).toEqual([]);
    await world.forgetsPast();
  }, 180_000);

  it('没谈的、没交的人的姓名，只到负责的人为止', async () => {
    const world = await openWorld({
      duties: ['talk_member_member', 'talk_committee_member', 'dues_monthly'],
      startAt: '2026-12-16T10:00',
    });
    await world.morningOf('2027-01-29');
    const others = ['夏成超', '汤新岩', '陈博', '卢磊', '廖晓森', '钟欣佳', '钟文'];
    for (const name of others) {
      await world.person(name).says('/谈话进度');
      await world.person(name).says('/党费');
    }
    const directory = await world.directory();
    const texts = await Promise.all(
      others.map(async (name) => ({
        name,
        texts: (await world.person(name).messages()).map(({ text }) => text),
      })),
    );
    const leaks = texts.flatMap(({ name, texts: read }) =>
      directory
        .membersOf('D01B02')
        .map((member) => member.name)
        .filter((member) => read.some((text) => text.includes(member)))
        .map((member) => `${name} 看到 ${member}`),
    );
    expect(leaks).toEqual([]);
    expect(texts.find(({ name }) => name === '夏成超')?.texts.join()).toContain('未完成');
    await world.forgetsPast();
  }, 120_000);
});

/** What is typed behind every command: nothing, its example, a wrong name, one that several bear, one of the branch. */
const generic = ['帮助', '撤销'];
const behind = ['', 'example', '全到 除 侯艳影', '老杨', '吕洋 同意'];

describe('在支部群里@机器人', () => {
  it('哪个命令、怎么写，群里都不出现姓名、请假种类和个人状态', async () => {
    const world = await openWorld({ duties: 'all', startAt: '2026-02-06T09:30' });
    const group = world.group('办公室党支部');
    const secretary = world.person('罗启平');
    await secretary.says('/绑定', { in: group });
    await secretary.says('/主题党日 2月12日下午3点 三楼会议室 学习支部工作条例');
    await secretary.presses('确认发布');
    await world.person('吕洋').says('/请假 病假');
    await world.person('吕洋').says('/意见 请早点通知', { in: group });
    await world.moveTo('2026-02-12T14:50');
    const commands = flows
      .flatMap((flow) => flow.commands ?? [])
      .filter(({ name }) => !generic.includes(name));
    const leaks: string[] = [];
    const directory = await world.directory();
    const names = directory.orgs.flatMap(({ code }) => directory.membersOf(code).map(({ name }) => name));
    for (const who of [secretary, world.person('吕洋')]) {
      for (const { name, example } of commands) {
        for (const words of behind) {
          const line = words === 'example' ? example : `/${name} ${words}`;
          const before = (await group.messages()).length;
          await who.says(line, { in: group });
          for (const { text } of (await group.messages()).slice(before)) {
            const said = names.filter((one) => text.includes(one));
            if (said.length > 0 || /病假|事假|公务|已记下|您|同志|1\d{10}/u.test(text))
              leaks.push(`${line}：${text}`);
          }
        }
      }
    }
    expect(leaks).toEqual([]);
    await world.forgetsPast();
  }, 600_000);
});
