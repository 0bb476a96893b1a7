import { describe, expect, it } from 'vitest';
import { asDay, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { Registry } from '../../src/engine/registry.ts';
import { flows } from '../index.ts';
import { completeFields, readRecord } from './record-rules.ts';

const today = asDay('2026-03-02');
const at = { now: instantAt(today, '10:00'), today, calendar: announcedCalendar() };
const { catalogue } = new Registry(flows);

describe('记录一行里的各栏', () => {
  it('这种会议不问的一栏也断开前一栏，并且留着', () => {
    const group = catalogue.get('branch_group_meeting');
    const line = '2月27日 地点 办公室 主题 学习 要点 学 出席 全到 除 周明辉';
    const reading = readRecord(line, [group], at);
    expect(reading).toMatchObject({
      fields: { place: '办公室', topic: '学习', minutes: '学' },
      roll: '全到 除 周明辉',
    });
    const fields = 'fields' in reading ? reading.fields : {};
    expect(completeFields([group], {}, fields)).toEqual({
      fields: { place: '办公室', topic: '学习', minutes: '学' },
      missing: [],
    });
  });

  it('分号隔开、带冒号的也断开', () => {
    const themeDay = catalogue.get('branch_theme_day');
    expect(readRecord('主题：学两会；要点：结合岗位', [themeDay], at)).toMatchObject({
      fields: { topic: '学两会', minutes: '结合岗位' },
    });
  });

  it('没有隔开的同一个词还是前一栏的话', () => {
    const group = catalogue.get('branch_group_meeting');
    expect(readRecord('主题 学条例，讨论了三项，收获很大', [group], at)).toMatchObject({
      fields: { topic: '学条例，讨论了三项，收获很大' },
    });
  });
});
