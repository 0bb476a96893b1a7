import { readDuties } from '../../src/duties/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
import { changePlan, countFor, discardPlan, editPlan, fillPlan, planAt, startPlan } from './draft-actions.ts';
import { planByText } from './plan.ts';
import { publishPlan } from './publish.ts';
import { recordByText } from './record.ts';
import { openMinutes, recordForm, recordPastForm } from './record-actions.ts';
import { text } from './text.ts';

const themeDay = 'branch_theme_day';

const dutyFiles = [
  './duties.yaml',
  './duties-organ-committee.yaml',
  './duties-leadership-group.yaml',
  './duties-work-committee.yaml',
];

export const activities: Flow = {
  key: 'activities',
  title: text.title,
  duties: dutyFiles.flatMap((file) => readDuties(new URL(file, import.meta.url))),
  commands: [
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
      name: '记录',
      alias: 'minutes',
      spellings: ['記錄'],
      description: text.recordDescription,
      example: text.recordExample,
      right: 'record',
      run: (context, rest) => recordByText(context, context.catalogue.get(themeDay), rest),
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
  },
};
