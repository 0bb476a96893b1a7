import { chineseNumber, dateEnds, dayMark, dayPart, number, numberOf, rangeSign } from './zh-dates-tokens.ts';

/** Why a time is not taken at its word. */
type TimeDoubt = 'about' | 'numbers' | 'hour_missing' | 'impossible';

export interface TimePhrase {
  readonly from: number;
  readonly to: number;
  /** HH:MM; two where morning or afternoon was left out. */
  readonly times: readonly string[];
  readonly doubt?: TimeDoubt | undefined;
}

const minutes = `(?<half>半)|(?<quarter>[一三13])刻|整|(?<minute>[零][一二三四五六七八九]|\\d{1,2}|${chineseNumber})分(?!钟)|(?<loose>\\d{2}(?!\\d)|[零][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?)(?![\\d楼层号室栋座人个名支第月日年次期条项位组排])`;
const core = `(?:(?<h>\\d{1,2}):(?<m>\\d{2})(?::\\d{2})?(?![\\d:])(?: ?(?<half1>[aApP])\\.?[mM]\\b)?|(?<hour>${number})(?:点钟?|时)(?:${minutes})?|(?<h2>\\d{1,2}) ?(?<half2>[aApP])\\.?[mM]\\b)`;
const part = `(?:(?<part>${dayPart}) ?)`;
const count =
  '要求|意见|建议|体会|希望|思考|启示|感受|看法|内容|问题|说明|注意|心得|原则|工作|做法|经验|一线|想法|收获|认识|不足|方面|措施|举措|任务|共识|提议|名|到位|赞|击|滴|燃|评|多|儿';
const bareStart = '(?<![\\d.:/零一二三四五六七八九十百千第这那有提出讲谈说几])';

const withPart = new RegExp(`${part}${core}`, 'y');
const bare = new RegExp(`${bareStart}${core}`, 'y');
const hourRange = new RegExp(
  `${part}?${bareStart}(?<hour>${number})${rangeSign}${number}(?:点钟?|时)(?:半|${chineseNumber}分|\\d{1,2}分)?`,
  'y',
);
const dotted = new RegExp(`${part}?(?<![\\d.\\w])(?<h>\\d{1,2})\\.(?<m>[0-5]\\d)(?![\\d.])${dateEnds}`, 'y');
const rangeStart = new RegExp(`${rangeSign}(?:${dayPart} ?)?`, 'y');
const rangeCore = new RegExp(core, 'y');
const aboutAfter = /[之以]?前(?!往|来|去|台|期|半|面|厅|排|方)|[之以]?后(?!勤|面|排|续|半)|左右|许/y;
const aboutBefore = /(?:最晚|最迟|最早|不晚于|不早于|差[\d一二三四五六七八九十]{1,2}[分刻]|每天?) ?$/;
/** After an hour in Chinese numerals without more: 三点 is also "three points". */
const hourEnds =
  /(?:$|[\s,。;、!?()|-]|~|到|至|在|于|开|召|举|集|准时|[之以]?前|[之以]?后|左右|进行|出发|报到|签到|结束)/y;
const counted = new RegExp(`(?:${count})`, 'y');
const besideDayEnds = new RegExp(`${dayMark} ?\\)? ?$`);
const partAlone = new RegExp(`(?<part>${dayPart})`, 'y');

type Groups = Readonly<Record<string, string | undefined>>;

function execAt(re: RegExp, text: string, at: number): RegExpExecArray | null {
  re.lastIndex = at;
  return re.exec(text);
}

const morning = new Set(['清晨', '早晨', '早上', '早']);
const night = new Set(['晚上', '晚间', '夜里', '夜间', '晚']);

/** The hours of the day that `hour` can mean; none where the words contradict each other. */
function hoursOf(part: string | undefined, hour: number): number[] {
  const within = (low: number, high: number, value: number): number[] =>
    value >= low && value <= high ? [value] : [];
  if (part === undefined) return hour >= 1 && hour <= 6 ? [hour + 12, hour] : within(0, 23, hour);
  if (part === '凌晨') return within(0, 6, hour);
  if (morning.has(part)) return within(5, 11, hour);
  if (part === '上午') return within(6, 12, hour);
  if (part === '中午' || part === '正午') return hour <= 2 ? within(13, 14, hour + 12) : within(11, 14, hour);
  const later = hour < 12 ? hour + 12 : hour;
  if (part === '傍晚') return within(16, 20, later);
  if (night.has(part)) return hour === 12 ? [] : within(17, 23, later);
  return hour === 0 ? [] : within(12, 23, later);
}

function partOf(groups: Groups): string | undefined {
  const half = groups.half1 ?? groups.half2;
  if (half === undefined) return groups.part;
  return /a/i.test(half) ? 'am' : 'pm';
}

function timesOf(groups: Groups): string[] {
  const hour = numberOf(groups.hour ?? groups.h ?? groups.h2 ?? '');
  const word = groups.minute ?? groups.loose ?? groups.m;
  const minute = groups.half
    ? 30
    : groups.quarter
      ? numberOf(groups.quarter) * 15
      : word
        ? numberOf(word)
        : 0;
  if (minute > 59) return [];
  const part = partOf(groups);
  const hours =
    part === 'am' || part === 'pm'
      ? hour >= 1 && hour <= 12
        ? [(hour % 12) + (part === 'pm' ? 12 : 0)]
        : []
      : hoursOf(part, hour);
  return hours.map((h) => `${String(h).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
}

/** Whether an hour without a word for the part of the day is a time and not a number of points. */
function standsAsTime(text: string, at: number, match: RegExpExecArray): boolean {
  const { h, h2, hour = '', minute, loose, half, quarter } = match.groups ?? {};
  const exact = h ?? h2 ?? minute ?? loose ?? half ?? quarter;
  if (exact !== undefined) return true;
  const to = at + match[0].length;
  if (execAt(counted, text, to)) return false;
  const besideDay = besideDayEnds.test(text.slice(0, at));
  if (match[0].endsWith('时')) return besideDay || (/\d/.test(hour) && execAt(hourEnds, text, to) !== null);
  return besideDay || /\d/.test(hour) || execAt(hourEnds, text, to) !== null;
}

function readTimeAt(text: string, at: number): TimePhrase | undefined {
  const range = execAt(hourRange, text, at);
  const besideDay = besideDayEnds.test(text.slice(0, at));
  if (
    range &&
    (range.groups?.part !== undefined || besideDay || execAt(hourEnds, text, at + range[0].length))
  ) {
    return { from: at, to: at + range[0].length, times: timesOf(range.groups ?? {}) };
  }
  const match = execAt(withPart, text, at) ?? execAt(bare, text, at);
  if (match && (match.groups?.part !== undefined || standsAsTime(text, at, match))) {
    let to = at + match[0].length;
    const sign = execAt(rangeStart, text, to);
    const last = sign ? execAt(rangeCore, text, to + sign[0].length) : null;
    if (sign && last) to += sign[0].length + last[0].length;
    return { from: at, to, times: timesOf(match.groups ?? {}) };
  }
  const dot = execAt(dotted, text, at);
  if (dot) {
    const hasPart = dot.groups?.part !== undefined;
    return {
      from: at,
      to: at + dot[0].length,
      times: timesOf(dot.groups ?? {}),
      doubt: hasPart ? undefined : 'numbers',
    };
  }
  const alone = besideDay ? execAt(partAlone, text, at) : null;
  if (!alone) return undefined;
  const isNoon = alone[0] === '中午' || alone[0] === '正午';
  return { from: at, to: at + alone[0].length, times: isNoon ? ['12:00'] : [], doubt: 'hour_missing' };
}

/** All phrases that stand as a time. Date phrases in `text` have been replaced by day marks. */
export function findTimes(text: string): TimePhrase[] {
  const found: TimePhrase[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const phrase = readTimeAt(text, at);
    if (!phrase) continue;
    const before = aboutBefore.exec(text.slice(0, at).slice(-8));
    const after = execAt(aboutAfter, text, phrase.to);
    const from = at - (before?.[0].length ?? 0);
    const to = phrase.to + (after?.[0].length ?? 0);
    const isAbout = before !== null || after !== null;
    const doubt = phrase.doubt ?? (phrase.times.length === 0 ? 'impossible' : isAbout ? 'about' : undefined);
    found.push({ from, to, times: phrase.times, doubt });
    at = to - 1;
  }
  return found;
}
