import { readDuties } from '../../src/duties/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
import { text } from './text.ts';

export const talks: Flow = {
  key: 'talks',
  title: text.title,
  duties: readDuties(new URL('./duties.yaml', import.meta.url)),
};
