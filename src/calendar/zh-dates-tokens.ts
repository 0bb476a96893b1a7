/** Reading aids of the Chinese date grammar: folding what is typed, numerals, and the pieces patterns share. */

const folded = new Map(
  [
    ...[
      '週周',
      '點点',
      '號号',
      '禮礼',
      '兩两',
      '後后',
      '個个',
      '這这',
      '時时',
      '鐘钟',
      '鍾钟',
      '間间',
      '從从',
      '裡里',
    ],
    ...[
      '會会',
      '務务',
      '開开',
      '舉举',
      '農农',
      '曆历',
      '陰阴',
      '陽阳',
      '節节',
      '慶庆',
      '勞劳',
      '動动',
      '國国',
      '黨党',
    ],
    ...['—-', '–-', '−-', '─-', '―-', '〜~', '〇零', '⁄/', '∶:', '．.', '　 ', '\u00a0 '],
  ].map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);

/**
 * Full width to half width and traditional to simplified, one UTF-16 unit for one, so that a place in the
 * result is the same place in what the person typed.
 */
export function fold(text: string): string {
  let result = '';
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : text.charAt(i);
    result += folded.get(narrow) ?? narrow;
  }
  return result;
}

/** Stands where a title or quotation was: no date is read inside 《…》 or “…”. */
const hidden = '\u0000';
/** Stands where a date phrase was, when times are looked for. */
export const dayMark = '\u0001';

export function hideQuotations(text: string): string {
  return text.replace(/《[^》]*》|〈[^〉]*〉|“[^”]*”|「[^」]*」|『[^』]*』/g, (quoted) =>
    hidden.repeat(quoted.length),
  );
}

const digitValues = '零一二三四五六七八九';

/** 12, 十二, 廿三, 零五, 两. The patterns let nothing else through. */
export function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const plain = text.replace('两', '二').replace('廿', '二十');
  const ten = plain.indexOf('十');
  const ones = Math.max(0, digitValues.indexOf(plain.at(-1) ?? ''));
  if (ten < 0) return ones;
  const tens = ten === 0 ? 1 : digitValues.indexOf(plain.charAt(ten - 1));
  return tens * 10 + (plain.endsWith('十') ? 0 : ones);
}

/** 2026, 二零二六 or 26: digit by digit. */
export function yearOf(text: string): number {
  const digits = [...text].map((c) => (/\d/.test(c) ? c : String(digitValues.indexOf(c)))).join('');
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

export function weekdayOfWord(text: string): number {
  return /\d/.test(text) ? Number(text) : '一二三四五六日'.indexOf(text.replace('天', '日')) + 1;
}

export const chineseNumber =
  '(?:[二三四五]?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二两三四五六七八九])';
export const number = `(?:\\d{1,2}(?!\\d)|${chineseNumber})`;
/** A numeral begins here and is not the tail of a longer number, an ordinal, a ratio or a document number. */
export const numberStart =
  '(?<![\\da-zA-Z_百千万亿两廿第〕\\]]|(?<![周期拜])[零一二三四五六七八九十]|[\\d)][-.:/])';
export const week = '(?:周|星期|礼拜)';
export const dayPart =
  '(?:凌晨|清晨|早晨|早上|上午|中午|正午|午后|下午|傍晚|晚上|晚间|夜里|夜间|(?<!最)[早晚](?![会餐饭宴年期报操班]))';
export const rangeSign = ' ?(?:到|至|-{1,2}|~) ?';
export const listSign = '[、和与或,]';

/** What may follow a date that stands as a date, where the pattern alone would also fit other things. */
export const dateEnds = `(?=$|[\\s,.。;、!?()|${hidden}${dayMark}]|${dayPart}|${week}[一二三四五六日天]|[之以]?前|左右|T?\\d{1,2}[点时:]|${chineseNumber}[点时])`;

/** The text with `from`…`to` taken out; no double space and no stray comma is left at the seam. */
export function cutOut(
  text: string,
  spans: readonly { readonly from: number; readonly to: number }[],
): string {
  let result = text;
  for (const { from, to } of [...spans].sort((a, b) => b.from - a.from)) {
    const left = result.slice(0, from).replace(/[ \t\u3000]+$/, '');
    let right = result.slice(to).replace(/^[ \t\u3000]+/, '');
    if (left === '' || /[，,、；;：:。\n]$/.test(left)) right = right.replace(/^[，,、；;：:。]\s*/, '');
    const joins =
      left === '' ||
      right === '' ||
      /^[，,、；;：:。）)\n]/.test(right) ||
      /[（(，,、；;：:。\n]$/.test(left);
    result = (left + (joins ? '' : ' ') + right).replace(/ ?[（(]\s*[）)]/, '');
  }
  return result.trim();
}
