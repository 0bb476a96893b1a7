import type { Reader } from '../../../db/client.ts';
import type { Day } from '../../calendar/day.ts';
import type { Period } from '../../calendar/periods.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { LedgerScope } from './scope.ts';

export type LedgerKind = 'duty' | 'activity' | 'talk' | 'election' | 'dues' | 'urging' | 'rectification';

/** What a ledger is drawn from: one moment, one picture of the organisation, and who is to read it. */
export interface LedgerContext {
  readonly tx: Reader;
  readonly today: Day;
  readonly calendar: WorkCalendar;
  readonly directory: Directory;
  readonly catalogue: Catalogue;
}

export interface LedgerWish {
  readonly kind: LedgerKind;
  readonly reader: string;
  readonly period: Period;
  readonly format: 'xlsx' | 'csv';
}

/** What every sheet is built from. */
export interface LedgerQuery extends LedgerContext {
  readonly reader: string;
  readonly scope: LedgerScope;
  readonly from: Day;
  readonly to: Day;
}
