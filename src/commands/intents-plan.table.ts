/** Of `phrasings` those that plan a meeting or move it, written in the same way. */
export const planPhrasings: readonly (readonly [said: string, meaning: string])[] = [
  // 安排
  [
    '把党日定在下周四下午三点三楼会议室，主题学条例，老李主讲',
    'plan_activity activity=党日 place=三楼会议室 speaker=老李 topic=学条例 when=下周四下午三点',
  ],
  [
    '主题党日安排在2月12日下午3点，三楼会议室，学习支部工作条例，杜慧敏主讲',
    'plan_activity activity=主题党日 place=三楼会议室 speaker=杜慧敏 topic=学习支部工作条例 when=2月12日下午3点',
  ],
  [
    '安排一下本月党日：2月12日下午3点，三楼会议室，主题是学习条例',
    'plan_activity activity=党日 place=三楼会议室 topic=学习条例 when=2月12日下午3点',
  ],
  [
    '把黨日定在下週四下午三點三樓會議室，主題學條例',
    'plan_activity activity=党日 place=三楼会议室 topic=学条例 when=下周四下午三点',
  ],
  [
    '请安排党员大会，下周五上午9点在二楼会议室，讨论发展党员',
    'plan_activity activity=党员大会 place=二楼会议室 topic=讨论发展党员 when=下周五上午9点',
  ],
  [
    '组织一次党日，本月最后一个周五下午两点半，革命纪念馆，参观学习',
    'plan_activity activity=党日 place=革命纪念馆 topic=参观学习 when=本月最后一个周五下午两点半',
  ],
  [
    '把党日定在下周四下午三点三楼会议室，主题学条例，同时开党员大会',
    'plan_activity activity=党日 place=三楼会议室 together=党员大会 topic=学条例 when=下周四下午三点',
  ],
  [
    '把党日定在下周四下午三点三楼会议室，主题学条例，和党员大会一起开',
    'plan_activity activity=党日 place=三楼会议室 together=党员大会 topic=学条例 when=下周四下午三点',
  ],
  ['把3月支委会定在3月3号上午9点小会议室', 'plan_activity activity=支委会 place=小会议室 when=3月3号上午9点'],
  ['3月党日定在3月20号下午2点半', '? plan_activity activity=党日 when=3月20号下午2点半'],
  [
    '第1党小组会安排在2月27日上午10点',
    '? plan_activity activity=党小组会 group=第1党小组 when=2月27日上午10点',
  ],
  ['安排支委会', 'plan_activity activity=支委会'],
  ['帮我安排一次主题党日', 'plan_activity activity=主题党日'],
  ['党日定在下周四下午三点', '? plan_activity activity=党日 when=下周四下午三点'],
  [
    '周四下午三点在三楼会议室开党日，学条例',
    '? plan_activity activity=党日 place=三楼会议室 topic=学条例 when=周四下午三点',
  ],

  // 改期
  ['把党员大会改到周五下午三点', 'move_activity activity=党员大会 when=周五下午三点'],
  ['党日改到下周三上午九点', 'move_activity activity=党日 when=下周三上午九点'],
  ['主题党日推迟到周四下午两点半', 'move_activity activity=主题党日 when=周四下午两点半'],
  ['请把这次党日提前到2月10日上午9点', 'move_activity activity=党日 when=2月10日上午9点'],
  ['麻烦把支委会的时间调整到明天下午4点', 'move_activity activity=支委会 when=明天下午4点'],
  ['把周四的党日挪到下周一下午三点开', 'move_activity activity=党日 when=下周一下午三点'],
  ['組織生活會改期到下週五下午3點', 'move_activity activity=组织生活会 when=下周五下午3点'],
  ['我想将党课换到下周二上午十点', 'move_activity activity=党课 when=下周二上午十点'],
  ['把党日改到周五', 'move_activity activity=党日 when=周五'],
  ['党小组会延后至2月20日下午2点', 'move_activity activity=党小组会 when=2月20日下午2点'],
  ['把党日改到周五下午三点，换到五楼', '? move_activity activity=党日 when=周五下午三点'],
];
