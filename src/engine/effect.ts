import type { DutyInstance } from '../duties/instance.ts';
import type { LifecycleEvent } from '../duties/lifecycle.ts';
import type { LineDraft } from '../notices/lines.ts';
import type { NoticeDraft } from '../notices/notice.ts';
import type { AuditEntry } from './audit.ts';

/** Everything a flow can cause. Plain data, carried out in the transaction that decided it. */
export type Effect =
  | { readonly do: 'notify'; readonly notice: NoticeDraft }
  | { readonly do: 'suppress'; readonly keys: readonly string[]; readonly reason: string }
  | { readonly do: 'lines'; readonly lines: readonly LineDraft[] }
  | {
      readonly do: 'transition';
      readonly instance: string;
      readonly event: LifecycleEvent;
      /** As the decider locked it in this transaction, and nobody moved it since: it is not read again. */
      readonly locked?: DutyInstance;
    }
  | {
      readonly do: 'keep_live';
      readonly messageId: string;
      readonly kind: string;
      readonly subject: string;
      readonly person: string;
    }
  | { readonly do: 'touch_live'; readonly kind: string; readonly subject: string }
  | {
      readonly do: 'timer';
      readonly kind: string;
      readonly subject: string;
      readonly dueAt: Date;
      readonly keepEarlier?: boolean;
    }
  | { readonly do: 'cancel_timer'; readonly kind: string; readonly subject: string }
  | {
      readonly do: 'finding';
      readonly kind: string;
      readonly org: string;
      readonly subject: string;
      readonly detail: object;
    }
  | { readonly do: 'audit'; readonly entry: AuditEntry };

/** What is to leave because of one transaction: lines that are new, and the notices asked for. */
export interface Booked {
  readonly lines: readonly LineDraft[];
  readonly notices: readonly NoticeDraft[];
}
