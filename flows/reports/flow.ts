import { readDuties } from '../../src/duties/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
import { text } from './text.ts';

export const reports: Flow = {
  key: 'reports',
  title: text.title,
  duties: ['./duties.yaml', './duties-above-branch.yaml'].flatMap((file) =>
    readDuties(new URL(file, import.meta.url)),
  ),
};
