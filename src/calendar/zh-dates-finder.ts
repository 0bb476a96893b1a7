import { notDay, notRoom, readDayAt } from './zh-dates-days.ts';
import type { DayForm, DayPhrase, Doubt } from './zh-dates-forms.ts';
import {
  chineseNumber,
  dateEnds,
  dayPart,
  listSign,
  number,
  numberOf,
  rangeSign,
  week,
  weekdayOfWord,
} from './zh-dates-tokens.ts';

const rangeStart = new RegExp(rangeSign, 'y');
/** 12、13日 and 周四、五 and 周四五: a list in which the second part is no phrase of its own. */
const restOfList = new RegExp(
  `${listSign}?(?<weekday>[一二三四五六日天])(?!十)${dateEnds}|${listSign}(?<date>${number}) ?(?:日${notDay}|号${notRoom})`,
  'y',
);
const restOfRange = new RegExp(
  `(?:(?<month>\\d{1,2})[./](?<day>\\d{1,2})(?!\\d)|(?<date>${number}) ?(?:日${notDay}|号${notRoom})|(?<bare>\\d{1,2})${dateEnds}(?! ?\\d{1,2}[点时:])|(?<weekday>[一二三四五六日天])${dateEnds})`,
  'y',
);
const weekdayBeside = new RegExp(` ?\\(? ?${week}([一二三四五六日天]) ?\\)?`, 'y');
const aboutAfter = /(?:[之以]?前(?!往|来|去|台|期|半|面|厅|排|方)|[之以]?后(?!勤|面|排|续|半)|左右)(?:后)?/y;
const timeAfter = new RegExp(`^ ?(?:${dayPart}|\\d{1,2}[点时:]|${chineseNumber}[点时])`);

/** Words in front of a name: 周 is a surname too. */
const nameLabel = /(?:主讲|主持|讲课|记录|除|除了)人?[ :：]*$/;
const nameShape =
  /^周[一二三四五六日天][^\s,、。;:()上下中早晚前后开召举在于到去的能行吧有见及和或](?=$|[\s,、。;:()])/;

function execAt(re: RegExp, text: string, at: number): RegExpExecArray | null {
  re.lastIndex = at;
  return re.exec(text);
}

function isPlainWeekday(form: DayForm): boolean {
  return form.form === 'weekday' && form.weeksOn === undefined;
}

const wordsBefore: readonly {
  readonly re: RegExp;
  readonly doubt: Doubt;
  readonly only?: DayForm['form'];
}[] = [
  { re: /(?:每个?|每逢|逢|隔|双|单)(?:月|年|季度?)?的? ?$/, doubt: 'recurring' },
  { re: /(?:农历|阴历|旧历)的? ?$/, doubt: 'unclear' },
  { re: /(?:同|次|当|前|\S)年的? ?$/, doubt: 'unclear', only: 'date' },
  {
    re: /(?:第[\d一二三四五]{1,2}个?(?:周|星期|礼拜)的? ?|再|(?:倒数)?[第头某哪几]?[\d一二两三四五几]?个)$/,
    doubt: 'unclear',
    only: 'weekday',
  },
  { re: /(?:不要|不是|不在|别在|除了?)$/, doubt: 'confirm' },
  // The date of what is studied, in the words of a topic.
  { re: /(?<=(?:学习|传达|贯彻|落实|领会|宣讲|纪念|重温)[^\s,。;]*)$/, doubt: 'confirm' },
];

/** What stands before a phrase can change its meaning: a habit, another calendar, an unread year or week. */
function doubtBefore(text: string, from: number, said: DayForm): { doubt: Doubt; from: number } | undefined {
  const before = text.slice(0, from);
  for (const { re, doubt, only } of wordsBefore) {
    const match = only === undefined || only === said.form ? re.exec(before.slice(-24)) : null;
    if (match) return { doubt, from: from - match[0].length };
  }
  return undefined;
}

/** The last day of a range that begins with `first`; what it leaves out it takes over from the first. */
function readRangeEnd(
  text: string,
  at: number,
  first: DayForm,
  thisYear: number,
): { said: DayForm; to: number } | undefined {
  const list = execAt(restOfList, text, at);
  if (list?.groups?.weekday !== undefined && first.form === 'weekday') {
    return { said: { ...first, weekday: weekdayOfWord(list.groups.weekday) }, to: at + list[0].length };
  }
  if (list?.groups?.date !== undefined && (first.form === 'date' || first.form === 'date_of_month')) {
    return { said: { ...first, date: numberOf(list.groups.date) }, to: at + list[0].length };
  }
  const sign = execAt(rangeStart, text, at);
  if (!sign) return undefined;
  const start = at + sign[0].length;
  const full = readDayAt(text, start, thisYear);
  const short = execAt(restOfRange, text, start);
  const { month, day, date, bare, weekday } = short?.groups ?? {};
  if (short) {
    const to = start + short[0].length;
    if (month !== undefined && day !== undefined) {
      return { said: { form: 'date', month: Number(month), date: Number(day) }, to };
    }
    const n = numberOf(date ?? bare ?? '');
    if (
      weekday === undefined &&
      (first.form === 'date' || (first.form === 'date_of_month' && date !== undefined))
    ) {
      return { said: { ...first, date: n }, to };
    }
    if (weekday !== undefined && first.form === 'weekday') {
      return { said: { ...first, weekday: weekdayOfWord(weekday) }, to };
    }
  }
  return full ? { said: full.said, to: full.to } : undefined;
}

/** All phrases that stand as a date, in order and without overlap. `text` is folded, quotations hidden. */
export function findDays(text: string, thisYear: number): DayPhrase[] {
  const found: DayPhrase[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const first = readDayAt(text, at, thisYear);
    if (!first) continue;
    if (isPlainWeekday(first.said) && nameLabel.test(text.slice(0, at))) continue;
    let { to } = first;
    const beside = first.said.form === 'weekday' ? null : execAt(weekdayBeside, text, to);
    if (beside) to += beside[0].length;
    const range = readRangeEnd(text, to, first.said, thisYear);
    if (range) to = range.to;
    const about = execAt(aboutAfter, text, to);
    if (about) to += about[0].length;
    const before = doubtBefore(text, at, first.said);
    let doubt = before?.doubt ?? first.doubt ?? (about ? 'about' : undefined);
    if (doubt === 'numbers' && (beside || timeAfter.test(text.slice(to)))) doubt = undefined;
    if (
      isPlainWeekday(first.said) &&
      nameShape.test(text.slice(at)) &&
      !/[^\s,、。;:()]$/.test(text.slice(0, at))
    ) {
      doubt = 'confirm';
    }
    found.push({
      from: before?.from ?? at,
      to,
      said: first.said,
      doubt,
      until: range?.said,
      beside: beside ? weekdayOfWord(beside[1] ?? '') : undefined,
    });
    at = to - 1;
  }
  return found;
}
