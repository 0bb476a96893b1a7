import type { Flow } from '../../src/engine/index.ts';
import { postTurnsTimer } from '../../src/org/posts.ts';
import { composeHandOver } from './hand-over.ts';
import { lendByText, takeBack } from './lend.ts';
import { endLending } from './standing.ts';
import { text } from './text.ts';
import { composeEnded, composeLent } from './told.ts';
import { turns, turnsTime } from './turns.ts';

export const delegation: Flow = {
  key: 'delegation',
  title: text.title,
  commands: [
    {
      name: '代办',
      alias: 'delegate',
      spellings: ['代辦', '委托代办'],
      description: text.description,
      example: text.example,
      right: 'delegate',
      run: lendByText,
    },
  ],
  actions: { 'delegation.end': endLending },
  undos: { 'delegation.lend': takeBack },
  jobs: { [postTurnsTimer]: turns },
  daily: { [postTurnsTimer]: turnsTime },
  notices: {
    'delegation.lent': composeLent,
    'delegation.ended': composeEnded,
    'delegation.handover': composeHandOver,
  },
};
