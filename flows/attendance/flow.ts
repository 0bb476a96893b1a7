import type { Flow } from '../../src/engine/index.ts';
import { answerInvitations } from './answer.ts';
import { bindGroup, undoBind } from './bind.ts';
import { composeChange } from './changes.ts';
import { correctByText, makeUpByText, undoMadeUp } from './correct.ts';
import { composeGroupTotals, drawGroupTotals } from './group-totals.ts';
import { composeInvitation, drawOwn } from './invitation.ts';
import { leaveByText, showNext } from './own-answer.ts';
import { offerRoll, refreshInvitations, remindUnanswered } from './remind.ts';
import { composeRequests, composeResult, decideByCard, decideByText, drawRequests } from './requests.ts';
import { restoreMarks } from './restore.ts';
import { checkIn, closeByCard, composeRollAgain, drawRoll, rollByText } from './roll.ts';
import { reviewTimer, standingByText } from './standing.ts';
import { composeStanding, decideStanding, reviewStanding, undoStanding } from './standing-review.ts';
import { text } from './text.ts';

export const attendance: Flow = {
  key: 'attendance',
  title: text.title,
  commands: [
    {
      name: '点名',
      alias: 'roll',
      spellings: ['點名'],
      description: text.rollDescription,
      example: text.rollExample,
      right: 'record',
      run: rollByText,
    },
    {
      name: '签到',
      alias: 'checkin',
      spellings: ['簽到'],
      description: text.checkinDescription,
      example: text.checkinExample,
      run: checkIn,
    },
    {
      name: '请假',
      alias: 'leave',
      spellings: ['請假'],
      description: text.leaveDescription,
      example: text.leaveExample,
      run: leaveByText,
    },
    {
      name: '批假',
      alias: 'approve-leave',
      description: text.approveDescription,
      example: text.approveExample,
      right: 'approve_leave',
      run: decideByText,
    },
    {
      name: '长假',
      alias: 'standing-leave',
      spellings: ['長假'],
      description: text.standingDescription,
      example: text.standingExample,
      right: 'approve_leave',
      run: standingByText,
    },
    {
      name: '补学',
      alias: 'makeup',
      spellings: ['補學'],
      description: text.makeUpDescription,
      example: text.makeUpExample,
      right: 'record',
      run: makeUpByText,
    },
    {
      name: '更正',
      alias: 'correct',
      // What the cards call entering it for somebody who has no account or no phone at hand.
      spellings: ['代记', '代記'],
      description: text.correctDescription,
      example: text.correctExample,
      right: 'record',
      run: correctByText,
    },
    {
      name: '活动',
      alias: 'activity',
      spellings: ['活動'],
      description: text.activityDescription,
      example: text.activityExample,
      run: showNext,
    },
    {
      name: '绑定',
      alias: 'bind',
      spellings: ['綁定'],
      description: text.bindDescription,
      example: text.bindExample,
      right: 'plan',
      run: bindGroup,
    },
  ],
  crowdActions: {
    'attendance.answer': answerInvitations,
  },
  actions: {
    'attendance.close': closeByCard,
    'attendance.decide': decideByCard,
    'attendance.standing': decideStanding,
  },
  undos: {
    'attendance.standing': undoStanding,
    'attendance.marks': restoreMarks,
    'attendance.own': restoreMarks,
    'attendance.bind': undoBind,
    'attendance.made_up': undoMadeUp,
  },
  jobs: {
    'attendance.remind': remindUnanswered,
    'attendance.offer_roll': offerRoll,
    'attendance.show_closed': refreshInvitations,
    [reviewTimer]: reviewStanding,
  },
  notices: {
    'attendance.invitation': composeInvitation,
    'attendance.reminder': composeInvitation,
    'attendance.group': composeGroupTotals,
    'attendance.roll_again': composeRollAgain,
    'attendance.requests': composeRequests,
    'attendance.standing': composeStanding,
    'attendance.result': composeResult,
    'attendance.moved': composeChange,
    'attendance.speaker': composeChange,
    'attendance.cancelled': composeChange,
  },
  cardKinds: {
    'attendance.invitation': 'invitation',
    'attendance.reminder': 'invitation',
    'attendance.moved': 'invitation',
    'attendance.speaker': 'invitation',
    'attendance.roll': 'roll',
    'attendance.roll_again': 'roll',
  },
  liveCards: {
    'attendance.roll': drawRoll,
    'attendance.group': drawGroupTotals,
    'attendance.requests': drawRequests,
    'attendance.own': drawOwn,
  },
};
