import type { Intent, Slots } from './intent-name.ts';
import { activityWords, anyActivity } from './intent-words.ts';
import { normalizeTyped } from './normalize.ts';
import { isName, readRollCall } from './roll-call.ts';
import { withoutCourtesies } from './sentence.ts';
import { foldTraditional } from './traditional.ts';

/** What may stand in front of a roll call said in plain words. */
const lead = new RegExp(
  `^(?:报告|书记|您好|好的?|今天|今日|这次|本次|下午|上午|晚上|的|我们|支部|全体|党员|同志们?|大家|应到的?|[0-9一二三四五六七八九十]+个?(?:人|名|位)(?:党员|同志)?|点名|签到|结果|情况|${anyActivity}|[，,：:。\\s])*$`,
  'u',
);
const notCalling =
  /[?？]|吗|呢|谁|几个|多少|没有$|听说|据说|如果|要是|的话|再说|以后|等|时候|明天|后天|下周|(?:我|他|她|你|们)(?!们?支部)(?:说|问|以为)|不(?:是|用|要)|没说|别|才|就开始|请(?!了?[病事公]?假).*到/u;
const bare = /^(?:都|均)(?:到|来)了?$/u;
/** What follows the last name may be a name or not. */
const onlyMissing = /[就只仅][差缺少]|除外[，,。；;\s]+(?!.*[都均全])\S/u;

/** 除了小张小刘都到了，小张出差 → who is away. Only where everybody else is said to be there. */
export function readRollIntent(typed: string): Intent | undefined {
  const text = withoutCourtesies(foldTraditional(normalizeTyped(typed)));
  if (notCalling.test(text)) return undefined;
  const call = readRollCall(text);
  const names = [...call.absent, ...call.onLeave, ...call.online];
  if (!call.saysAll || call.unread !== '' || !lead.test(call.before) || !names.every(isName))
    return undefined;
  const named = new RegExp(activityWords, 'u').exec(call.before)?.[0];
  const slots: Slots = {
    ...(named === undefined ? {} : { activity: named }),
    ...listed('absent', call.absent),
    ...listed('onLeave', call.onLeave),
    ...listed('online', call.online),
  };
  // 下午全到 may as well be an order: without a name or a finished verb it is asked back.
  const isTold = names.length > 0 || call.before === '' || /了|齐|不少|缺席/u.test(text);
  const confidence = isTold && !bare.test(text) && !onlyMissing.test(text) ? 'sure' : 'doubtful';
  return { intent: 'roll', slots, confidence, also: [] };
}

function listed(slot: 'absent' | 'onLeave' | 'online', names: readonly string[]): Slots {
  return names.length === 0 ? {} : { [slot]: names.join('、') };
}
