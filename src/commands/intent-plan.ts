import type { WorkCalendar } from '../calendar/workdays.ts';
import { readWhen } from '../calendar/zh-dates.ts';
import type { Intent, Slots } from './intent-name.ts';
import { activityWords } from './intent-words.ts';
import { normalizeTyped } from './normalize.ts';
import { withoutCourtesies, withoutQuotations } from './sentence.ts';
import { foldTraditional } from './traditional.ts';

const activity = new RegExp(`(?<activity>${activityWords}|(?:支部)?集中学习)`, 'u');
/** Somebody arranges, in so many words. */
const arranging =
  /定在|定于|定到|安排(?:在|到|一下|一次|个)?|放在|订在|召开|组织|举行|开展|搞|(?<!公)开(?!始|放|会)|办|拟于|计划(?:在|于)?/u;
const settles =
  /(?:把|将).*(?:定|安排|放|订)|^(?:请|帮我|帮忙|麻烦)*(?:安排|组织|召开|拟于|发布|通知)|定在|定于|安排在|放在|拟于/u;
/** Asking, telling what was, or what others say: not an arrangement. */
const notArranging =
  /[?？]|吗|呢|几点|什么时候|哪天|听说|据说|(?<!主)讲了|过了|开了|办了|开过|办过|取消|改期|改到|挪|推迟|延期|不(?:开|办|搞|定|要|能|了)|没(?:有)?(?:定|开|办|安排)|别(?:定|开|安排)|如果|要是|的话|再说|请(?:个)?[病事公]?假|来不了|去不了|参加不了|收到|[他她]|是不是|好像|可能|也许/u;

const place =
  /^(?:地点|地址)?(?:是|为|:)?(?:在|到|去|改在)?(?<place>[^，,。；;\s]*(?:会议室|活动室|教室|礼堂|纪念馆|展览馆|博物馆|党群中心|党员活动中心|[0-9一二三四五六七八九十]+(?:号)?(?:室|楼|层|厅)|室|楼|厅|堂|馆|中心|基地|广场|园区|园|旧址|故居|社区|线上|视频会议|腾讯会议))/u;
const speaker =
  /^(?:由|请)?(?:(?<before>[^，,。；;\s由请]{2,6}?)(?:同志)?(?:来|给大家)?(?:主讲|讲党课|讲课|来讲|领学)|(?:主讲人?|讲课人)(?:是|为|:|由)?(?<after>[^，,。；;\s]{2,8}))$/u;
const topic =
  /^(?:(?:主题(?!党日)|题目|内容|议题)(?:是|为|:)?(?<named>.+)|(?<plain>(?:集中)?(?:学习?|传达|观看|参观|讨论|研究|重温|贯彻|开展|慰问|交流|走访|义务|志愿|听取|审议|宣讲|警示).+))$/u;
/** Another meeting held with it: chosen beforehand on the draft. */
const together = new RegExp(
  `^(?:就|也|并)?(?:(?:同时|一并|顺便)(?:召开|开|办|举行|作为)(?:一次|个)?(?<ahead>${activityWords})|(?:和|跟|与|同)(?<behind>${activityWords})(?:一起|一并|合并|同时)(?:召开|开|办|举行))$`,
  'u',
);
const courtesy = /^(?:谢谢|辛苦了?|好的|麻烦了|请(?:大家)?(?:准时参加|参加|知悉)|通知|大家|就|吧|了)+$/u;

const count = '[0-9一二三四五六七八九十]{1,3}';
/** Whose meeting: 第1党小组会. */
const ofGroup = new RegExp(`(?<group>第${count}党?小组)(?=会)`, 'u');

/** 安排支委会 alone asks for the form. */
const wishOnly = new RegExp(
  `^(?:请|帮我|帮忙|麻烦|我|想|要)*安排(?:一下|一次|个)?(?:本月|这个?月|下个?月)?的?(?:${activityWords})(?:吧|一下)?$`,
  'u',
);

/** What stands between: the arranging words, the activity with its month or its group, particles. */
const scaffold = new RegExp(
  `^(?:${count}月份?的?(?:支部)?(?=${activityWords})|第${count}(?=党?小组会)|请|帮我|帮忙|麻烦|我们|咱们|支部|我|就|想|要|准备|打算|把|将|这个?月的?|本月的?|下个?月的?|这次|本次|下次|的|一下|一次|个|先|通知|发布|拟|计划|${activityWords}|集中学习|${arranging.source}|于|在|到|吧|了|:)+`,
  'u',
);

/**
 * 把党日定在下周四下午三点三楼会议室，主题学条例，老李主讲 → time, place, topic, speaker, each as typed. Sure when
 * somebody plainly arranges, says when, and where or what about; a bare date is asked back.
 */
export function readPlanIntent(
  typed: string,
  at: { readonly now: Date; readonly calendar: WorkCalendar },
): Intent | undefined {
  const text = withoutCourtesies(foldTraditional(normalizeTyped(typed)));
  const own = withoutQuotations(text);
  const named = activity.exec(own)?.groups?.activity;
  if (named === undefined || notArranging.test(own) || !arranging.test(own)) return undefined;
  const when = readWhen(text, at);
  if (when.kind === 'none') {
    return wishOnly.test(own)
      ? { intent: 'plan_activity', slots: { activity: named }, confidence: 'sure', also: [] }
      : undefined;
  }
  if (when.kind === 'moment' && when.notes.includes('past')) return undefined;
  const { unread, ...said } = readPieces(when.rest, named);
  const group = ofGroup.exec(own)?.groups?.group;
  const slots: Slots = { activity: named, ...(group ? { group } : {}), when: when.matched, ...said };
  const hasTime = when.kind === 'ask' || when.time !== undefined;
  const isSure =
    settles.test(own) && hasTime && (said.place ?? said.topic) !== undefined && unread.length === 0;
  return { intent: 'plan_activity', slots, confidence: isSure ? 'sure' : 'doubtful', also: [] };
}

type Pieces = { place?: string; topic?: string; speaker?: string; together?: string };

function readPieces(rest: string, named: string): Pieces & { unread: readonly string[] } {
  const found: Pieces = {};
  const unread: string[] = [];
  const queue = rest.split(/[，,。；;\s]+/u);
  for (let piece = queue.shift(); piece !== undefined; piece = queue.shift()) {
    const joined = together.exec(piece)?.groups;
    if (joined && found.together === undefined) {
      found.together = joined.ahead ?? joined.behind ?? '';
      continue;
    }
    const words = topic.test(piece) ? piece : withoutScaffold(piece);
    if (words === '' || words === named || courtesy.test(words)) continue;
    const spoken = speaker.exec(words)?.groups;
    const themed = topic.exec(words)?.groups;
    const placed = place.exec(words);
    if (spoken && found.speaker === undefined) found.speaker = spoken.before ?? spoken.after ?? '';
    else if (themed && found.topic === undefined) found.topic = themed.named ?? themed.plain ?? '';
    else if (placed?.groups?.place && found.place === undefined) {
      found.place = placed.groups.place;
      const behind = words.slice(placed[0].length);
      if (behind !== '') queue.unshift(behind);
    } else unread.push(words);
  }
  if (found.topic === undefined && unread.length === 1) {
    // What is neither place nor speaker can only be what it is about, but that is for the person to say.
    return { ...found, topic: unread[0] ?? '', unread };
  }
  return { ...found, unread };
}

function withoutScaffold(piece: string): string {
  return piece.replace(scaffold, '').replace(/^(?:在|于|:)+/u, '');
}
