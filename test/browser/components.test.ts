import { describe, expect, it } from 'vitest';
import { ann, bob } from '../contract/workspace.ts';
import { button, card, everyChart, everyDisplay, everyInput, formCard, plain } from './cards.ts';
import { picture } from './picture.ts';
import { Seat } from './seat.ts';
import { setStage } from './stage.ts';

const stage = setStage();

async function sitDown(name: string) {
  const opened = await stage.open();
  const seat = new Seat(opened.page);
  await seat.become(name);
  await seat.open('守时');
  return { ...opened, seat };
}

describe('卡片组件', () => {
  it('每一种可以操作的组件，点了机器人都收到', async () => {
    stage.bot.answer = ({ action }) => ({ toast: { type: 'success', content: `收到${action.value?.act}` } });
    await stage.bot.sendCard(ann, everyInput(await stage.bot.uploadPictures(3)));
    const { seat, page, complaints } = await sitDown('安然');
    const shown = await seat.sees('每一种组件');
    const reported = async (act: string, expected: object) => {
      await seat.isTold(`收到${act}`);
      expect(stage.bot.last).toMatchObject({ value: { act }, ...expected });
    };
    await picture(page, 'inputs');
    await seat.press('按钮', shown);
    await reported('按钮', { tag: 'button' });
    await shown.getByText('整块可以点').click();
    await reported('容器', { tag: 'interactive_container' });
    await shown.getByPlaceholder('写一句').fill('你好');
    await page.keyboard.press('Enter');
    await reported('输入', { tag: 'input', input_value: '你好' });
    await seat.choose(shown.getByRole('button', { name: '选一个', exact: true }), '乙');
    await reported('单选', { tag: 'select_static', option: 'v-乙' });
    await seat.choose(shown.getByRole('button', { name: '选几个', exact: true }), '丙', '戊');
    await reported('多选', { tag: 'multi_select_static', options: ['v-丙', 'v-戊'] });
    await seat.choose(shown.getByRole('button', { name: '选一个人' }), '白晓');
    await reported('选人', { tag: 'select_person', option: bob });
    await seat.choose(shown.getByRole('button', { name: '选几个人' }), '安然', '白晓');
    await reported('选多人', { tag: 'multi_select_person', options: [ann, bob] });
    await shown.getByRole('button', { name: '哪一天', exact: true }).click();
    await picture(page, 'date-panel');
    await page.getByRole('button', { name: '2月12日 星期四' }).click();
    await reported('日期', { tag: 'date_picker', option: '2026-02-12 +0800', timezone: 'Asia/Shanghai' });
    await shown.getByPlaceholder('几点', { exact: true }).fill('15:10');
    await page.keyboard.press('Enter');
    await reported('时间', { tag: 'picker_time', option: '15:10 +0800' });
    await shown.getByPlaceholder('哪一天几点').fill('2026-02-12 15:10');
    await page.keyboard.press('Enter');
    await reported('日期时间', { tag: 'picker_datetime', option: '2026-02-12 15:10 +0800' });
    await shown.getByText('已经完成').click();
    await reported('勾选', { tag: 'checker', checked: true });
    await shown.getByRole('button', { name: '第 2 张图' }).click();
    await reported('选图', { tag: 'select_img', option: 'v-2' });
    await seat.choose(shown.getByRole('button', { name: '更多' }), '延期');
    await reported('更多', { tag: 'overflow', option: 'v-延期' });
    expect(stage.bot.actions).toHaveLength(13);
    expect(complaints).toEqual([]);
  });

  it('每一种展示组件都画得出来，表格翻页，面板展开', async () => {
    await stage.bot.sendCard(ann, everyDisplay(await stage.bot.uploadPictures(3)));
    await stage.bot.sendCard(ann, everyChart);
    const { seat, page, complaints } = await sitDown('安然');
    const shown = await seat.sees('每一种展示', '进行中');
    expect(await page.locator('.unknown-element, .card.broken').count()).toBe(0);
    expect(await shown.getByText('第6支部').count()).toBe(0);
    await shown.getByRole('button', { name: '下一页' }).click();
    await shown.getByText('第6支部').waitFor();
    expect(await shown.getByText('展开以后才看得到').isVisible()).toBe(false);
    await seat.unfold('折叠的内容', shown);
    await shown.getByText('展开以后才看得到').waitFor();
    await picture(page, 'display', shown);
    const charts = await seat.sees('每一种图');
    expect(await charts.getByRole('img').count()).toBe(6);
    await charts.getByText('这里不画这种图表（wordCloud）').waitFor();
    await charts.getByRole('cell', { name: '3月' }).first().waitFor();
    await picture(page, 'charts', charts);
    expect(complaints).toEqual([]);
  });

  it('表单：必填没有填就不发出，提交带上每一项，重填回到原样', async () => {
    stage.bot.answer = () => ({ toast: { type: 'success', content: '表单收到' } });
    await stage.bot.sendCard(ann, formCard);
    const { seat, page } = await sitDown('安然');
    const shown = await seat.sees('填一张表');
    await seat.press('提交', shown);
    await seat.isTold('有必填项未填写');
    expect(stage.bot.actions).toEqual([]);
    expect(await shown.getByText('请填写这一项').count()).toBe(2);
    await picture(page, 'form');
    const topic = shown.getByRole('textbox', { name: '主题' });
    await topic.fill('学习条例');
    await seat.choose(shown.getByRole('button', { name: '请选择', exact: true }), '座谈');
    await shown.getByRole('textbox', { name: '说明' }).fill('第一行\n第二行');
    await shown.getByText('公开').click();
    await seat.press('提交', shown);
    await seat.isTold('表单收到');
    expect(stage.bot.last).toMatchObject({
      form_value: {
        topic: '学习条例',
        note: '第一行\n第二行',
        kind: 'v-座谈',
        day: '2026-02-12 +0800',
        public: false,
      },
    });
    await seat.press('重填', shown);
    await expect.poll(() => topic.inputValue()).toBe('');
    expect(stage.bot.actions).toHaveLength(1);
  });

  it('先问再做、停用的按钮、等待时锁住、各种提示、平台的错误号', async () => {
    const answers = new Map<string, () => Promise<object> | object>([
      ['好', () => ({ toast: { type: 'success', content: '成功' } })],
      ['提示', () => ({ toast: { type: 'info', content: '知道了' } })],
      ['警告', () => ({ toast: { type: 'warning', content: '注意' } })],
      ['错误', () => ({ toast: { type: 'error', content: '不行' } })],
      ['坏卡片', () => ({ card: { type: 'raw', data: { schema: '2.0', nonsense: true } } })],
      ['坏回答', () => ({ toast: { type: 'unheard-of', content: '?' } })],
      ['出错', () => Promise.reject(new Error('the bot fails'))],
    ]);
    let release: () => void = () => undefined;
    answers.set('慢', () => new Promise<object>((done) => (release = () => done({}))));
    stage.bot.answer = async ({ action }) =>
      ({ ...(await answers.get(String(action.value?.act))?.()) }) as Record<string, unknown>;
    const labels = [...answers.keys()];
    const ask = { confirm: { title: plain('确定删除吗'), text: plain('删除以后找不回来') } };
    const off = { disabled: true, disabled_tips: plain('现在还不能点') };
    const buttons = [...labels.map((label) => button(label)), button('删除', ask), button('停用', off)];
    await stage.bot.sendCard(ann, card('按钮的样子', buttons));
    const { seat, page, complaints } = await sitDown('安然');
    const shown = await seat.sees('按钮的样子');

    await seat.press('删除', shown);
    const dialog = page.getByRole('dialog', { name: '确定删除吗' });
    await dialog.waitFor();
    await picture(page, 'confirm');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(stage.bot.actions).toEqual([]);
    await seat.press('删除', shown);
    await dialog.getByRole('button', { name: '确认' }).click();
    await expect.poll(() => stage.bot.last?.value).toEqual({ act: '删除' });

    // A disabled button still says why: it is not out of reach, only out of use.
    await shown.getByRole('button', { name: '停用' }).click({ force: true });
    await seat.isTold('现在还不能点');
    for (const [label, words] of [
      ['好', '成功'],
      ['提示', '知道了'],
      ['警告', '注意'],
      ['错误', '不行'],
      ['坏卡片', 'code: 200673'],
      ['坏回答', 'code: 200672'],
      ['出错', 'code: 200671'],
    ] as const) {
      await seat.press(label, shown);
      await seat.isTold(words);
    }

    await seat.press('慢', shown);
    await shown.locator('[aria-busy=true] .spinner').waitFor();
    await picture(page, 'loading');
    const before = stage.bot.actions.length;
    await shown.getByRole('button', { name: '好', exact: true }).click({ force: true });
    release();
    await shown.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    await seat.press('好', shown);
    await seat.isTold('成功');
    // The one after the wait came, the one during the wait never did.
    expect(stage.bot.actions).toHaveLength(before + 1);
    expect(complaints).toEqual([]);
  });
});
