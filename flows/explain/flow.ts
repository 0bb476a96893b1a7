import type { Flow } from '../../src/engine/index.ts';
import { text } from './text.ts';
import { pressWhy, turnWhy, whyByText } from './why.ts';

export const explain: Flow = {
  key: 'explain',
  title: text.title,
  commands: [
    {
      name: '为什么',
      alias: 'why',
      spellings: ['為什麼', '为何'],
      description: text.description,
      example: text.example,
      run: whyByText,
    },
  ],
  actions: { 'explain.why': pressWhy, 'explain.which': turnWhy },
};
