import { keepsRecords } from '../../src/engine/acting.ts';
import type { Flow } from '../../src/engine/index.ts';
import { requestCardKind } from '../../src/notices/carried-cards.ts';
import { composeAnswer } from './answer.ts';
import { askByText, begin, submit } from './ask.ts';
import { drawAsked } from './asker-card.ts';
import { closeByText, confirmClosure, dropClosure, undoClosure } from './closure.ts';
import { decide, withdraw } from './decide.ts';
import { askResults, electByPress, electByText } from './elect.ts';
import { explainByText, undoExplain } from './explain.ts';
import { countOnlineByText } from './online.ts';
import { reopenByText } from './reopen.ts';
import { text } from './text.ts';
import { composeWaiting, drawWaitingLive, showWaiting } from './waiting.ts';

export const extensions: Flow = {
  key: 'extensions',
  title: text.title,
  commands: [
    {
      name: '延期',
      alias: 'extend',
      description: text.extendDescription,
      example: text.extendExample,
      right: 'request',
      run: askByText('extend'),
    },
    {
      name: '免除',
      alias: 'waive',
      description: text.waiveDescription,
      example: text.waiveExample,
      right: 'request',
      run: askByText('waive'),
    },
    {
      name: '情况说明',
      alias: 'explain',
      spellings: ['情況說明'],
      description: text.explainDescription,
      example: text.explainExample,
      isOffered: keepsRecords,
      run: explainByText,
    },
    {
      name: '请示',
      alias: 'request',
      spellings: ['請示'],
      description: text.electDescription,
      example: text.electExample,
      right: 'request',
      run: electByText,
    },
    {
      name: '线上计入',
      alias: 'count-online',
      spellings: ['線上計入'],
      description: text.onlineDescription,
      example: text.onlineExample,
      right: 'request',
      run: countOnlineByText,
    },
    {
      name: '停办',
      alias: 'closure',
      spellings: ['停辦'],
      description: text.closeDescription,
      example: text.closeExample,
      right: 'close',
      run: closeByText,
    },
    {
      name: '作废',
      alias: 'void',
      spellings: ['作廢'],
      description: text.voidDescription,
      example: text.voidExample,
      right: 'void',
      run: askByText('void'),
    },
    {
      name: '重开',
      alias: 'reopen',
      spellings: ['重開'],
      description: text.reopenDescription,
      example: text.reopenExample,
      right: 'reopen',
      run: reopenByText,
    },
  ],
  actions: {
    'extensions.begin': begin,
    'extensions.submit': submit,
    'extensions.elect': electByPress,
    'extensions.withdraw': withdraw,
    'extensions.decide': decide,
    'extensions.show': showWaiting,
    'extensions.close': confirmClosure,
    'extensions.drop_closure': dropClosure,
  },
  undos: { 'extensions.explain': undoExplain, 'extensions.close': undoClosure },
  onSubmitted: askResults,
  notices: { 'extensions.waiting': composeWaiting, 'extensions.answer': composeAnswer },
  liveCards: { 'extensions.waiting': drawWaitingLive, [requestCardKind]: drawAsked },
};
