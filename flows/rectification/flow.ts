import { readDuties } from '../../src/duties/catalogue/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
import { turnBoard } from './board.ts';
import { closeByText, openItem, openReview, pressFile, pressJudge, pressSave } from './close.ts';
import { tellIssuer, undoFile, undoSave } from './filing.ts';
import { issueByText, pressIssue, undoIssue } from './issue.ts';
import { composeReturned, undoAccept } from './judge.ts';
import { pressListIssued, undoListIssued } from './list-issue.ts';
import { text } from './text.ts';

export const rectification: Flow = {
  key: 'rectification',
  title: text.title,
  duties: readDuties(new URL('./duties.yaml', import.meta.url)),
  commands: [
    {
      name: '问题',
      alias: 'issue',
      spellings: ['問題'],
      description: text.issueDescription,
      example: text.issueExample,
      right: 'paper',
      isPrivate: true,
      run: issueByText,
    },
    {
      name: '销号',
      alias: 'close',
      spellings: ['銷號'],
      description: text.closeDescription,
      example: text.closeExample,
      right: 'paper',
      isPrivate: true,
      run: closeByText,
    },
  ],
  actions: {
    'rectification.issue': pressIssue,
    'rectification.board': turnBoard,
    'rectification.open': openItem,
    'rectification.review': openReview,
    'rectification.file': pressFile,
    'rectification.save': pressSave,
    'rectification.judge': pressJudge,
    'rectification.list_issued': pressListIssued,
  },
  undos: {
    'rectification.issue': undoIssue,
    'rectification.file': undoFile,
    'rectification.save': undoSave,
    'rectification.accept': undoAccept,
    'rectification.list': undoListIssued,
  },
  onSubmitted: tellIssuer,
  notices: { 'rectification.returned': composeReturned },
};
