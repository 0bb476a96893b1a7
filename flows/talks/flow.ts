import { readDuties } from '../../src/duties/catalogue/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
import { composeAsk, drawSent, pressConfirm, pressDecline, pressWithdraw } from './answer.ts';
import { pressNames, pressProgress, progressByText } from './look.ts';
import { mustByText, pressMust } from './must.ts';
import { talkByText } from './talk.ts';
import { text } from './text.ts';
import { undoAnswer } from './undo.ts';

export const talks: Flow = {
  key: 'talks',
  title: text.title,
  duties: readDuties(new URL('./duties.yaml', import.meta.url)),
  commands: [
    {
      name: '谈话',
      alias: 'talk',
      spellings: ['談話'],
      description: text.talkDescription,
      example: text.talkExample,
      isPrivate: true,
      run: talkByText,
    },
    {
      name: '谈话进度',
      alias: 'talks',
      spellings: ['談話進度'],
      description: text.talksDescription,
      example: text.talksExample,
      isPrivate: true,
      run: progressByText,
    },
    {
      name: '必谈',
      alias: 'must-talk',
      spellings: ['必談'],
      description: text.mustDescription,
      example: text.mustExample,
      right: 'record',
      isPrivate: true,
      run: mustByText,
    },
  ],
  actions: {
    'talks.confirm': pressConfirm,
    'talks.decline': pressDecline,
    'talks.withdraw': pressWithdraw,
    'talks.progress': pressProgress,
    'talks.names': pressNames,
    'talks.must': pressMust,
  },
  undos: { 'talks.answer': undoAnswer },
  notices: { 'talks.ask': composeAsk },
  liveCards: { 'talks.sent': drawSent },
};
