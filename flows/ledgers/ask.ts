import { periodOf } from '../../src/calendar/periods.ts';
import { readPeriod } from '../../src/calendar/zh-dates-periods.ts';
import { shorten } from '../../src/cards/rich.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { ledgerFile } from '../../src/duties/ledgers/ledger.ts';
import type { LedgerKind, LedgerWish } from '../../src/duties/ledgers/query.ts';
import { ledgerReaders, ledgerScope } from '../../src/duties/ledgers/scope.ts';
import { ledgerText, ledgerWords } from '../../src/duties/ledgers/text.ts';
import {
  type ActorContext,
  askBack,
  composeEach,
  type Outcome,
  sentenceCard,
} from '../../src/engine/index.ts';
import { ledgerLook } from '../../src/engine/ledger-look.ts';
import { officialPeriod } from '../../src/exports/official-date.ts';
import type { Composed } from '../../src/notices/notice.ts';
import { postName } from '../../src/org/terms.ts';
import { text } from './text.ts';

/** Every kind, in the order of duties.md g.1; each shows its reader what he or she may see. */
const offered = Object.keys(ledgerText.names) as readonly LedgerKind[];

/** `/台账 类型 [时间] [csv]`: drawn up when the file leaves, for the eyes of whoever asked. */
export async function ledgerByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { directory, actor, today, eventKey } = context;
  const scope = ledgerScope(directory, actor.code, today);
  if (scope.rows.length === 0)
    return refuse('not_yours', text.no.notYours(ledgerReaders.map((post) => postName(post)).join(text.and)));
  const typed = line.trim();
  if (typed === '') {
    return askBack(
      text.ask,
      offered.map((kind) => ({ label: ledgerText.names[kind], line: text.line(ledgerText.names[kind]) })),
      offered.length,
    );
  }
  const kind = ledgerWords.find(([pattern]) => pattern.test(typed))?.[1];
  if (!kind) return refuse('unknown', text.no.unknown(typed.split(/\s/u)[0] ?? typed));
  const named = readPeriod(typed, today);
  const left = leftOver(named?.rest ?? typed);
  if (left !== '') return refuse('when_unclear', text.no.whenUnclear(shorten(left, 20)));
  const period = named?.period ?? periodOf(today, 'year');
  const format = typed.toLowerCase().includes(text.csv) ? 'csv' : 'xlsx';
  const wish: LedgerWish = { kind, reader: actor.code, period, format };
  return {
    reply: sentenceCard(text.preparing(ledgerText.names[kind], officialPeriod(period)), text.title),
    effects: [
      {
        do: 'notify',
        notice: {
          key: `file:${eventKey}`,
          kind: 'ledgers.file',
          channel: 'reply',
          to: { person: actor.code },
          subject: { ...wish },
        },
      },
      ...ledgerLook(scope, wish, 'command').map((entry) => ({ do: 'audit', entry }) as const),
    ],
  };
}

/** What is neither a kind of ledger nor a time: a year's ledger instead of the one that was meant would mislead. */
function leftOver(words: string): string {
  const known = ledgerWords.reduce((rest, [pattern]) => rest.replace(pattern, ' '), words);
  return known.replace(text.fillers, ' ').trim();
}

export const composeLedger = composeEach(async (context, notice): Promise<Composed> => {
  // The subject is what `ledgerByText` wrote.
  const { name, bytes } = await ledgerFile(context, notice.subject as unknown as LedgerWish);
  return { kind: 'file', file: { name, bytes } };
});
