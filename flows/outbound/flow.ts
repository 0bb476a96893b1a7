import type { Flow } from '../../src/engine/index.ts';
import { urgentKind } from '../../src/notices/urgent.ts';
import { watchClock } from './breaker.ts';
import { askAgain, composeFlood, decideFlood, floodTime, floodTimer } from './flood.ts';
import { pressRelease, releaseByText, stopByText } from './switch.ts';
import { text } from './text.ts';
import { composeUrgent, pressUrgent, urgentByText } from './urgent.ts';

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
    {
      name: '加急',
      alias: 'urgent',
      spellings: ['加急提醒'],
      description: text.urgentDescription,
      example: text.urgentExample,
      right: 'administer',
      run: urgentByText,
    },
  ],
  actions: {
    'outbound.release': pressRelease,
    'outbound.decide': decideFlood,
    'outbound.urgent': pressUrgent,
  },
  daily: { [floodTimer]: floodTime },
  jobs: { [floodTimer]: askAgain },
  watch: watchClock,
  notices: { 'outbound.flood': composeFlood, [urgentKind]: composeUrgent },
};
