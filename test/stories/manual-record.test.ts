import { describe, expect, it } from 'vitest';
import { dutyInstances, dutyRecords } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

async function stateOf(world: World, number: string) {
  const rows = await world.db.select().from(dutyInstances);
  return rows.find((row) => row.number === number)?.state;
}

describe('按编号登记：任何事项都可以', () => {
  it('一行字办结；写得不对的一句话说明，什么也不变', async () => {
    const world = await openWorld({ duties: ['branch_responsibility_list'] });
    const secretary = world.person('黎柏');
    await world.staysUnchanged(async () => {
      await secretary.says('/记录 D01B02-BL-26 2月5日');
      await secretary.sees('2月5日（周四）还没有到，不能提前记录');
      await secretary.says('/记录 D01B04-BL-26 2月2日');
      await secretary.sees('没有找到编号 D01B04-BL-26');
      await secretary.says('/记录 D01B02-ZZ-26 2月2日');
      await secretary.sees('没有找到编号 D01B02-ZZ-26');
      await secretary.says('/记录 D01B02-BL-26 2月2日');
      await secretary.sees('请在日期后面用一句话写明经本人确认的清单，或者只写材料的文号');
    });
    await secretary.says('/记录 D01B02-BL-26 2月2日 支部〔2026〕1号');
    await secretary.sees('已登记', '责任清单', '支部〔2026〕1号', '按期完成');
    expect(await stateOf(world, 'D01B02-BL-26')).toBe('done');
    await secretary.says('/记录 D01B02-BL-26 2月2日');
    await secretary.sees('已经有结果，不用再登记');
    expect(await world.db.select().from(dutyRecords)).toMatchObject([
      { instanceKey: 'D01B02/branch_responsibility_list/2026', note: '支部〔2026〕1号', onBehalf: false },
    ]);
  });

  it('不写日期就是一张卡片，日期先填今天；上级代录留痕', async () => {
    const world = await openWorld({ duties: ['branch_responsibility_list'] });
    const secretary = world.person('黎柏');
    await secretary.says('/记录 D01B02-BL-26');
    await secretary.sees('登记责任清单', '2026-02-02', '经本人确认的清单');
    await secretary.fills(
      '登记责任清单',
      { 日期: '2026-02-02', 经本人确认的清单: '支部〔2026〕1号' },
      '登记并办结',
    );
    secretary.isTold('已登记');
    await secretary.rereads('已登记', '按期完成');
    const officer = world.person('夏成超');
    await officer.says('/记录 D01B04-BL-26 2月2日 见支部台账');
    await officer.sees('已登记', '由上级代录，已留痕');
    expect(await stateOf(world, 'D01B04-BL-26')).toBe('done');
  });

  it('按时办的、过了录入期才登记：与汇总同一个说法', async () => {
    const world = await openWorld({ duties: ['branch_responsibility_list'] });
    await world.moveTo('2026-03-10T10:05');
    const secretary = world.person('黎柏');
    await world.forgetsPast();
    await secretary.says('/记录 D01B02-BL-26 2月2日 支部〔2026〕1号');
    await secretary.sees('已登记', '按期（补录）');
    expect(await stateOf(world, 'D01B02-BL-26')).toBe('done');
  });

  it('要上级核验的，登记以后是待核', async () => {
    const world = await openWorld({ duties: ['quarterly_work_report'] });
    const secretary = world.person('黎柏');
    await secretary.says('/记录 D01B02-QR-26Q1 2月2日 已书面报告');
    await secretary.sees('已登记', '已报送，待核');
    expect(await stateOf(world, 'D01B02-QR-26Q1')).toBe('submitted');
  });
});
