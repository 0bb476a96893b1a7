import type { Flow } from '../../src/engine/index.ts';
import { digestTimer, directTimer } from '../../src/notices/lines.ts';
import { bookDigest, bookDirect, composeDigest } from './jobs.ts';
import { text } from './text.ts';

export const digest: Flow = {
  key: 'digest',
  title: text.title,
  jobs: { [digestTimer]: bookDigest, [directTimer]: bookDirect },
  notices: { 'digest.digest': composeDigest, 'digest.direct': composeDigest },
};
