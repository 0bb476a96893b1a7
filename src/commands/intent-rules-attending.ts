import type { IntentRule } from './intent-name.ts';
import {
  activity,
  activityWords,
  anyActivity,
  around,
  asks,
  colleague,
  day,
  me,
  reason,
  someReason,
} from './intent-words.ts';

const about = `(?:${around}(?:${activity})?的?)?`;
const politely =
  '(?:(?:跟|向|和|给)(?:领导|书记|组织|支部|组长|您|你)|(?:帮|替|给)我|麻烦|特此|想|要|得|需要|需|申请|先|再|就|特|我)*';
const leave =
  '请(?:个|一个|一下|一天|两天|几天|半天|会儿|次|一次)?(?<kind>病|事|公)?假(?:一天|半天|一次|一下|个)?';
const cannot =
  '(?:来不了|去不了|到不了|到不了会|参加不了|参加不成|出席不了|去不成|来不成|过不来|过不去|回不来|赶不上|赶不回来?|赶不过来?|来不及参加|不能(?:来|去|到|到会|到场|参加|出席|按时参加|过来|过去)|没法(?:来|去|到|参加|过去|过来)|没办法(?:来|去|参加)|无法(?:来|到会|到场|参加|出席)|参加不上|不参加|不能按时到会)';
const maybe = '(?:可能|恐怕|估计|也许|大概|不一定能|怕是?|应该)+';

const withoutPhone =
  '(?:(?:他|她)(?:的)?(?:手机|飞书)(?:不在(?:身边|手边)?|没电|没带|坏|忘带|丢|打不开|没信号|上不去|登不上|落家里)了?|(?:他|她)(?:没|忘|忘了)带手机了?)';
const really = '(?:其实|实际上?|后来)(?:是)?';
const thatDay = `${colleague}(?:同志)?${around}${really}`;

const planned = '(?:安排|活动|会议?|会要开)';

const infoWords =
  '几点钟?|几号|什么时候|什么时间|啥时候?|哪天|何时|星期几|周几|礼拜几|' +
  '在哪儿|在哪里|在哪|哪儿|哪里|什么地方|啥地方|哪个会议室|几楼|哪个楼|' +
  '什么主题|啥主题|什么内容|学什么|学啥|讲什么|讲啥|谁讲|谁来讲|谁主讲|谁主持|干什么|什么安排|怎么安排';

const offLeave = '(?:的(?:请)?[病事公]?假|请的?[病事公]?假)(?:申请)?';

/** Coming and not coming, and who came. */
export const attendingRules: readonly IntentRule[] = [
  {
    intent: 'leave',
    sure: [
      `${about}${me}(?:${reason})?${about.replace('<activity>', '<again>')}${me}${around}${politely}${leave}`,
      `${me}${around}(?:想|要)?请(?:个|一下)?${around}${activity}的?(?<kind>病|事|公)?假`,
      `${me}${around}${asks}${politely}${around}${leave}(?:吗|么|不)?\\??`,
      `${me}${about}${me}${around}(?:${reason})?(?:就|实在|确实|也|都|所以|暂时)*${cannot}(?:${around}(?<again>${anyActivity}))?了?`,
    ],
    doubtful: [
      `${about}${me}${around}(?:不去|不来|不过去|不过来)了?`,
      `(?:我|本人)${around}${reason}`,
      `${me}${around}(?:已经?)?请(?:过|了)?(?:病|事|公)?假了`,
    ],
    inReply: {
      invitation: [
        '(?:不参加|不来|不去|来不了|去不了|不能来)了?',
        `${me}${around}${reason}`,
        '请?(?<kind>病|事|公)假',
      ],
    },
    isSettledBeside: true,
    beside: [
      `${around}${me}${around}${reason}`,
      '(?:望|请)?(?:批准|准假|理解|谅解|见谅|批一?下)',
      '特此说明',
    ],
    also: ['confirm_attendance'],
  },
  {
    intent: 'leave',
    slots: { mark: '补假' },
    sure: [
      `${about}${me}${around}${politely}补(?:请)?(?:个|一个|一下)?(?<kind>病|事|公)?假(?:吗)?\\??`,
      `${me}${around}${politely}补(?:请)?个?假(?:请)?(?<kind>病|事|公)假`,
    ],
    beside: [
      '(?<kind>病|事|公)假',
      `${me}${around}(?:${reason})?(?:就|所以|实在|确实)*${about}(?:没有?|未)(?:能)?(?:来|去|到|到会|参加)`,
    ],
  },
  {
    intent: 'leave',
    doubtful: [
      `${about}${me}${around}(?:${reason})?${maybe}${cannot}(?:${around}(?<again>${anyActivity}))?了?`,
    ],
    also: ['confirm_attendance'],
  },
  {
    intent: 'confirm_attendance',
    isAlone: true,
    slots: { mark: '到了' },
    sure: [
      `${me}(?:已经?|刚刚?|也)?(?:到|来)了(?:会场|会议室|现场|活动室)?(?:(?:现场码|验证码)?(?<code>\\d{4}))?`,
      `${me}(?:已经?|刚刚?|也)?(?:到|在)(?:会场|会议室|现场|活动室|场)了?`,
      `${me}(?:已经?)?(?:到场|到会|报到|签到|签个到|来签到)了?`,
    ],
    doubtful: [`${me}(?:快到|马上到|马上就到|就到|在路上|打卡)了?`],
  },
  {
    intent: 'confirm_attendance',
    isAlone: true,
    slots: { mark: '参加' },
    sure: [
      `${about}${me}${around}(?:会|能|可以|一定|准时|按时|肯定|准备|确认|要|也|都|正常)*(?:参加|到会|出席|参会|来参加|去参加)(?:${around}(?<again>${anyActivity}))?的?`,
      `${about}${me}${around}(?:会|能|可以|一定|准时|按时|肯定)+(?:来|去|到)的?`,
    ],
    doubtful: [
      `${about}${me}(?:来|去)`,
      `${me}不请假了`,
      `${about}${me}(?:又|现在|其实)?(?:能|可以)(?:来|去|参加)了`,
    ],
    inReply: { invitation: ['(?:来|去|到|能|行|可以|没问题|参加|\\+?1|确认)的?'] },
    doubtfulInReply: { invitation: ['(?:收到|好的?|知道了|明白|了解|ok|OK|嗯)+'] },
    also: ['leave'],
  },
  {
    intent: 'confirm_attendance',
    slots: { mark: '线上' },
    sure: [
      `${about}${me}${around}(?:会|能|想|要|只能|准备|打算|申请|可以|改|改为|改成)*(?:在线上|线上|通过视频|视频|网上|远程|在线)(?:方式)?(?:参加|参会|接入)(?:${around}(?<again>${anyActivity}))?`,
    ],
    doubtful: [
      `${about}${me}${around}${asks}(?:在线上|线上|视频|网上|远程)(?:参加|参会)(?:吗|么|不)?\\??`,
      `${me}(?:在)?线上了?`,
    ],
    beside: [`${around}${me}${around}${someReason}`],
  },
  {
    intent: 'who_not_arrived',
    sure: [
      `${around}(?:现在|目前)?(?:${anyActivity})?(?:都)?(?:还)?有?(?:谁|哪些人|哪些同志|哪几个人?|哪几位|哪位|几个人?|多少人|几位)(?:还|都)*(?:没有?|未|不)(?:到|来|签到|到会|到场|回|回复|答复|报名|确认|回答|表态)(?:的|呢|了)?\\??`,
      `${around}(?:现在|目前)?(?:${anyActivity})?(?:都)?有?(?:谁|哪些人|哪几个人?|几个人?|多少人)请(?:了)?假了?\\??`,
      `${around}(?:现在|目前)?(?:大家|人员|人|同志们|支部)?(?:都)?(?:到齐|来齐|都到|都来|全到|到全)了?(?:吗|没有?|么)\\??`,
      `${around}(?:现在|目前)?(?:已经?)?(?:到|来)了(?:多少|几|哪些|几个)(?:个?人|位|同志)?\\??`,
      `${around}(?:现在|目前)?(?:${anyActivity})?(?:都|一共|总共)?有?(?:多少|几个|几位)(?:个?人|同志|党员)?(?:能|会|要|报名|确认|答应)*(?:参加|出席|参会)(?:的|呢|了)?\\??`,
      `(?:还)?(?:差|缺)(?:谁|哪几个|哪些人|几个人?)(?:没到|没来)?\\??`,
      `(?:看一?下|看看|查看|查一?下|给我看一?下)?${around}(?<activity>${activityWords})?的?(?:到会|参会|参加|签到|点名)?(?:人员)?的?名单`,
    ],
    doubtful: [
      `(?:帮忙?|请|再)*(?:催|提醒|问)(?:一?催|一下|下|一问)?${around}(?:还)?没有?(?:回|回复|答复|报名|确认|回答|表态)的(?:人|同志|那几个|几位|几个人?)?`,
    ],
    inReply: {
      roll: [
        '(?:还)?(?:有)?谁\\??',
        '(?:都)?(?:到|齐)了?(?:吗|没有?)\\??',
        '未答的?(?:是|有)?(?:谁|哪些)\\??',
      ],
    },
  },
  {
    intent: 'roll_on_behalf',
    sure: [
      `(?:请|麻烦|您|你|书记|组长|谁)*${asks}?(?:帮忙?|替|给|代)我(?:代)?(?:签个?到|代签|补签|签一?下|签|登记(?:一?下)?(?:到会|参加))(?:吗)?\\??`,
      '(?:请|麻烦|您|你|帮忙?)*(?:代)?记我(?:到了|参加|到会)',
      `(?:我的?)?手机(?:没电|没带|不在身边|不在)(?:请|麻烦|您|你)*(?:帮忙?|替|给)我(?:代)?(?:记|签)(?:一?下|个到)?`,
    ],
    doubtful: [
      `(?:请|麻烦|您|你|书记|组长)*${asks}?(?:帮忙?|替|给|代)我?(?:代)?(?:记|登记)(?:一?下|一笔|上)?(?:吗)?\\??`,
    ],
    isSettledBeside: true,
    beside: [
      '(?:我的?)?(?:手机|飞书)(?:不在(?:身边|手边)?|没电|没带|坏|忘带|丢|打不开|在充电|没信号|上不去|登不上|落家里)了?',
      '我?(?:没带|忘带|忘了带)手机了?',
    ],
    also: ['confirm_attendance'],
  },
  {
    intent: 'make_up_study',
    doubtful: [
      `${colleague}${around}(?:已经?|也|都)?补(?:学|课|学习)(?:过|完)?了`,
      `(?:记|登记)(?:一?下)?${colleague}${around}(?:已经?)?补(?:学|课|学习)(?:过|完)?了?`,
    ],
  },
  {
    intent: 'correct_roll',
    slots: { mark: '到会' },
    sure: [`${thatDay}(?:已经?|也)?(?:到(?:会|场)?|来|参加)了?的?`],
  },
  {
    intent: 'correct_roll',
    slots: { mark: '到会' },
    needsBeside: true,
    sure: [withoutPhone],
    beside: [`(?!.*${really})${colleague}(?:今天|刚刚?|已经?|也|人)*(?:到(?:会|场)?|来)了`],
  },
  {
    intent: 'correct_roll',
    slots: { mark: '缺席' },
    sure: [`${thatDay}(?:没有?|未)(?:到(?:会|场)?|来|参加)的?`],
    // Without 其实 it may be anything that has not come: 杨东没来, 邮件没来.
    doubtful: [
      `(?!.*(?:谁|哪|几|多少|都|还|一直|怎么|为什么|个人|其实|实际|后来))${colleague}(?:同志)?${around}(?:没有?|未)(?:到会|到场|来|来参加|参加)`,
    ],
  },
  {
    intent: 'correct_roll',
    slots: { mark: '线上' },
    doubtful: [
      `(?!${anyActivity}|培训)${colleague}(?:同志)?${around}(?:其实|实际上?)?是(?:在)?线上(?:参加|参会)?的`,
    ],
  },
  {
    intent: 'cancel_activity',
    doubtful: [
      `(?:把|将)?${around}(?<activity>${activityWords})${around}(?:就|先|还是)*(?:取消|不(?:开|办|搞|举行)了)了?`,
    ],
    beside: ['(?!.*(?:取消|不(?:开|办|搞|举行)了))(?<because>.{2,26})'],
  },
  {
    intent: 'approve_leave',
    slots: { mark: '同意' },
    sure: [
      `(?:我)?(?:同意|批准|准许|准|批)了?${colleague}${offLeave}了?`,
      `${colleague}${offLeave}我?(?:已经?|都)?(?:同意|批准|准|批)了`,
      `${colleague}${offLeave}我(?:同意|批准|准)`,
    ],
  },
  {
    intent: 'approve_leave',
    slots: { mark: '不同意' },
    doubtful: [`(?:我)?(?:不同意|不批准|不准|不批)${colleague}${offLeave}`],
  },
  {
    intent: 'change_speaker',
    sure: [
      `(?!.*(?:吗|呢|么|好|行|没)\\??$)(?:请|麻烦|帮我)?(?:把|将)?${around}(?:${activity})?的?主讲人?(?:要|想)?(?:换成|换为|改成|改为|改由|换由|更换为|变更为)${colleague}(?:同志)?(?:来讲|主讲|讲)?`,
    ],
  },
  {
    intent: 'activity_info',
    sure: infoRules(),
    inReply: {
      invitation: [
        '(?<aspect>几点|几号|什么时候|什么时间|哪天|周几|在哪儿?|在哪里|哪里|什么地方|几楼|什么主题|学什么|谁讲|谁主讲)(?:开始|开|集合|到|去|呢)*\\??',
      ],
    },
    doubtful: [`(?<aspect>几点|什么时候|在哪儿?|在哪里)(?:开始|集合|开)\\??`],
    beside: [`(?:还有)?(?:都|是|要)*(?:${infoWords})(?:开始|开|集合|呢)*\\??`],
  },
];

function infoRules(): readonly string[] {
  const aspect = `(?<aspect>${infoWords})`;
  const nouns = '(?<aspect>时间|地点|主题|主讲人?|内容|具体时间|具体安排)';
  return [
    `(?:下一?次的?)?${around}${activity}${around}(?:是|在|定在|定|定于|安排在|安排|放在|要|都|到底)*${aspect}(?:开始|开|举行|集合|召开|搞|办|进行|开展|上|到|去|的|呢|来着)*\\??`,
    `${around}(?:是|要|都|得)*${aspect}(?:开始|举行|集合|召开|开(?!会)|搞|办|进行|参加|上|有)?${around}${activity}(?:呢|来着)?\\??`,
    `${around}${activity}的?${nouns}(?:是|在|定)*(?:什么|哪里|哪儿|几点|谁|哪天|多少|了吗|了没有?)?(?:呢)?\\??`,
    `(?:下一?次|这次|${day})${activity}(?:呢)?\\?`,
    `(?:${around})(?:我|大家)?(?:还|都)?有(?:什么|哪些|啥)${planned}(?:吗|呢)?\\??`,
  ];
}
