import { auditTimer, generateTimer } from '../../src/duties/planning/generate.ts';
import { stageTimer } from '../../src/duties/store.ts';
import type { Flow } from '../../src/engine/index.ts';
import { generate } from './generate.ts';
import { stages } from './jobs.ts';
import { knownOver, knownTimer, markKnown } from './known.ts';
import { draftLetter } from './letter.ts';
import { audit } from './nightly.ts';
import { nudge } from './nudge.ts';
import { looksAfter, overdueByText, showOverdue, turnOverdue } from './overdue.ts';
import { text } from './text.ts';

export const escalation: Flow = {
  key: 'escalation',
  title: text.title,
  commands: [
    {
      name: '逾期',
      alias: 'overdue',
      description: text.overdueDescription,
      example: text.overdueExample,
      isOffered: looksAfter,
      run: overdueByText,
    },
  ],
  actions: {
    'escalation.overdue': turnOverdue,
    'escalation.show': showOverdue,
    'escalation.nudge': nudge,
    'escalation.known': markKnown,
    'escalation.letter': draftLetter,
  },
  jobs: {
    [stageTimer]: stages,
    [generateTimer]: generate,
    [auditTimer]: audit,
    [knownTimer]: knownOver,
  },
};
