import type { Flow } from '../../src/engine/index.ts';
import { composeDigest } from './jobs.ts';
import { text } from './text.ts';

export const digest: Flow = {
  key: 'digest',
  title: text.title,
  notices: { 'digest.digest': composeDigest, 'digest.direct': composeDigest },
};
