import { foldTraditional } from '../commands/traditional.ts';

/** How a colleague's name is written when it is typed in a hurry. */

const compoundSurnames = new Set(
  (
    '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 ' +
    '司徒 夏侯 端木 百里 南宫 独孤 轩辕 申屠 澹台 东郭 呼延 赫连'
  ).split(' '),
);

export function surnameOf(name: string): string {
  const [first = '', second = ''] = name;
  return compoundSurnames.has(first + second) ? first + second : first;
}

const ignored = /[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}@＠]/gu;
const dots = /[·•．.・‧]/g;
const longestName = 40;

/** A stored name in the form that is compared: one kind of middle dot, no width variants, simplified. */
export function plainName(name: string): string {
  return foldTraditional(name.normalize('NFKC').replace(dots, '·'));
}

/** What was typed as a name, without mention sign, spaces, invisible characters and the polite ending. */
export function cleanedName(typed: string): string {
  const name = plainName(typed).replace(ignored, '').slice(0, longestName);
  return name.length > 2 ? name.replace(/同志$/, '') : name;
}

/** A name with middle dots is also called by any of its parts. */
export function partsOf(name: string): readonly string[] {
  return plainName(name).split('·');
}

export function givenNameOf(name: string): string {
  return plainName(name).slice(surnameOf(name).length);
}

/** The letters of a name typed in pinyin; nothing when it is not. */
export function latinOf(name: string): string | undefined {
  const letters = name.replace(/[·'’]/g, '').toLowerCase();
  return /^[a-z]{2,}$/.test(letters) ? letters : undefined;
}

const address = /^(?:[老小](.{1,2})|(.{1,2}?)(?:支书|书记|副书记|委员|处长|主任|科长|局长|老师|工))$/u;

/** The surname in a form of address (an elder's or a junior's, or surname and office); else nothing. */
export function addressedSurname(typed: string): string | undefined {
  const match = address.exec(typed);
  return match?.[1] ?? match?.[2];
}
