import type { LedgerWish } from '../duties/ledgers/query.ts';
import type { LedgerScope } from '../duties/ledgers/scope.ts';
import type { AuditEntry } from './audit.ts';

/** Every look at named records is kept, for each organisation whose records they are (duties.md f.3). */
export function ledgerLook(
  scope: LedgerScope,
  { kind, reader, period, format }: LedgerWish,
  channel: AuditEntry['channel'],
): readonly AuditEntry[] {
  return scope.rows.map((org) => ({
    org,
    channel,
    object: `ledger/${kind}/${period}`,
    action: 'ledger.look',
    actor: reader,
    after: { format },
  }));
}
