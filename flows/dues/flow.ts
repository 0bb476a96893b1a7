import { readDuties } from '../../src/duties/catalogue/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
import { duesByText } from './mark.ts';
import { pressNames, pressStatus } from './status.ts';
import { text } from './text.ts';
import { undoMarks } from './unmark.ts';

export const dues: Flow = {
  key: 'dues',
  title: text.title,
  duties: readDuties(new URL('./duties.yaml', import.meta.url)),
  commands: [
    {
      name: '党费',
      alias: 'dues',
      spellings: ['黨費'],
      description: text.description,
      example: text.example,
      isPrivate: true,
      run: duesByText,
    },
  ],
  undos: { 'dues.marks': undoMarks },
  actions: { 'dues.status': pressStatus, 'dues.names': pressNames },
};
