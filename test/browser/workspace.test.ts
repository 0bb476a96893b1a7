import { describe, expect, it } from 'vitest';
import { ann, bob } from '../contract/workspace.ts';
import { button, card } from './cards.ts';
import { picture } from './picture.ts';
import { clockTo, Seat } from './seat.ts';
import { setStage } from './stage.ts';

const stage = setStage();

const poll = (count: number) =>
  card('谁来参加', [{ tag: 'markdown', content: `已有 ${count} 人` }, button('参加')]);

describe('工作区页面', () => {
  it('两个人并排看群里同一张卡片：一个人点，两个人都看到变化，只有点的人看到提示', async () => {
    let count = 0;
    stage.bot.answer = () => {
      count += 1;
      return {
        toast: { type: 'success', content: '记下了' },
        card: { type: 'raw', data: poll(count) },
      };
    };
    const { page, complaints } = await stage.open();
    const [left, right] = [new Seat(page, 0), new Seat(page, 1)];
    await left.become('安然');
    await left.open('第一支部群');
    await page.getByRole('button', { name: '并排' }).click();
    await right.become('白晓');
    await right.open('第一支部群');
    await stage.bot.sendCard(await stage.bot.workspace.groupId('第一支部群'), poll(0));
    await left.sees('已有 0 人');
    await right.press('参加', await right.sees('已有 0 人'));
    await right.isTold('记下了');
    await left.card('已有 1 人').waitFor();
    await right.card('已有 1 人').waitFor();
    expect(await left.root.locator('.toast').count()).toBe(0);
    expect(await left.root.getByRole('article').count()).toBe(1);

    await left.root.getByRole('textbox', { name: '发送给 第一支部群' }).fill('@白晓 下午见');
    await page.keyboard.press('Enter');
    await right.root.locator('.bubble', { hasText: '下午见' }).waitFor();
    expect(complaints).toEqual([]);
  });

  it('从页面注入的故障看得见：连接假死时点按钮得到错误号，清除以后又好了', async () => {
    stage.bot.answer = () => ({ toast: { type: 'success', content: '好了' } });
    await stage.bot.sendCard(ann, card('试试', [button('点我')]));
    const { page } = await stage.open();
    const seat = new Seat(page);
    await seat.become('安然');
    await seat.open('守时');
    await page.getByRole('button', { name: '故障' }).click();
    const panel = page.getByRole('complementary', { name: '故障' });
    await panel.getByText('现在没有故障').waitFor();
    await panel.getByRole('button', { name: '连接假死' }).click();
    await seat.isTold('已注入：连接假死');
    await seat.press('点我');
    await seat.isTold('code: 200341');
    await panel.getByRole('button', { name: '全部清除' }).click();
    await panel.getByText('现在没有故障').waitFor();
    await seat.press('点我');
    await seat.isTold('好了');

    await panel.getByRole('button', { name: '3', exact: true }).click();
    await panel.getByRole('button', { name: '不在可用范围' }).click();
    const active = panel.getByRole('region', { name: '正在生效' });
    await active.getByText('还有 3 次').waitFor();
    await expect(stage.bot.sendCard(ann, card('发不出', [button('点我')]))).rejects.toThrow();
    await active.getByText('还有 2 次').waitFor();
    await picture(page, 'faults');
    await page.getByRole('button', { name: '请求', exact: true }).click();
    const log = page.getByRole('complementary', { name: '请求记录' });
    await log.getByText('230013').first().waitFor();
    await picture(page, 'requests');
  });

  it('拨钟：加一小时、拨到某天、按速度走，往回拨不了', async () => {
    const { page } = await stage.open();
    const face = page.locator('.clock-face');
    await page.getByRole('button', { name: '+1 小时' }).click();
    await expect.poll(() => face.innerText()).toContain('10:05');
    await face.click();
    await page.getByLabel('日期', { exact: true }).fill('2026-01-01');
    await page.getByText('时钟只能往后拨').waitFor();
    await picture(page, 'clock');
    await page.getByRole('button', { name: '1 秒 1 天' }).click();
    // At this speed a day may pass between two looks: later than that is as good.
    const shown = async () => (await face.locator('time').getAttribute('datetime')) ?? '';
    await expect.poll(shown).toSatisfy((at: string) => at >= '2026-02-05');
    await face.click();
    await page.getByRole('button', { name: '暂停' }).click();
    await face.getByText('已暂停').waitFor();
    await clockTo(page, '2027-02-02', '10:00');
    expect(await face.innerText()).toContain('2027年2月2日');
    const { body } = await stage.bot.workspace.control('/clock');
    expect(body.now).toBe('2027-02-02T10:00:00+08:00');
  });

  it('只用键盘：选人、走会话、发指令、点卡片，每一步都看得见焦点', async () => {
    stage.bot.answer = () => ({ toast: { type: 'success', content: '收到' } });
    await stage.bot.sendCard(bob, card('键盘', [button('按我')]));
    const { page, complaints } = await stage.open();
    const seat = new Seat(page);
    await seat.root.locator('.me', { hasText: '安然' }).waitFor();
    // The ring stands on the element itself or, for boxes with an icon, on the frame around it.
    const look = `(() => {
      const at = document.activeElement;
      const frame = at.closest('.composer-box, .search-box, .control') ?? at;
      const ring = getComputedStyle(at).outlineStyle !== 'none' || frame !== at;
      return { name: at.ariaLabel ?? at.innerText, ring, isPage: at === document.body };
    })()`;
    const tabTo = async (target: string) => {
      for (let step = 0; step < 40; step += 1) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate<{ name: string; ring: boolean; isPage: boolean }>(look);
        if (at.isPage) continue;
        expect(at).toMatchObject({ ring: true });
        if (at.name.includes(target)) return;
      }
      throw new Error(`Tab never reached ${target}`);
    };
    await tabTo('安然');
    await page.keyboard.press('Enter');
    await page.locator('.person-row').nth(2).waitFor();
    await page.keyboard.type('baixiao');
    await page.locator('.person-row', { hasText: '安然' }).waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await seat.root.locator('.me', { hasText: '白晓' }).waitFor();
    await tabTo('守时');
    await page.keyboard.press('Enter');
    await seat.sees('键盘');
    await tabTo('按我');
    await page.keyboard.press('Enter');
    await seat.isTold('收到');
    await tabTo('发送给');
    await page.keyboard.type('你好');
    await page.keyboard.press('Enter');
    await seat.root.locator('.bubble', { hasText: '你好' }).waitFor();
    const nameless = await page.evaluate(
      `[...document.querySelectorAll('button, input, textarea, [role=img], dialog')]
        .filter((e) => !(e.ariaLabel || e.innerText?.trim() || e.labels?.length || e.title || e.getAttribute('aria-labelledby')))
        .map((e) => e.outerHTML.slice(0, 120))`,
    );
    expect(nameless).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
