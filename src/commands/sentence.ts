import { findDays } from '../calendar/zh-dates-finder.ts';
import { findTimes } from '../calendar/zh-dates-times.ts';
import { dayMark as dayRead, fold } from '../calendar/zh-dates-tokens.ts';
import { normalizeTyped } from './normalize.ts';
import { foldTraditional } from './traditional.ts';

/** Stands where a date or a time was. */
export const dayMark = '\uE000';
/** Stands where somebody else's words were: nothing is read inside “…”. */
const quotedMark = '\uE001';

/** A sentence in the form in which it is compared. */
export interface Sentence {
  /** Simplified, half width, without stickers; as long as a person still recognises it. */
  readonly text: string;
  /** Between the punctuation: dates are marked, courtesies and closing particles are gone, empty ones are left out. */
  readonly clauses: readonly string[];
  /** The dates and times as typed, in order. */
  readonly days: readonly string[];
  readonly hasQuotation: boolean;
}

const sticker = /\p{Extended_Pictographic}\uFE0F?|\[\p{Script=Han}{1,4}\]/gu;
const quotation = /“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|"[^"]*"/g;
const between = /[，,。；;！!、\n~～…]+/u;

const addressed =
  '(?:各位|@?守时|@?机器人|小助手|(?:[\\p{Script=Han}]{1,2})?(?:书记|支书|组长|主任|处长|科长|老师)|同志们?|领导)';
const courtesy =
  '(?:您好|你好|早上好|上午好|下午好|晚上好|不好意思|抱歉|对不起|请问(?:一下)?|想问(?:一?下)?|问一?下|麻烦(?:问一?下)?|嗯+|哦+|噢+|那个|对了|另外|报告|好的?|收到|明白|知道了|了解|行|可以|没问题|谢谢|多谢|感谢|辛苦|ok|OK)';
const courtesyOnly = new RegExp(
  `^(?:${addressed}|${courtesy}|您|你|大家|了|一下|啊|呀|哈|哦|啦|的|麻烦了|拜托|拜托了|费心)+$`,
  'u',
);
const opening = new RegExp(
  `^(?:(?:${addressed}(?=我|本人|咱|请问|您好|你好)|您好|你好|不好意思|抱歉|请问(?:一下)?|想问(?:一?下)?|问一?下|麻烦问一?下|那个|对了|另外|报告|那(?=我)|嗯+|哦+))+`,
  'u',
);
const closing =
  /(?:啊|呀|哈|哦|噢|嘛|哟|喔|呗|吧|谢谢(?:您|你|书记|了)?|多谢|麻烦(?:您|你)?了?|拜托了?|辛苦了|好吗|行吗|可以吗|书记|哈哈+)+(?=\??$)/u;

/** Whether a message is a courtesy and nothing else: 谢谢, 辛苦了. */
export function isThanks(text: string): boolean {
  const said = foldTraditional(normalizeTyped(text)).replace(sticker, '');
  return /^(?:(?:好的?|收到|嗯+)[，,。！!\s]*)?(?:谢谢|多谢|感谢|辛苦了?|不客气|没事|不用谢)(?:您|你|啦|了|啊|大家|书记|各位|提醒)*[。！!~～\s]*$/u.test(
    said,
  );
}

/** Without the clauses that are nothing but courtesy; what is left keeps its words, and lists of names their 、. */
export function withoutCourtesies(text: string): string {
  const clauses = text.replace(sticker, ' ').split(/[，,。；;！!\n~～…]+/u);
  const kept = clauses.map((clause) => clause.trim()).filter((clause) => !courtesyOnly.test(clause));
  return kept.filter((clause) => clause !== '').join('，');
}

/** Words of somebody else, as they stand in quotation marks, hidden. */
export function withoutQuotations(text: string): string {
  return text.replace(quotation, quotedMark);
}

/** `year` is this year: a date without one belongs to it. */
export function readSentence(typed: string, year: number, splitsAtSpaces: boolean): Sentence {
  const text = foldTraditional(normalizeTyped(typed))
    .replace(sticker, ' ')
    .replace(/？/g, '?')
    .replace(/啦/g, '了')
    .trim();
  const hasQuotation = quotation.test(text);
  quotation.lastIndex = 0;
  const visible = text.replace(quotation, quotedMark);
  const { marked, days } = markDays(visible, year);
  const spaced = splitsAtSpaces ? marked.replace(/\s+/g, '，') : marked.replace(/[^\S\n]+/g, '');
  const clauses = spaced
    .replace(/\?(?=.)/g, '?，')
    .split(between)
    .map((clause) => clause.replace(/:/g, '').trim())
    .filter((clause) => clause !== '' && clause !== '?' && !courtesyOnly.test(clause))
    .map((clause) => trimmed(clause))
    .filter((clause) => clause !== '');
  return { text, clauses, days, hasQuotation };
}

function trimmed(clause: string): string {
  return clause.replace(opening, '').replace(closing, '');
}

function markDays(text: string, year: number): { readonly marked: string; readonly days: readonly string[] } {
  const visible = fold(text);
  const found = findDays(visible, year);
  let withoutDays = visible;
  for (const { from, to } of found) {
    withoutDays = withoutDays.slice(0, from) + dayRead.repeat(to - from) + withoutDays.slice(to);
  }
  const spans: { from: number; to: number }[] = [];
  for (const span of [...found, ...findTimes(withoutDays)].sort((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    // 今天 and 下午 side by side are one phrase.
    if (last && text.slice(last.to, span.from).trim() === '') last.to = span.to;
    else spans.push({ from: span.from, to: span.to });
  }
  let marked = '';
  let at = 0;
  for (const { from, to } of spans) {
    marked += text.slice(at, from) + dayMark;
    at = to;
  }
  return { marked: marked + text.slice(at), days: spans.map(({ from, to }) => text.slice(from, to).trim()) };
}
