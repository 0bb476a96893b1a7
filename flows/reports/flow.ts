import { readDuties } from '../../src/duties/catalogue/catalogue.ts';
import type { Flow } from '../../src/engine/index.ts';
import { drawPaper } from './draft.ts';
import { openInbox } from './inbox.ts';
import { composeReturned } from './notice.ts';
import { closeReading, receivePapers } from './reading.ts';
import { acceptByText, lookPaper, reviewForm } from './review.ts';
import { composeSheet, sheetByPress } from './sheet.ts';
import { text } from './text.ts';
import { fileDraft, openPaper, previewDraft, reportByText, saveDraft, submitByText } from './write.ts';

export const reports: Flow = {
  key: 'reports',
  title: text.title,
  duties: ['./duties.yaml', './duties-above-branch.yaml'].flatMap((file) =>
    readDuties(new URL(file, import.meta.url)),
  ),
  commands: [
    {
      name: '季报',
      alias: 'report',
      spellings: ['季報'],
      description: text.reportDescription,
      example: text.reportExample,
      right: 'request',
      run: reportByText,
    },
    {
      name: '报送',
      alias: 'submit',
      spellings: ['報送'],
      description: text.submitDescription,
      example: text.submitExample,
      right: 'request',
      run: submitByText,
    },
    {
      name: '核验',
      alias: 'accept',
      spellings: ['核驗'],
      description: text.acceptDescription,
      example: text.acceptExample,
      right: 'reopen',
      run: acceptByText,
    },
  ],
  actions: {
    'reports.open': openPaper,
    'reports.save': saveDraft,
    'reports.preview': previewDraft,
    'reports.file': fileDraft,
    'reports.inbox': openInbox,
    'reports.look': lookPaper,
    'reports.sheet': sheetByPress,
    'reports.review': reviewForm,
  },
  jobs: { 'reports.reading': closeReading },
  onSubmitted: receivePapers,
  notices: { 'reports.returned': composeReturned, 'reports.sheet': composeSheet },
  liveCards: { 'reports.paper': drawPaper },
};
