import { readDuties } from '../../src/duties/catalogue/catalogue.ts';
import { actsForMeetings, keepsRecords } from '../../src/engine/acting.ts';
import type { ActorContext, Flow } from '../../src/engine/index.ts';
import { branchesBelow, enterOnBehalf } from './behalf.ts';
import { changePlan, countFor, discardPlan, editPlan, fillPlan, planAt, startPlan } from './draft-actions.ts';
import { openRegister, registerForm } from './manual.ts';
import { cancelByText, cancelPlanned, moveByText, undoMove } from './move.ts';
import { planAnyByText, planByText, planLecture } from './plan.ts';
import { publishPlan } from './publish.ts';
import { recordByText } from './record.ts';
import { openMinutes, recordForm, recordPastForm } from './record-actions.ts';
import { changeSpeaker, undoSpeaker } from './speaker.ts';
import { text } from './text.ts';
import { undoRecord, undoRegister } from './unrecord.ts';

const themeDay = 'branch_theme_day';
const lectures = ['branch_lecture_attend', 'branch_lecture_secretary'];

const dutyFiles = [
  './duties.yaml',
  './duties-organ-committee.yaml',
  './duties-leadership-group.yaml',
  './duties-work-committee.yaml',
];

/** Not a right of certain posts: whoever owes a meeting plans it, at every level. */
const plansMeetings = (context: ActorContext): boolean => actsForMeetings(context, 'plan');

export const activities: Flow = {
  key: 'activities',
  title: text.title,
  duties: dutyFiles.flatMap((file) => readDuties(new URL(file, import.meta.url))),
  commands: [
    {
      name: '安排',
      alias: 'plan',
      description: text.meetingDescription,
      example: text.meetingExample,
      isOffered: plansMeetings,
      run: planAnyByText,
    },
    {
      name: '改期',
      alias: 'move',
      description: text.moveDescription,
      example: text.moveExample,
      isOffered: plansMeetings,
      run: moveByText,
    },
    {
      name: '换主讲',
      alias: 'speaker',
      spellings: ['換主講'],
      description: text.speakerDescription,
      example: text.speakerExample,
      right: 'plan',
      run: changeSpeaker,
    },
    {
      name: '取消',
      alias: 'cancel',
      description: text.cancelDescription,
      example: text.cancelExample,
      isOffered: plansMeetings,
      run: cancelByText,
    },
    {
      name: '党课',
      alias: 'lecture',
      spellings: ['黨課'],
      description: text.lectureDescription,
      example: text.lectureExample,
      right: 'plan',
      run: (context, rest) =>
        planLecture(
          context,
          lectures.flatMap((id) => context.catalogue.find(id) ?? []),
          rest,
        ),
    },
    {
      name: '主题党日',
      alias: 'themeday',
      spellings: ['主題黨日'],
      description: text.planDescription,
      example: text.planExample,
      right: 'plan',
      run: (context, rest) => planByText(context, context.catalogue.get(themeDay), rest),
    },
    {
      name: '代录',
      alias: 'behalf',
      spellings: ['代錄'],
      description: text.behalfDescription,
      example: text.behalfExample,
      isOffered: (context) => branchesBelow(context).length > 0,
      run: enterOnBehalf,
    },
    {
      name: '记录',
      alias: 'minutes',
      spellings: ['記錄'],
      description: text.recordDescription,
      example: text.recordExample,
      isOffered: keepsRecords,
      run: recordByText,
    },
  ],
  actions: {
    'activities.plan': startPlan,
    'activities.plan_at': planAt,
    'activities.fill': fillPlan,
    'activities.edit': editPlan,
    'activities.change': changePlan,
    'activities.count_for': countFor,
    'activities.publish': publishPlan,
    'activities.discard': discardPlan,
    'activities.minutes': openMinutes,
    'activities.record': recordForm,
    'activities.record_past': recordPastForm,
    'activities.register': openRegister,
    'activities.register_form': registerForm,
    'activities.cancel': cancelPlanned,
  },
  undos: {
    'activities.move': undoMove,
    'activities.speaker': undoSpeaker,
    'activities.record': undoRecord,
    'activities.register': undoRegister,
  },
};
