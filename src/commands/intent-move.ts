import type { WorkCalendar } from '../calendar/workdays.ts';
import { readWhen } from '../calendar/zh-dates.ts';
import type { Intent } from './intent-name.ts';
import { activityWords } from './intent-words.ts';
import { normalizeTyped } from './normalize.ts';
import { withoutCourtesies, withoutQuotations } from './sentence.ts';
import { foldTraditional } from './traditional.ts';

const moving = new RegExp(
  `^(?<before>.*?)(?<activity>${activityWords}|(?:支部)?集中学习)(?:的?时间)?(?:改期?|推迟|提前|延后|挪|调整?|换)(?:到|至|成|为|在)(?<to>.+)$`,
  'u',
);
/** In front of the activity: who wants it, the sign of the object, which one. */
const ahead =
  /^(?:请|麻烦|帮我|帮忙|我们|咱们|支部|我|想|要|准备|需要|把|将|这次|本次|下次|这个?月|本月|下个?月|的)+/u;
const behind = /^(?:召开|举行|开会|开|办|进行|吧|\s)+$/u;
/** Asking, telling what was decided, or what others say: nobody is to move anything. */
const notMoving =
  /[?？]|吗|呢|谁|怎么|为什么|听说|据说|通知|不|没|别|如果|要是|的话|再说|是不是|好像|可能|也许|[他她]|(?:了|的)$/u;

/**
 * 把党员大会改到周五下午三点 → the activity and its new time. A day alone is a wish only where somebody says 把; else
 * it may as well be news.
 */
export function readMoveIntent(
  typed: string,
  at: { readonly now: Date; readonly calendar: WorkCalendar },
): Intent | undefined {
  const text = withoutCourtesies(foldTraditional(normalizeTyped(typed)));
  if (withoutQuotations(text) !== text || notMoving.test(text)) return undefined;
  const { activity, before = '', to = '' } = moving.exec(text)?.groups ?? {};
  if (activity === undefined) return undefined;
  const which = before.replace(ahead, '');
  const wasOn = readWhen(which, at);
  if (which !== '' && (wasOn.kind === 'none' || wasOn.rest.replace('的', '').trim() !== '')) return undefined;
  const when = readWhen(to, at);
  if (when.kind === 'none') return undefined;
  const hasTime = when.kind === 'ask' || when.time !== undefined;
  if (!hasTime && !/[把将]/u.test(before)) return undefined;
  const isWhole = when.rest === '' || behind.test(when.rest);
  const slots = { activity, when: when.matched };
  return { intent: 'move_activity', slots, confidence: isWhole ? 'sure' : 'doubtful', also: [] };
}
