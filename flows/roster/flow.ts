import type { Flow } from '../../src/engine/index.ts';
import { rosterByText, turnRoster } from './show.ts';
import { text } from './text.ts';

export const roster: Flow = {
  key: 'roster',
  title: text.title,
  commands: [
    {
      name: '名册',
      alias: 'roster',
      spellings: ['名冊'],
      description: text.description,
      example: text.example,
      right: 'roster',
      run: rosterByText,
    },
  ],
  actions: { 'roster.page': turnRoster },
};
