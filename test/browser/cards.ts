import { ann, bob, cyd } from '../contract/workspace.ts';

type Json = Record<string, unknown>;

export const plain = (content: string): Json => ({ tag: 'plain_text', content });
const says = (act: string): Json => ({ behaviors: [{ type: 'callback', value: { act } }] });
const options = (...labels: readonly string[]): Json[] =>
  labels.map((label) => ({ text: plain(label), value: `v-${label}` }));
const people = [ann, bob, cyd].map((value) => ({ value }));

export function card(title: string, elements: readonly Json[], more: Json = {}): Json {
  return {
    schema: '2.0',
    config: { update_multi: true },
    header: { title: plain(title), template: 'blue' },
    body: { elements },
    ...more,
  };
}

export const button = (label: string, more: Json = {}): Json => ({
  tag: 'button',
  text: plain(label),
  ...says(label),
  ...more,
});

/** Every component a person can use, each reporting at once. `images` are keys of uploaded pictures. */
export const everyInput = (images: readonly string[]): Json =>
  card('每一种组件', [
    button('按钮'),
    {
      tag: 'interactive_container',
      width: 'fill',
      has_border: true,
      padding: '8px',
      ...says('容器'),
      elements: [{ tag: 'markdown', content: '整块可以点' }],
    },
    { tag: 'input', name: 'words', placeholder: plain('写一句'), ...says('输入') },
    {
      tag: 'select_static',
      name: 'one',
      placeholder: plain('选一个'),
      options: options('甲', '乙'),
      ...says('单选'),
    },
    {
      tag: 'multi_select_static',
      name: 'many',
      placeholder: plain('选几个'),
      options: options('丙', '丁', '戊'),
      ...says('多选'),
    },
    {
      tag: 'select_person',
      name: 'person',
      placeholder: plain('选一个人'),
      options: people,
      ...says('选人'),
    },
    {
      tag: 'multi_select_person',
      name: 'people',
      placeholder: plain('选几个人'),
      options: people,
      ...says('选多人'),
    },
    { tag: 'date_picker', name: 'day', placeholder: plain('哪一天'), ...says('日期') },
    { tag: 'picker_time', name: 'time', placeholder: plain('几点'), ...says('时间') },
    { tag: 'picker_datetime', name: 'moment', placeholder: plain('哪一天几点'), ...says('日期时间') },
    { tag: 'checker', name: 'check', text: plain('已经完成'), overall_checkable: true, ...says('勾选') },
    {
      tag: 'select_img',
      name: 'picture',
      layout: 'trisect',
      aspect_ratio: '4:3',
      options: images.map((img_key, index) => ({ img_key, value: `v-${index + 1}` })),
      ...says('选图'),
    },
    { tag: 'overflow', options: options('改期', '延期'), ...says('更多') },
  ]);

const rows = Array.from({ length: 7 }, (_, index) => ({
  org: `第${index + 1}支部`,
  count: 1200 + index,
  state: [{ text: index % 2 ? '已办结' : '待安排', color: index % 2 ? 'green' : 'orange' }],
  who: [bob],
  day: Date.parse('2026-02-12T15:00:00+08:00'),
}));

const values = ['1月', '2月', '3月'].flatMap((month, index) => [
  { month, kind: '按期', count: 4 + index },
  { month, kind: '延期', count: 3 - index },
]);
const chart = (spec: Json): Json => ({
  tag: 'chart',
  aspect_ratio: '2:1',
  chart_spec: { data: { values }, xField: 'month', yField: 'count', seriesField: 'kind', ...spec },
});

/** Every component that shows or holds something. */
export const everyDisplay = (images: readonly string[]): Json =>
  card(
    '每一种展示',
    [
      {
        tag: 'markdown',
        content: '**粗体** <font color="red">红字</font> <text_tag color="green">标签</text_tag>\n- 一\n- 二',
      },
      { tag: 'div', text: { ...plain('提示文字'), text_size: 'notation', text_color: 'grey' } },
      { tag: 'hr' },
      { tag: 'img', img_key: images[0], alt: plain('会议室照片') },
      {
        tag: 'img_combination',
        combination_mode: 'double',
        img_list: images.slice(0, 2).map((img_key) => ({ img_key })),
      },
      { tag: 'person', user_id: bob, show_name: true },
      { tag: 'person_list', persons: [{ id: ann }, { id: cyd }], show_name: true },
      {
        tag: 'column_set',
        flex_mode: 'stretch',
        columns: [button('左'), button('右', { type: 'primary_filled' })].map((element) => ({
          tag: 'column',
          width: 'weighted',
          weight: 1,
          elements: [element],
        })),
      },
      {
        tag: 'collapsible_panel',
        header: {
          title: plain('折叠的内容'),
          icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined' },
          icon_position: 'right',
          icon_expanded_angle: -180,
        },
        elements: [{ tag: 'markdown', content: '展开以后才看得到' }],
      },
      {
        tag: 'table',
        page_size: 5,
        header_style: { background_style: 'grey', bold: true },
        columns: [
          { name: 'org', display_name: '组织', data_type: 'text' },
          { name: 'count', display_name: '次数', data_type: 'number', format: { separator: true } },
          { name: 'state', display_name: '状态', data_type: 'options' },
          { name: 'who', display_name: '负责人', data_type: 'persons' },
          { name: 'day', display_name: '日期', data_type: 'date' },
        ],
        rows,
      },
    ],
    {
      header: {
        title: plain('每一种展示'),
        subtitle: plain('第一支部'),
        template: 'turquoise',
        text_tag_list: [{ tag: 'text_tag', text: plain('进行中'), color: 'orange' }],
      },
    },
  );

const progress = [
  { name: '第一支部', rate: 0.8 },
  { name: '第二支部', rate: 0.45 },
];
/** The chart kinds that are drawn, and one that is not. */
export const everyChart = card('每一种图', [
  chart({ type: 'bar', title: { text: '按月完成' } }),
  chart({ type: 'line' }),
  chart({ type: 'area' }),
  chart({ type: 'pie', categoryField: 'month', valueField: 'count' }),
  chart({ type: 'linearProgress', data: { values: progress }, xField: 'rate', yField: 'name' }),
  chart({ type: 'circularProgress', data: { values: progress }, categoryField: 'name', valueField: 'rate' }),
  chart({ type: 'wordCloud' }),
]);

/** A form with required fields, a free one, submit and reset. */
export const formCard = card('填一张表', [
  {
    tag: 'form',
    name: 'form',
    elements: [
      { tag: 'input', name: 'topic', label: plain('主题'), required: true, max_length: 20 },
      { tag: 'input', name: 'note', label: plain('说明'), input_type: 'multiline_text', rows: 2 },
      { tag: 'select_static', name: 'kind', required: true, options: options('党课', '座谈') },
      { tag: 'date_picker', name: 'day', initial_date: '2026-02-12' },
      { tag: 'checker', name: 'public', text: plain('公开'), checked: true },
      button('提交', { name: 'submit', form_action_type: 'submit', type: 'primary_filled' }),
      { tag: 'button', text: plain('重填'), name: 'reset', form_action_type: 'reset' },
    ],
  },
]);
