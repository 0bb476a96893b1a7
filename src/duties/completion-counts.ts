import type { Day } from '../calendar/day.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { type Completion, completionOf } from './completion.ts';
import type { DutyInstance } from './instance.ts';

/** One duty over many organisations: numbers, no organisation and no order of rank. */
export interface CompletionCounts {
  readonly duty: string;
  readonly owed: number;
  readonly inTime: number;
  readonly recordedLate: number;
  readonly extended: number;
  readonly doneLate: number;
  readonly undone: number;
  readonly waived: number;
}

/** In the order of the catalogue; what is private to its parties is no matter of a table. */
export function completionCounts(
  catalogue: Catalogue,
  instances: readonly DutyInstance[],
  today: Day,
): readonly CompletionCounts[] {
  return catalogue.duties.flatMap(({ id, privacy, name }): CompletionCounts[] => {
    const owed = instances.filter(
      ({ duty, state }) => duty === id && state !== 'void' && state !== 'not_applicable',
    );
    if (privacy === 'private' || owed.length === 0) return [];
    const completions = owed.map((instance) => completionOf(instance, today));
    const of = (...kinds: readonly Completion[]): number =>
      completions.filter((completion) => kinds.includes(completion)).length;
    return [
      {
        duty: name.brief,
        owed: owed.length,
        inTime: of('in_time'),
        recordedLate: of('recorded_late'),
        extended: of('extended'),
        doneLate: of('done_late'),
        undone: of('overdue', 'under_way'),
        waived: of('waived'),
      },
    ];
  });
}
