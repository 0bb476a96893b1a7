import type { DayForm, Doubt, MonthRef } from './zh-dates-forms.ts';
import {
  chineseNumber,
  dateEnds,
  dayPart,
  listSign,
  number,
  numberOf,
  numberStart,
  rangeSign,
  week,
  weekdayOfWord,
  yearOf,
} from './zh-dates-tokens.ts';

type Groups = Readonly<Record<string, string | undefined>>;
type Reading = { readonly said: DayForm; readonly doubt?: Doubt | undefined } | undefined;

interface Pattern {
  readonly at: RegExp;
  readonly read: (groups: Groups, thisYear: number) => Reading;
}

const year = '(?<year>\\d{4}年|(?<!\\d)\\d{2}年|[零一二三四五六七八九]{4}年|今年|本年|明年|去年|后年)';
const monthWord = '(?<rel>下下个?月|下个?月|上个?月|本月|这个?月|当月)';
const someMonth = `(?:${monthWord}|(?:${year} ?)?${numberStart}(?<month>${number}) ?月份?)`;
const weekWord = '(?<week>下下一?个?|下一?个?|上上一?个?|上一?个?|本|这一?个?)';
const weekdayWord = '[一二三四五六日天]';

/** A date in front of these words dates a text or a speech, not an activity. */
const ofSpeech = '(?!的?(?:重要)?(?:讲话|批示|指示|回信|贺信|公报|文章|印发|发布|颁布|施行|实施|修订))';
export const notDay =
  '(?!以?内|之内|以?后|之后|常|报|程|期|均|记|志|益|渐|本|语|元|用|制|照|子|游|间|历|光|华|新)';
const dayVerbs =
  '开(?!放|水)|召开|召集|举|组织|进行|安排|集合|去|在|于|到|起|那天|当天|这天|能|可以|行|吧|吗|有|请|改|的';
const room =
  '楼|院|门|线|馆|室|会|文|机|车|令|厅|库|窗|仓|位|台|桌|柜|信|公|通知|通报|命令|决|工位|矿|井|码|称|召(?!开|集)|店|厂|港|路|街|巷|弄|地|区|站|电|军|舰|船|球|选|提案|议案|案|题|表|附|件|人|教|多功能|展|食堂|餐|大|报告|单元|宿舍|营|礼堂|活动|党|支部|考|场|审|档|卷|学习|讨论|培训|讲|阵地';
export const notRoom = `(?!(?:(?:${listSign}|及|${rangeSign}) ?${number} ?号?)*(?: ?(?:${room})))`;

function monthsOnOf(word: string): number {
  if (word.startsWith('下下')) return 2;
  return word.startsWith('下') ? 1 : word.startsWith('上') ? -1 : 0;
}

function weeksOnOf(word: string): number {
  if (word.startsWith('上上')) return -2;
  return monthsOnOf(word);
}

function yearOfWord(word: string | undefined, thisYear: number): number | undefined {
  if (word === undefined) return undefined;
  const on = { 今年: 0, 本年: 0, 明年: 1, 去年: -1, 后年: 2 }[word];
  return on === undefined ? yearOf(word.replace('年', '')) : thisYear + on;
}

function monthOf(groups: Groups, thisYear: number): MonthRef | undefined {
  if (groups.rel !== undefined) return { monthsOn: monthsOnOf(groups.rel) };
  if (groups.month === undefined) return undefined;
  return { month: numberOf(groups.month), year: yearOfWord(groups.year, thisYear) };
}

function readSlashed({ m = '', d = '', ends }: Groups, isDot: boolean): Reading {
  const [month, date] = [Number(m), Number(d)];
  if (month < 1 || month > 12 || date < 1 || date > 31) return undefined;
  const said: DayForm = { form: 'date', month, date };
  const isFraction = !isDot && month < date && date <= 5;
  if (ends === undefined) return isFraction ? undefined : { said, doubt: 'confirm' };
  const looksLikeTime = isDot && d.length === 2 && date % 5 === 0;
  return isFraction || looksLikeTime ? { said, doubt: 'numbers' } : { said };
}

function readDateOfMonth({ date = '', unit, rel, ends, verb }: Groups): Reading {
  const n = numberOf(date);
  if (n < 1 || n > 31) return undefined;
  const said: DayForm = {
    form: 'date_of_month',
    date: n,
    monthsOn: rel === undefined ? undefined : monthsOnOf(rel),
  };
  const standsAlone = rel !== undefined || ends !== undefined || verb !== undefined;
  if (standsAlone || (unit === '日' && /\d/.test(date))) return { said };
  return date.length === 1 && !/\d/.test(date) ? undefined : { said, doubt: 'confirm' };
}

const relativeDays: Readonly<Record<string, number>> = {
  大前天: -3,
  前天: -2,
  昨天: -1,
  昨日: -1,
  昨: -1,
  今天: 0,
  今日: 0,
  今: 0,
  明天: 1,
  明日: 1,
  明: 1,
  后天: 2,
  大后天: 3,
};

function pattern(source: string, read: Pattern['read']): Pattern {
  return { at: new RegExp(source, 'y'), read };
}

const end = '(?:底|末)(?!色|层|端|尾|日)';
const ends = `(?:(?<ends>${dateEnds})|(?=${rangeSign}\\d))`;

/** In order: the first that fits at a place wins. */
const patterns: readonly Pattern[] = [
  pattern(
    `(?<!\\w|\\w[-./:])(?<y>\\d{4})(?<sep>[-/.])(?<m>\\d{1,2})\\k<sep>(?<d>\\d{1,2})日?(?!\\d|-\\d{3})(?:T(?=\\d))?`,
    ({ y = '', m, d }) => ({
      said: { form: 'date', year: Number(y), month: Number(m), date: Number(d) },
    }),
  ),
  pattern(
    `(?:(?:${someMonth}底?|(?<plain>月底))的?)?(?<nth>最后[一1]个?|(?<!倒数)第${number}个|倒数第一个?)(?<of>${week}${weekdayWord}|工作日|天)`,
    (groups, thisYear) => {
      const { nth = '', of = '', plain } = groups;
      const month = plain === undefined ? monthOf(groups, thisYear) : { monthsOn: 0 };
      if (month === undefined && of === '天') return undefined;
      const said: DayForm = {
        form: 'nth',
        nth: nth.includes('后') || nth.includes('倒') ? -1 : numberOf(nth.replace(/[第个]/g, '')),
        of: of === '天' ? 'day' : of === '工作日' ? 'workday' : weekdayOfWord(of.slice(-1)),
        month,
      };
      return month === undefined ? { said, doubt: 'confirm' } : { said };
    },
  ),
  pattern(
    `(?:${year}的? ?)?${numberStart}(?<month>${number}) ?月 ?的? ?(?:(?<date>\\d{1,2}|${chineseNumber}) ?(?:日|号)|(?<bare>${number})${ends})${ofSpeech}`,
    ({ year: word, month = '', date, bare = '' }, thisYear) => ({
      said: {
        form: 'date',
        year: yearOfWord(word, thisYear),
        month: numberOf(month),
        date: numberOf(date ?? bare),
      },
    }),
  ),
  pattern(
    `${monthWord}的? ?(?<date>${number}) ?(?:(?<unit>日)${notDay}|(?<hao>号)${notRoom})${ofSpeech}`,
    readDateOfMonth,
  ),
  pattern(`(?:${someMonth}|(?<![岁个\\d${'一二三四五六七八九十'}])月)${end}`, (groups, thisYear) => ({
    said: { form: 'end', of: 'month', month: monthOf(groups, thisYear) ?? { monthsOn: 0 } },
  })),
  pattern(`[本这]?个?季度?${end}`, () => ({ said: { form: 'end', of: 'quarter' } })),
  pattern(`(?:${year}|年)${end}`, ({ year: word }, thisYear) => ({
    said: { form: 'end', of: 'year', year: yearOfWord(word, thisYear) },
  })),
  pattern(`(?:${someMonth}|月)的?(?:初(?!心|衷|级|步|期)|上旬|中旬|下旬)|(?<![上中下])[上中下]旬`, () => ({
    said: { form: 'vague' },
  })),
  pattern(
    `(?<![目以之日今会课午饭随然向往])(?<day>大后天|大前天|今天|今日(?!头条|说法)|明天|明日(?!之星)|后天(?!下(?!午)|性|努力)|昨天|昨日|前天(?!气))(?!气)`,
    ({ day = '' }) => ({
      said: { form: 'relative', days: relativeDays[day] ?? 0 },
    }),
  ),
  pattern(
    `(?<![至如当迄现文说声发证光黎开透照聪简表阐])(?<day>今|明|昨)(?=早|晚|上午|中午|下午)`,
    ({ day = '' }) => ({
      said: { form: 'relative', days: relativeDays[day] ?? 0 },
    }),
  ),
  pattern(
    '(?<![\\w.])(?<y>20\\d{2})(?<m>0[1-9]|1[0-2])(?<d>0[1-9]|[12]\\d|3[01])(?!\\d|[-.]\\d)',
    ({ y, m, d }) => ({ said: { form: 'date', year: Number(y), month: Number(m), date: Number(d) } }),
  ),
  // 3日后 may also be "after the 3rd", and a week is counted loosely: both are confirmed.
  pattern(`${numberStart}(?<days>${number})日(?:之|以)?后(?!勤|面)`, ({ days = '' }) => ({
    said: { form: 'relative', days: numberOf(days) },
    doubt: 'confirm',
  })),
  pattern(
    `${numberStart}(?<weeks>${number})(?:个?(?:星期|礼拜)|周)(?:之|以)?后(?!勤|面)`,
    ({ weeks = '' }) => ({
      said: { form: 'relative', days: 7 * numberOf(weeks) },
      doubt: 'confirm',
    }),
  ),
  pattern(`${numberStart}(?<days>${number})个?工作日(?:之|以)?后(?!勤|面)`, ({ days = '' }) => ({
    said: { form: 'workdays_on', days: numberOf(days) },
  })),
  pattern(`${numberStart}(?<days>${number})天(?:之|以)?后(?!勤|面)`, ({ days = '' }) => ({
    said: { form: 'relative', days: numberOf(days) },
  })),
  pattern(
    `(?<![以之如\\d零一二两三四五六七八九十几半双单第])(?:${weekWord}(?<own>${week}的? ?)?)?(?<word>${week})(?<day>${weekdayWord}|[1-7]${dateEnds})(?![次围报刊福])`,
    ({ week: word, own, word: unit, day = '' }) => {
      const weekday = weekdayOfWord(day);
      if (word === undefined) return { said: { form: 'weekday', weekday } };
      const isLoose = own === undefined && (word === '下一个' || (word === '下个' && unit === '周'));
      return { said: { form: 'weekday', weekday, weeksOn: weeksOnOf(word), isLoose } };
    },
  ),
  pattern(`(?<![以之如\\d一二两三四五六七八九十每])${weekWord}?周末(?!版)`, ({ week: word = '' }) => ({
    said: { form: 'weekend', weeksOn: weeksOnOf(word) },
  })),
  pattern(
    `(?<![以之如])(?<week>下下一?个?|下一?个?)${week}(?!刊|报|期)|(?<![以之如])(?:本|这)${week}${dateEnds}`,
    ({ week: word = '' }) => ({ said: { form: 'week', weeksOn: weeksOnOf(word) } }),
  ),
  pattern(
    `${numberStart}(?<date>${number})(?=(?:${rangeSign}|${listSign})${number} ?(?:日${notDay}|号${notRoom}))`,
    ({ date = '' }) => {
      const n = numberOf(date);
      return n < 1 || n > 31 ? undefined : { said: { form: 'date_of_month', date: n } };
    },
  ),
  pattern(
    `${numberStart}(?<date>${number}) ?(?:(?<unit>日)${notDay}|(?<hao>号)${notRoom})(?:(?<ends>${dateEnds}|(?=${rangeSign}${number} ?[日号]))|(?<verb>(?=${dayVerbs}|${rangeSign}${number} ?月))|)${ofSpeech}`,
    readDateOfMonth,
  ),
  pattern(`(?<![\\w%]|\\w[-./:])(?<m>\\d{1,2})/(?<d>\\d{1,2})(?![\\d./:%])(?:${ends}|)`, (groups) =>
    readSlashed(groups, false),
  ),
  pattern(
    `(?<![\\w%￥¥$]|\\w[-./:]|${dayPart} ?)(?<m>\\d{1,2})\\.(?<d>\\d{1,2})(?![\\d./:%万亿元倍版折级分米个小]|公里|点|天)(?:日|号${notRoom})?(?:${ends}|)`,
    (groups) => readSlashed(groups, true),
  ),
  pattern(`(?<![^\\s,。;:(])(?<m>\\d{1,2})-(?<d>\\d{1,2})(?=$|[\\s,。;)]|${dayPart}|${week})`, ({ m, d }) => {
    const [month, date] = [Number(m), Number(d)];
    const isDate = month >= 1 && month <= 12 && date >= 1 && date <= 31;
    return isDate ? { said: { form: 'date', month, date }, doubt: 'numbers' } : undefined;
  }),
  pattern(
    '(?<name>元旦|春节|除夕|元宵|清明|五一|劳动节|端午|七一|建党|八一|中秋|十一|国庆)节?(?:假期|放假)?(?<side>前一天|前夕|前(?:最后)?一个工作日|当天|后一天|后第一天|后第一个工作日)',
    ({ name = '', side = '' }) => ({
      said: {
        form: 'festival',
        name,
        side: side.startsWith('前') ? 'before' : side === '当天' ? 'on' : 'after',
      },
    }),
  ),
  pattern('(?<name>除夕|大年三十|元宵节)(?![前后夜期])', ({ name = '' }) => ({
    said: { form: 'festival', name: name === '元宵节' ? '元宵' : '除夕', side: 'on' },
  })),
];

/** The phrase that begins exactly at `at`, if any. */
export function readDayAt(
  text: string,
  at: number,
  thisYear: number,
): { readonly said: DayForm; readonly doubt?: Doubt | undefined; readonly to: number } | undefined {
  for (const { at: re, read } of patterns) {
    re.lastIndex = at;
    const match = re.exec(text);
    const reading = match ? read(match.groups ?? {}, thisYear) : undefined;
    if (match && reading) return { ...reading, to: at + match[0].length };
  }
  return undefined;
}
