import { periodEnd, periodStart } from '../../calendar/periods.ts';
import { csv } from '../../exports/csv.ts';
import { officialPeriod } from '../../exports/official-date.ts';
import { type Sheet, xlsx } from '../../exports/sheet.ts';
import type { OrgLevel } from '../../org/types.ts';
import { activitySheets } from './activity-ledger.ts';
import { duesSheets } from './dues-ledger.ts';
import { dutySheets } from './duty-ledger.ts';
import { electionSheets } from './election-ledger.ts';
import type { LedgerContext, LedgerKind, LedgerQuery, LedgerWish } from './query.ts';
import { rectificationSheets } from './rectification-ledger.ts';
import { ledgerScope } from './scope.ts';
import { talkSheets } from './talk-ledger.ts';
import { ledgerText as text } from './text.ts';
import { urgingSheets } from './urging-ledger.ts';

export interface LedgerFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly rows: number;
}

const builders: Readonly<Record<LedgerKind, (query: LedgerQuery) => Promise<readonly Sheet[]>>> = {
  duty: dutySheets,
  activity: activitySheets,
  talk: talkSheets,
  election: electionSheets,
  dues: duesSheets,
  urging: urgingSheets,
  rectification: rectificationSheets,
};

/** A ledger as this person may see it, as a file. */
export async function ledgerFile(context: LedgerContext, wish: LedgerWish): Promise<LedgerFile> {
  const { kind, reader, period, format } = wish;
  const scope = ledgerScope(context.directory, reader, context.today);
  const sheets = await builders[kind]({
    ...context,
    reader,
    scope,
    from: periodStart(period),
    to: periodEnd(period),
  });
  const org = headOf(context, scope.rows);
  const time = officialPeriod(period);
  const bytes = format === 'csv' ? csv(sheets, text.sheet) : await xlsx(sheets);
  return {
    name: `${[text.names[kind], org, time].filter((part) => part !== '').join('_')}.${format}`,
    bytes,
    rows: sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0),
  };
}

const levels: readonly OrgLevel[] = [
  'work_committee',
  'leadership_group',
  'organ_committee',
  'general_branch',
];

/** The highest of the organisations in sight names the file. */
function headOf({ directory }: LedgerContext, codes: readonly string[]): string {
  const orgs = codes.flatMap((code) => directory.org(code) ?? []);
  const head = levels
    .map((level) => orgs.find((org) => org.level === level))
    .find((org) => org !== undefined);
  return (head ?? orgs[0])?.name ?? '';
}
