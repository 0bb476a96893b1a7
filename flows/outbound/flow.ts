import type { Flow } from '../../src/engine/index.ts';
import { breakerTime, breakerTimer, checkFloods, composeFlood, decideFlood } from './breaker.ts';
import { pressRelease, releaseByText, stopByText } from './switch.ts';
import { text } from './text.ts';

export const outbound: Flow = {
  key: 'outbound',
  title: text.title,
  commands: [
    {
      name: '停发',
      alias: 'stop',
      spellings: ['停發'],
      description: text.stopDescription,
      example: text.stopExample,
      right: 'administer',
      run: stopByText,
    },
    {
      name: '恢复发送',
      alias: 'resume',
      spellings: ['恢復發送', '恢复'],
      description: text.releaseDescription,
      example: text.releaseExample,
      right: 'administer',
      run: releaseByText,
    },
  ],
  actions: { 'outbound.release': pressRelease, 'outbound.decide': decideFlood },
  daily: { [breakerTimer]: breakerTime },
  jobs: { [breakerTimer]: checkFloods },
  notices: { 'outbound.flood': composeFlood },
};
