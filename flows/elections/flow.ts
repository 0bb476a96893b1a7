import { readDuties } from '../../src/duties/catalogue/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
import { showElection, termsByText, turnTerms } from './show.ts';
import { text } from './text.ts';

export const elections: Flow = {
  key: 'elections',
  title: text.title,
  duties: readDuties(new URL('./duties.yaml', import.meta.url)),
  commands: [
    {
      name: '换届',
      alias: 'election',
      spellings: ['換屆'],
      description: text.description,
      example: text.example,
      right: 'agenda',
      run: termsByText,
    },
  ],
  actions: { 'elections.page': turnTerms, 'elections.show': showElection },
};
