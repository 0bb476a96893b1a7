import { expect, it } from 'vitest';
import { dutyOverrides } from '../../db/schema/index.ts';
import { openWorld } from '../harness/world.ts';

it('本级规定改了期限：下一张提醒卡片写明由哪天改为哪天，只说一次，为什么说得出依据', async () => {
  const world = await openWorld({ startAt: '2026-01-30T10:00', goLiveOn: '2026-01-30' });
  await world.moveTo('2026-02-03T12:00');
  await world.forgetsPast();
  await world.db.insert(dutyOverrides).values({
    ...{ orgCode: 'D01W', duty: 'branch_theme_day', fromOn: '2026-02-01' },
    change: { heldBy: { rule: 'M+3wd', shift: 'next' } },
    ...{ reason: '机关搬迁', document: '机党〔2026〕3号', consent: null, importedBy: 'story' },
    importedAt: new Date('2026-02-03T12:00:00+08:00'),
  });
  await world.moveTo('2026-02-04T12:00');
  const secretary = world.person('罗启平');
  const moved = '期限由2月28日（周六，调休上班）改为3月4日（周三）';
  await secretary.sees('日期与说明', `2月主题党日  ${moved}`, '[为什么]');
  await world.forgetsPast();
  await secretary.presses('为什么');
  await secretary.sees('要看哪一项', '[2月主题党日]');
  await secretary.presses('2月主题党日');
  await secretary.rereads('为什么提醒', '机关党委规定应履职期限为月结束后3个工作日', '机党〔2026〕3号');
  await world.moveTo('2026-02-26T12:00');
  const next = await secretary.sees('2月主题党日  3月4日（周三）前；还有 5 个工作日');
  expect(next.text).not.toContain('改为');
  await world.forgetsPast();
});
