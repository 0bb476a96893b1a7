import { auditTimer, generateTimer } from '../../src/duties/generate.ts';
import { stageTimer } from '../../src/duties/store.ts';
import type { Flow } from '../../src/engine/index.ts';
import { generate } from './generate.ts';
import { stages } from './jobs.ts';
import { audit } from './nightly.ts';
import { text } from './text.ts';

export const escalation: Flow = {
  key: 'escalation',
  title: text.title,
  jobs: { [stageTimer]: stages, [generateTimer]: generate, [auditTimer]: audit },
};
