import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flows } from '../../flows/index.ts';
import { demoRoster } from '../harness/records.ts';
import { openWorld } from '../harness/world.ts';

/** The demo roster, where two of 办公室党支部 bear the names the examples use. */
async function rosterOfExamples(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'examples-'));
  await cp(demoRoster, folder, { recursive: true });
  const file = join(folder, 'people.csv');
  const people = await readFile(file, 'utf8');
  await writeFile(file, people.replace('吕洋', '张三').replace('杨东', '李四'));
  return folder;
}

/** An example that cannot be read by the very command it explains. */
const unread = /没有听懂|没看懂|没有看懂|看不懂|请这样写|还缺/u;
/** Somebody else's to do: the next one tries. */
const others = /来办|操作。|不能/u;
/** Typed once a meeting is over, in this order. */
const afterwards = ['点名', '更正', '补学', '记录', '代录'];

describe('帮助里的例子', () => {
  it('照着打一遍，没有一句是看不懂的', async () => {
    const world = await openWorld({
      roster: await rosterOfExamples(),
      duties: 'all',
      startAt: '2026-02-03T10:30',
    });
    const directory = await world.directory();
    const named = (code: string) => world.person(directory.person(code)?.name ?? '');
    const secretary = world.person('罗启平');
    const speakers = [secretary, named('P000029'), named('P000136')];
    const failed: string[] = [];
    const types = async (example: string): Promise<void> => {
      for (const who of speakers) {
        await who.says(example);
        const said = (await who.messages()).at(-1)?.text ?? '';
        if (others.test(said)) continue;
        if (unread.test(said)) failed.push(`${who.name} ${example}：${said}`);
        return;
      }
    };
    const commands = flows.flatMap((flow) => flow.commands ?? []);
    const exampleOf = (name: string): string => commands.find((one) => one.name === name)?.example ?? '';
    await types(exampleOf('主题党日'));
    await secretary.presses('确认发布');
    await world.person('张三').says(exampleOf('请假'));
    await secretary.says(exampleOf('绑定'), { in: world.group('办公室党支部') });
    const now = commands.filter(({ name }) => !['主题党日', '绑定', ...afterwards].includes(name));
    for (const { example } of now) await types(example);
    await world.moveTo('2026-02-13T16:00');
    for (const name of afterwards) await types(exampleOf(name));
    expect(failed).toEqual([]);
    const inGroup = (await world.group('办公室党支部').messages()).map(({ text }) => text).join();
    expect(inGroup).toContain('本群已设为');
    const recorded = (await secretary.messages()).map(({ text }) => text).join();
    expect(recorded).toContain('改到2月13日（周五）15:00');
    expect(recorded).toContain('已记录，已办结');
    await world.forgetsPast();
  }, 300_000);
});
