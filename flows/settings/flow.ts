import type { Flow } from '../../src/engine/index.ts';
import { lessOf } from './less.ts';
import { muteByText, undoMute } from './mute.ts';
import { text } from './text.ts';

export const settings: Flow = {
  key: 'settings',
  title: text.title,
  commands: [
    {
      name: '免打扰',
      alias: 'mute',
      spellings: ['免打擾', '少提醒'],
      description: text.description,
      example: text.example,
      run: muteByText,
    },
  ],
  actions: { 'settings.less': lessOf },
  undos: { 'settings.mute': undoMute },
};
