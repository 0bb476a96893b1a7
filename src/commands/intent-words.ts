import { dayMark } from './sentence.ts';

/** Words the intent rules share, as pieces of regular expressions. A clause has no punctuation and no spaces. */

export const me = '(?:我|本人|俺|咱)?';
export const day = dayMark;

/** When, and which one: words that may stand around an activity. */
const aroundWords = `${day}|上午|下午|中午|晚上|那天|当天|这天|这次|本次|这回|这一次|这场|下次|下一次|这个?月的?|本月|下个?月|这周|本周|下周|咱们?|我们|支部|到时候?|临时|的`;
export const around = `(?:${aroundWords})*`;
/** The same, and the past; for alternatives that repeat already. */
export const anyTime = `${day}|上午|下午|中午|晚上|那天|当天|这天|这次|本次|这回|这一次|这场|下次|下一次|上次|上一次|上回|刚才|最近|这个?月份?|本月|当月|下个?月|上个?月|这周|本周|下周|上周|本季度?|这个季度|上个?季度|今年|本年|去年|咱们?|我们|支部|现在|目前|到底|的`;
export const aroundAny = `(?:${anyTime})*`;

export const activityWords =
  '(?:支部)?(?:主题)?党日(?:活动)?|支部党员大会|党员大会|支部大会|支部委员会(?:会议)?|支委会|党小组会|小组会|专题组织生活会|组织生活会|组织生活|民主评议(?:党员)?|民主生活会|上?党课|中心组学习|三会一课';
/** Also what only the situation tells apart. */
export const anyActivity = `${activityWords}|集中学习|学习|活动|开会|会议?|大会`;

export const activity = `(?<activity>${anyActivity})`;

const business =
  '(?:出差|公差|公出|外派|(?:在|去|到)外地(?:开会|出差|培训|调研|学习|办事)?|(?:在|去|到)(?:省里|市里|县里|北京|上面|厅里|部里|局里)(?:开会|出差|培训|调研|学习|办事)|外出(?:开会|培训|调研|学习|办事)?|(?:要|去|参加|有个?)*(?:开会|会议|培训|调研|督查|接待)(?:任务)?|挂职|驻村|值班|加班|有(?:公务|任务|接待|个?会|工作)|公务)';
const sick =
  '(?:生病|病了|发烧|感冒|住院|看病|(?:去|在|到)?医院(?:复查|看病|检查|体检)?|身体不(?:太)?(?:适|舒服|好)|不舒服|做手术|复查|打点滴|体检|腿伤|扭伤)';
const personal =
  '(?:家里?(?:临时)?有(?:点|些|个)?急?事(?:情)?|(?:临时)?有(?:点|些|个)?(?:急|私|家)?事(?:情)?|(?:要|去)?接(?:送)?孩子|(?:孩子|老人|家人|父母|爱人)(?:生病|住院|发烧|病了|有事|开家长会)|休(?:年|探亲|产|婚|陪产)?假|年假|探亲|搬家|结婚|私事)';

/** Why somebody cannot come; only its kind is kept. */
export const reason = `(?:因[为公病事]?|由于)?${around}(?:要|得|正|正在|还在|在|去|已经?|突然|今天)*(?:(?<business>${business})|(?<sick>${sick})|(?<personal>${personal}))了?`;
/** The same where the kind of reason is nobody's business. */
export const someReason = reason.replace(/\?<\w+>/g, '?:');

/** People in chat: 老王, 小张, 王书记, 张三. Pronouns and strangers are nobody. */
export const person =
  '(?<person>(?!(?:客户|领导|对方|他们|她们|他|她|你|您|家长|老板|大家|同事|朋友|上级|媒体|医生|孩子|群众|自己|我))(?:[老小]\\p{Script=Han}{1,2}|\\p{Script=Han}{2,4}?)(?:同志|书记|副书记|处长|主任|科长|局长|委员|老师)?)';

export const asks = '(?:能不能|可不可以|可以|能否|可否|能|是否可以|是不是可以)';

/** What is owed as paper. */
export const paper =
  '季报|季度(?:工作)?报告|述职(?:报告)?|(?:年度|年终|半年)?(?:工作)?总结|(?:年度|工作|学习)?计划|责任清单|问题清单|整改(?:报告|情况|材料)?|情况说明|党费|台账|材料|报告|自评|星级(?:自评|评定)';

/** A colleague of whom somebody says where he or she was: no thing that arrives, nobody unnamed. */
export const colleague = person.replace(
  '(?!(?:',
  '(?!(?:快递|材料|文件|通知|外卖|钱|车|人|货|谁|咱|有人|书记|',
);
