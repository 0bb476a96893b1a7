import type { DutyDef } from './duty-def.ts';

export interface CatalogueProblem {
  readonly duty: DutyDef;
  readonly field: string;
  readonly message: string;
}

/** What the duties of a catalogue say against each other; empty when they agree. */
export function catalogueProblems(duties: readonly DutyDef[]): readonly CatalogueProblem[] {
  const problems: CatalogueProblem[] = [];
  const byId = new Map<string, DutyDef>();
  const byShort = new Map<string, DutyDef>();
  for (const duty of duties) {
    const [sameId, sameShort] = [byId.get(duty.id), byShort.get(duty.short)];
    if (sameId) problems.push({ duty, field: 'id', message: `there is another ${duty.id}` });
    if (sameShort) problems.push({ duty, field: 'short', message: `${sameShort.id} has ${duty.short} too` });
    byId.set(duty.id, duty);
    byShort.set(duty.short, duty);
  }
  for (const duty of duties) {
    for (const id of duty.canShareActivityWith) {
      const message = sharingProblem(duty, id, byId.get(id));
      if (message !== undefined) problems.push({ duty, field: 'canShareActivityWith', message });
    }
  }
  return problems;
}

/** One activity meets both duties or neither, so sharing is written at both ends. */
function sharingProblem(duty: DutyDef, id: string, other: DutyDef | undefined): string | undefined {
  if (!other) return `there is no duty ${id}`;
  if (other === duty) return 'a duty does not share with itself';
  if (other.owner.level !== duty.owner.level) return `${id} is owed at another level`;
  if (!other.canShareActivityWith.includes(duty.id)) return `${id} does not name ${duty.id} in turn`;
  return undefined;
}
