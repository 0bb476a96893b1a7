import { readDuties } from '../../src/duties/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
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
  ],
  actions: { 'lists.page': turnList },
};
