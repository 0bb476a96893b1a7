/** What people call a meeting beside its names in the catalogue, by duty. */
export const spokenNames: Readonly<Record<string, readonly string[]>> = {
  branch_theme_day: ['党日', '主题党日活动'],
  branch_member_meeting: ['支部大会', '党员会'],
  branch_committee_meeting: ['支部委员会', '支委会议'],
  branch_group_meeting: ['小组会', '党小组会议'],
  branch_lecture_attend: ['党课', '听党课'],
  branch_lecture_secretary: ['书记党课', '支部书记党课'],
  democratic_review: ['民主评议会'],
  central_group_study: ['中心组', '理论学习中心组学习', '中心组集体学习'],
  organ_committee_meeting: ['机关党委会议', '党委会'],
  organ_members_congress: ['机关党员代表大会', '党员代表大会', '代表大会', '党代会'],
  special_org_life_meeting: ['专题组织生活会'],
  probation_end: ['转正', '预备期满'],
  relation_transfer: ['转接', '组织关系', '转组织关系'],
  applicant_talk: ['入党申请人谈话', '入党谈话'],
  appointment_talk: ['事前沟通', '任前谈话'],
  new_secretary_training: ['书记培训', '新书记任职培训', '任职培训'],
  meeting_debrief: ['书记会议述职'],
};

/** One meeting held for several duties: 主题党日暨党员大会. */
export const meetingNames = {
  joined: (main: string, others: readonly string[]) =>
    others.length === 0 ? main : `${main}暨${others.join('、')}`,
  andMore: (name: string) => `${name}等`,
  joiner: /^[暨、和]/u,
} as const;
