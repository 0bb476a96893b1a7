import type { Flow } from '../../src/engine/index.ts';
import { checkForm, openByText, pressOpen, undoOpen } from './open.ts';
import { ownOccasions } from './read.ts';
import { text } from './text.ts';

export const occasions: Flow = {
  key: 'occasions',
  title: text.title,
  commands: [
    {
      name: '列入',
      alias: 'occasion',
      description: text.description,
      example: text.example,
      isOffered: (context) => ownOccasions(context).length > 0,
      isPrivate: true,
      run: openByText,
    },
  ],
  actions: { 'occasions.check': checkForm, 'occasions.open': pressOpen },
  undos: { 'occasions.open': undoOpen },
};
