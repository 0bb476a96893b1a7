import type { Flow } from '../../src/engine/index.ts';
import { composeFile } from './files.ts';
import { dropLetter, noteReplied, noteSent, replyByText, sendAgain, undoNote } from './note.ts';
import { paperByText, pressPaper } from './paper.ts';
import { remindOfReply } from './reply-job.ts';
import { pressTermNotice } from './term.ts';
import { text } from './text.ts';
import { urgeByText } from './urge.ts';

export const letters: Flow = {
  key: 'letters',
  title: text.title,
  commands: [
    {
      name: '督办',
      alias: 'urge',
      spellings: ['督辦'],
      description: text.urgeDescription,
      example: text.urgeExample,
      right: 'urge',
      run: urgeByText,
    },
    {
      name: '回执',
      alias: 'slip',
      spellings: ['回執'],
      description: text.replyDescription,
      example: text.replyExample,
      right: 'urge',
      run: replyByText,
    },
    {
      name: '文书',
      alias: 'paper',
      spellings: ['文書'],
      description: text.paperDescription,
      example: text.paperExample,
      right: 'paper',
      run: paperByText,
    },
  ],
  actions: {
    'letters.sent': noteSent,
    'letters.replied': noteReplied,
    'letters.drop': dropLetter,
    'letters.again': sendAgain,
    'letters.term_notice': pressTermNotice,
    'letters.sheet': pressPaper('sheet'),
    'letters.minutes': pressPaper('minutes'),
  },
  undos: { 'letters.note': undoNote },
  jobs: { 'letters.reply': remindOfReply },
  notices: { 'letters.file': composeFile },
};
