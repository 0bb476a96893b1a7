import type { Flow } from '../../src/engine/index.ts';
import { digestCardKind } from '../../src/notices/carried-cards.ts';
import { composeDigest } from './jobs.ts';
import { drawDigestLive, turnPage } from './live.ts';
import { bookWeek, weekTime, weekTimer } from './morning.ts';
import { summaryByText } from './summary.ts';
import { text } from './text.ts';
import { askWeek, readWeek } from './week-acts.ts';

export const digest: Flow = {
  key: 'digest',
  title: text.title,
  commands: [
    {
      name: '汇总',
      alias: 'digest',
      spellings: ['匯總'],
      description: text.summaryDescription,
      example: text.summaryExample,
      right: 'overview',
      run: summaryByText,
    },
  ],
  actions: { 'digest.page': turnPage, 'digest.read_week': readWeek, 'digest.ask_week': askWeek },
  daily: { [weekTimer]: weekTime },
  jobs: { [weekTimer]: bookWeek },
  notices: { 'digest.digest': composeDigest, 'digest.direct': composeDigest },
  liveCards: { [digestCardKind]: drawDigestLive },
};
