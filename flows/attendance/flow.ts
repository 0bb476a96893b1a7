import type { Flow } from '../../src/engine/index.ts';
import { answerInvitation } from './answer.ts';
import { composeChange } from './changes.ts';
import { composeInvitation } from './invitation.ts';
import { leaveByText, showNext } from './own-answer.ts';
import { offerRoll, remindUnanswered } from './remind.ts';
import { bindGroup, checkIn, closeByCard, composeGroupTotals, drawRoll, rollByText } from './roll.ts';
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
  actions: {
    'attendance.answer': answerInvitation,
    'attendance.close': closeByCard,
  },
  jobs: { 'attendance.remind': remindUnanswered, 'attendance.offer_roll': offerRoll },
  notices: {
    'attendance.invitation': composeInvitation,
    'attendance.reminder': composeInvitation,
    'attendance.group': composeGroupTotals,
    'attendance.moved': composeChange,
    'attendance.cancelled': composeChange,
  },
  cardKinds: {
    'attendance.invitation': 'invitation',
    'attendance.reminder': 'invitation',
    'attendance.moved': 'invitation',
    'attendance.roll': 'roll',
  },
  liveCards: { 'attendance.roll': drawRoll },
};
