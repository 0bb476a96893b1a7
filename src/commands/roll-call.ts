import { foldTraditional } from './traditional.ts';

/** Names as typed, by what is said of them. */
export interface TypedRollCall {
  /** Everybody else is present: said, or implied by naming exceptions. */
  readonly isAll: boolean;
  /** Said, not only implied. */
  readonly saysAll: boolean;
  readonly absent: readonly string[];
  readonly onLeave: readonly string[];
  readonly online: readonly string[];
  /** Words before the first sign that belong to none of these: the name of the activity, or a misreading. */
  readonly before: string;
  /** Words elsewhere that belong to none of these. Where there are any, the line was not understood. */
  readonly unread: string;
}

type Bucket = 'absent' | 'onLeave' | 'online';

interface Sign {
  readonly pattern: string;
  readonly bucket?: Bucket;
  /** May stand behind the names it is said of: 小张出差. */
  readonly mayFollow?: boolean;
  /** Everybody else is there. */
  readonly saysAll?: boolean;
}

const why =
  '(?:因[公事病]|(?:家里|家中|临时)?有事|生病|身体不(?:适|舒服)|(?:在|去|到)?外地(?:学习|开会|培训|出差|办事)?|(?:正在|在)?(?:出差|外出|休假|住院|值班|公出|培训)|[病事]假)';

/** In order: the first that fits at a place wins. */
const signs: readonly Sign[] = [
  { pattern: '除(?![夕非])[了去]?', bucket: 'absent' },
  {
    pattern: '(?:就|只|仅)[差缺少](?=[^，,。；;]{2,}(?:没有|未|没)[到来参])',
    bucket: 'absent',
    saysAll: true,
  },
  {
    pattern: '(?:(?:没有|未|没)(?:到会?|来|参加)|缺席)(?:的?同志)?(?:的?(?:有|是|为))?了?',
    bucket: 'absent',
    mayFollow: true,
  },
  {
    pattern: `(?:${why}(?:请了?假)?|请了?[病事公]?假)(?:了|的?(?:有|是)|[，,]?(?:没来|没到|来不了|不能来|参加不了))?`,
    bucket: 'onLeave',
    mayFollow: true,
  },
  {
    pattern: '(?:在线上|线上|视频|网上)(?:参加|参会)?(?:的?(?:有|是))?了?',
    bucket: 'online',
    mayFollow: true,
  },
  {
    pattern:
      '(?:(?:其他|其余|剩下|余下|别)的?(?:人员?|同志|党员)?|大家|所有人|人员?)?(?:(?<![完安健齐])全(?:部|体|员)?(?:人员|党员|同志)?|都|均)已?经?(?:到[会场齐]?|来[齐了]?|参加了)了?|(?:人员?)?(?:到齐|来齐)了?|一个(?:都|也)?不少|无人?缺席',
  },
];

const sign = new RegExp(signs.map(({ pattern }) => `(${pattern})`).join('|'), 'gu');
const boundary = /[，,；;。\n]/u;

/** 吕洋除外 is 除吕洋. */
const besideThem = /(?<lead>^|[\s，,。；;])(?<names>[^\s，,。；;除]{2,}?)(?:同志)?除外/gu;

interface Reading {
  readonly names: Record<Bucket, string[]>;
  readonly unread: string[];
  before: string;
}

/**
 * `全到 除 张三 李四 请假 王五` in any order, or as people say it: 除了小张小刘都到了，小张出差.
 * Names are separated by spaces, commas or 、; 和 is tried later, by whoever knows the names.
 */
export function readRollCall(line: string): TypedRollCall {
  const typed = foldTraditional(line).replace(besideThem, '$<lead>除$<names>');
  const reading: Reading = { names: { absent: [], onLeave: [], online: [] }, unread: [], before: '' };
  const take = (words: string, bucket: Bucket | undefined, isFirst: boolean): void => {
    if (bucket) reading.names[bucket].push(...splitNames(words));
    else if (isFirst) reading.before = words.trim();
    else reading.unread.push(...splitNames(words));
  };
  let open: Bucket | undefined;
  let saysAll = false;
  let from = 0;
  for (const match of typed.matchAll(sign)) {
    const words = typed.slice(from, match.index);
    const found = signs[match.slice(1).findIndex((group) => group !== undefined)];
    const isFirst = from === 0;
    const nearest = tailOf(words);
    if (found?.mayFollow && found.bucket && nearest !== '' && splitNames(nearest).length > 0) {
      const others = words.slice(0, words.length - nearest.length);
      // 张三，李四请假: without an exception under way, the names before the comma are on leave too.
      take(others, open ?? (splitNames(others).every(isName) ? found.bucket : undefined), isFirst);
      take(nearest, found.bucket, false);
    } else {
      take(words, open, isFirst);
      open = found?.bucket;
      if (!open || found?.saysAll) saysAll = true;
    }
    from = match.index + match[0].length;
  }
  take(typed.slice(from), open, from === 0);
  const { names, unread, before } = reading;
  const away = new Set([...names.onLeave, ...names.online]);
  const absent = names.absent.filter((name) => !away.has(name));
  const isNamed = absent.length + names.onLeave.length + names.online.length > 0;
  return {
    isAll: saysAll || isNamed || open !== undefined,
    saysAll,
    ...names,
    absent,
    before,
    unread: unread.join(' '),
  };
}

/** The words that touch the sign: behind the last comma, and only if no space stands between. */
function tailOf(words: string): string {
  if (words === '' || /[\s：:]$/u.test(words)) return '';
  return words.split(boundary).at(-1) ?? '';
}

/** What people say around names and may be left out. */
const filler =
  /^(?:还|也|就|只有|而|但|其中|今天|这次|本次|会议|分别|因|已|已经|了|的|人|同志|们|以外|之外|外|两位|两人|三位|三人|两个|三个|几位|谢谢|辛苦了|好的|书记|报告|我们支部|支部)+$/u;

function splitNames(words: string): string[] {
  return words
    .split(/[\s，,、；;。！!]+|以外|之外|外$|都到了?|同志们?|(?:等?[两三四五六]|几)(?:位|个人?|人)(?:同志)?/u)
    .map((word) => word.replace(/^[：:@]+|[：:]+$/gu, '').replace(/^(?:还有|只有|就|和|及|跟)(?=.)/u, ''))
    .map((word) => word.replace(/(?<=..)(?:也|因|已经?|都|还)$/u, ''))
    .filter((word) => word !== '' && !filler.test(word))
    .flatMap(splitAddressed);
}

/** 小张小刘 is two people: nobody is called so. */
function splitAddressed(word: string): readonly string[] {
  return /^(?:[老小]\p{Script=Han}){2,}$/u.test(word) ? (word.match(/../gu) ?? [word]) : [word];
}

/** Looks like a name or several: who knows the roster decides. */
export function isName(word: string): boolean {
  return /^(?:\p{Script=Han}{2,4}(?:[和与及跟]\p{Script=Han}{2,4})*|\p{Script=Han}+[·•]\p{Script=Han}+|[a-z]{2,20}|[老小]\p{Script=Han}{1,2})$/iu.test(
    word,
  );
}

const longestRun = 16;

/**
 * The ways in which words may be several names, the likeliest first: 张三和李四, 张三李四王五. 王和平 is one name:
 * only who knows the names can tell, so these are tried when the words are no name as a whole.
 */
export function splittings(words: string): readonly (readonly string[])[] {
  const joined = words.split(/[和与及跟]/u).filter((word) => word !== '');
  const ways: (readonly string[])[] = joined.length > 1 ? [joined] : [];
  if (/^\p{Script=Han}{4,}$/u.test(words) && words.length <= longestRun) ways.push(...runsOf(words));
  return ways;
}

/** All ways to cut a run of characters into names of two to four; few, because runs are short. */
function runsOf(run: string): readonly (readonly string[])[] {
  if (run === '') return [[]];
  return [3, 2, 4].flatMap((length) =>
    run.length < length ? [] : runsOf(run.slice(length)).map((others) => [run.slice(0, length), ...others]),
  );
}
