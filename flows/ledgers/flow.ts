import type { Flow } from '../../src/engine/index.ts';
import { composeLedger, ledgerByText } from './ask.ts';
import { text } from './text.ts';

export const ledgers: Flow = {
  key: 'ledgers',
  title: text.title,
  commands: [
    {
      name: '台账',
      alias: 'ledger',
      spellings: ['台賬', '台帐', '臺賬'],
      description: text.description,
      example: text.example,
      right: 'paper',
      run: ledgerByText,
    },
  ],
  notices: { 'ledgers.file': composeLedger },
};
