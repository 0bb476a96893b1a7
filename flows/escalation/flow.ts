import { generateTimer } from '../../src/duties/generate.ts';
import { stageTimer } from '../../src/duties/store.ts';
import type { Flow } from '../../src/engine/index.ts';
import { explainByText } from './explain.ts';
import { generate } from './generate.ts';
import { stages } from './jobs.ts';
import { text } from './text.ts';

export const escalation: Flow = {
  key: 'escalation',
  title: text.title,
  commands: [
    {
      name: '情况说明',
      alias: 'explain',
      spellings: ['情況說明'],
      description: text.explainDescription,
      example: text.explainExample,
      right: 'record',
      run: explainByText,
    },
  ],
  jobs: { [stageTimer]: stages, [generateTimer]: generate },
};
