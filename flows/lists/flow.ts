import { readDuties } from '../../src/duties/catalogue/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
import { assignByText, pressAssign } from './assign.ts';
import { openForm } from './assign-form.ts';
import { pressRemove, undoAssign, undoRemove } from './clause-acts.ts';
import { composeConfirm, pressBehalf, pressConfirm, pressSend, undoConfirm } from './confirm.ts';
import { draftByText, drawDraft, openDraft, openOwn, openPerson } from './draft.ts';
import { listByText, turnList } from './show.ts';
import { text } from './text.ts';

export const lists: Flow = {
  key: 'lists',
  title: text.title,
  duties: readDuties(new URL('./duties.yaml', import.meta.url)),
  commands: [
    {
      name: '清单',
      alias: 'list',
      spellings: ['清單'],
      description: text.description,
      example: text.example,
      right: 'agenda',
      run: listByText,
    },
    {
      name: '责任清单',
      alias: 'duty-list',
      spellings: ['責任清單'],
      description: text.draftDescription,
      example: text.draftExample,
      right: 'agenda',
      run: draftByText,
    },
    {
      name: '定责任',
      alias: 'assign',
      spellings: ['定責任'],
      description: text.assignDescription,
      example: text.assignExample,
      right: 'agenda',
      run: assignByText,
    },
  ],
  actions: {
    'lists.page': turnList,
    'lists.open': openDraft,
    'lists.own': openOwn,
    'lists.person': openPerson,
    'lists.add': openForm,
    'lists.assign': pressAssign,
    'lists.remove': pressRemove,
    'lists.send': pressSend,
    'lists.confirm': pressConfirm,
    'lists.behalf': pressBehalf,
  },
  undos: {
    'lists.assign': undoAssign,
    'lists.remove': undoRemove,
    'lists.confirm': undoConfirm,
  },
  notices: { 'lists.confirm': composeConfirm },
  liveCards: { 'lists.draft': drawDraft },
};
