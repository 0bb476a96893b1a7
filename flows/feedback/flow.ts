import type { Flow } from '../../src/engine/index.ts';
import { composeReading } from './read.ts';
import { begin, sayByText, submit, undoSaid } from './say.ts';
import { text } from './text.ts';

export const feedback: Flow = {
  key: 'feedback',
  title: text.title,
  commands: [
    {
      name: '意见',
      alias: 'feedback',
      spellings: ['意見', '建议', '提意见'],
      description: text.description,
      example: text.example,
      isPrivate: true,
      run: sayByText,
    },
  ],
  actions: { 'feedback.begin': begin, 'feedback.send': submit },
  undos: { 'feedback.said': undoSaid },
  notices: { 'feedback.reading': composeReading },
};
