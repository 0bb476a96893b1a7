import { expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { cardText } from '../../src/cards/card-text.ts';
import { button, buttons } from '../../src/cards/elements.ts';
import { cardProblems } from '../../src/cards/limits.ts';
import { Catalogue, readDuties } from '../../src/duties/catalogue/catalogue.ts';
import { buildDirectory } from '../../src/org/directory.ts';
import { digestCard } from './cards.ts';
import type { WaitingRequest } from './items.ts';
import { namedFold } from './named.ts';
import { pressureTable, trend } from './tables.ts';
import type { LineView } from './view.ts';

const today = asDay('2026-03-04');
const context = {
  today,
  calendar: announcedCalendar(),
  directory: buildDirectory({ version: '1', onDay: today, orgs: [], relations: [], people: [], posts: [] }),
  catalogue: new Catalogue([]),
  commands: [{ name: '督办', alias: 'urge', description: '', example: '', run: async () => ({}) }],
};

/** Any that begin with a press. */
const duties = readDuties(new URL('../activities/duties.yaml', import.meta.url))
  .filter(({ start }) => start)
  .map((duty) => ({ ...duty, canShareActivityWith: [] }));

function waiting(at: number): WaitingRequest {
  return {
    id: `request-${at}`,
    kind: 'extend',
    deciderOrg: 'D01W',
    deciderPost: 'organ_fulltime_deputy',
    newDay: null,
    reason: '上级集中任务',
    requestedBy: 'P',
  };
}

function view(at: number): LineView {
  return {
    section: 'others_late',
    item: `2月主题党日${at}`,
    org: `第${at}党支部`,
    isReminder: false,
    isOwn: false,
    details: [`情况说明：${'外出学习，'.repeat(40)}${at}`],
    aside: '',
    source: `支部工作条例第十六条 · D01B${at}`,
    instanceKey: `D01B${at}/branch_theme_day/2026-02`,
    duty: 'branch_theme_day',
    isHeld: false,
    isPrivate: false,
    isChief: false,
    post: 'organ_fulltime_deputy',
    number: `D01B${at}-TD-2602`,
    isBelow: true,
    mayUrge: true,
    isNudged: false,
    request: at % 2 === 0 ? waiting(at) : undefined,
    knownUntil: at % 3 === 0 ? asDay('2026-03-20') : undefined,
  };
}

it('a digest of any length stays within the limits: eight lines a page, the rest behind 更多', () => {
  const views = Array.from({ length: 60 }, (_, at) => view(at + 1));
  const pages = [0, 1, 7, 99].map((page) =>
    digestCard(context, views, { place: '机关党委', isDirect: false, page }),
  );
  for (const card of pages) expect(cardProblems(card)).toEqual([]);
  const [first = {}, second = {}, last = {}, beyond = {}] = pages;
  expect(cardText(first)).toContain('更多（还有 52 件）');
  expect(cardText(first)).toContain('第8党支部');
  expect(cardText(first)).not.toContain('第9党支部');
  expect(cardText(second)).toContain('上一页');
  expect(cardText(last)).toContain('第60党支部');
  expect(beyond).toEqual(last);
});

/** What the press of 标记已了解 would mark, as `escalation.known` reads it. */
function marks(card: object): { readonly label: string; readonly keys: readonly string[] }[] {
  const found: { label: string; keys: readonly string[] }[] = [];
  JSON.stringify(card, (_, node) => {
    const value = node?.behaviors?.[0]?.value;
    if (node?.tag === 'select_static' && value?.action === 'escalation.known') {
      const keys = value.instances.map((named: string) => named + (value.about ?? ''));
      found.push({ label: node.placeholder.content, keys });
    }
    return node;
  });
  return found;
}

it('标记已了解 on a row of many marks all it stands for, or says how many', () => {
  const same = (count: number, item: string) =>
    Array.from({ length: count }, (_, at) => ({
      ...view(at + 1),
      item,
      details: ['已超过 5 个工作日'],
      request: undefined,
      knownUntil: undefined,
    }));
  const spec = { place: '机关党委', isDirect: false, page: 0 };
  const row = same(64, '2月主题党日');
  expect(marks(digestCard(context, row, spec))).toEqual([
    { label: '标记已了解', keys: row.map(({ instanceKey }) => instanceKey) },
  ]);
  const events = same(30, '换届').map((one, at) => ({
    ...one,
    instanceKey: `D01B${at}/election/ev:TERM-${at}`,
  }));
  expect(marks(digestCard(context, events, spec))).toEqual([
    { label: '标记已了解', keys: events.map(({ instanceKey }) => instanceKey) },
  ]);
  const many = ['一', '二', '三', '四', '五', '六', '七', '八'].flatMap((item) => same(758, item));
  const card = digestCard(context, many, spec);
  expect(cardProblems(card)).toEqual([]);
  for (const { label, keys } of marks(card)) {
    expect(keys.length).toBeGreaterThan(64);
    expect(label).toBe(`标记已了解（前 ${keys.length} 件）`);
  }
});

it('eight requests on one page: each row keeps every answer to it', () => {
  const views = Array.from({ length: 8 }, (_, at) => ({ ...view(at + 1), request: waiting(at + 1) }));
  const card = digestCard(context, views, { place: '机关党委', isDirect: false, page: 0 });
  expect(cardProblems(card)).toEqual([]);
  const drawn = JSON.stringify(card);
  for (const answer of ['同意延期', '退回延期', '"value":"请尽快补办，期限不变"', '看申请', '起草督办函'])
    expect(drawn.split(answer), answer).toHaveLength(8 + 1);
});

it('the week in numbers and many requests hold on one card, the rest is on the next page', () => {
  const views = Array.from({ length: 9 }, (_, at) => ({ ...view(at + 1), request: waiting(at + 1) }));
  const told = [0, 1, 2, 3, 4].map((level) => ({ level, told: 9, endedHere: 1, medianDays: 1 }));
  const fold8 = Array.from({ length: 9 }, (_, at) => ({
    ...{ org: `D01B0${at}`, duty: duties[0]?.id ?? '', period: '2026-02' },
    explanation: '外出学习，'.repeat(30),
  }));
  const figures = ['2026-02', '2026-03'].flatMap((month) =>
    (['done', 'done_late', 'overdue', 'extended'] as const).map((state) => ({
      ...{ org: 'D01', month, state, isLateEntry: false, isExtended: state === 'extended' },
      ...{ isFiledLate: false, isDue: true, isRecorded: true, count: 3 },
    })),
  );
  const week = [
    ...namedFold({ ...context, catalogue: new Catalogue(duties) }, fold8),
    trend(figures, today),
    ...pressureTable(told),
    buttons(['已阅', '问一下机关党委专职副书记'].map((label) => button({ label, name: label, action: 'a' }))),
  ];
  const spec = { place: '党组', isDirect: false, week };
  const [first, last] = [0, 9].map((page) => digestCard(context, views, { ...spec, page }));
  for (const card of [first, last]) expect(cardProblems(card ?? {})).toEqual([]);
  expect(cardText(first ?? {})).toContain('更多（还有 5 件）');
  expect(cardText(last ?? {})).toContain('第9党支部');
});

it('one row of buttons in sight, the rest and the rare acts folded away', () => {
  const own = Array.from({ length: 5 }, (_, at) => ({
    ...view(at + 1),
    section: 'own_open' as const,
    isReminder: true,
    isOwn: true,
    duty: duties[at]?.id ?? '',
    request: undefined,
  }));
  const card = digestCard({ ...context, catalogue: new Catalogue(duties) }, own, {
    place: '办公室党支部',
    isDirect: false,
    page: 0,
  });
  expect(cardProblems(card)).toEqual([]);
  const [inSight = '', folded = ''] = JSON.stringify(card).split('更多操作');
  expect(inSight.match(/"name":"plan_\d"/gu)).toHaveLength(3);
  expect(folded.match(/"name":"plan_\d"/gu)).toHaveLength(2);
  for (const rare of ['extend', 'why', 'less', 'feedback']) {
    expect(inSight).not.toContain(`"name":"${rare}"`);
    expect(folded).toContain(`"name":"${rare}"`);
  }
});

it('numbers of several branches stand beside each of them, in one block', () => {
  const told = [22, 3].map((count, at) => ({
    ...view(at + 1),
    item: '2月党费交纳',
    details: ['应于2月28日（周六，调休上班）以前完成，已超过 20 个工作日'],
    count: `未完成 ${count} 人`,
    isPrivate: true,
    request: undefined,
    knownUntil: undefined,
  }));
  const shown = cardText(digestCard(context, told, { place: '机关党委', isDirect: false, page: 0 }));
  expect(shown).toContain(
    '2月党费交纳  应于2月28日（周六，调休上班）以前完成，已超过 20 个工作日：第1党支部未完成 22 人、第2党支部未完成 3 人',
  );
  expect(shown.match(/标记已了解/gu)?.length ?? 0).toBeLessThanOrEqual(1);
});
