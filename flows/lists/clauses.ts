import { parseDeadline } from '../../src/calendar/deadlines.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { PostType } from '../../src/org/types.ts';
import { deadlineName, evidenceNames } from '../../src/text/catalogue.ts';
import type { YearRow } from './rules.ts';
import { text } from './text.ts';

/** One line of a person's list: what, how much, by when, and what counts as done (`001`: 一人一清单). */
export interface Clause {
  /** A duty of the catalogue, or the id of a clause that was typed. */
  readonly id: string;
  /** common: everybody of these posts owes the same, each for himself or herself. own: this one person alone. */
  readonly kind: 'common' | 'own';
  readonly content: string;
  readonly quantity: string;
  readonly due: string;
  readonly standard: string;
  /** The clause of the regulation; empty where the drafter wrote it. */
  readonly source: string;
}

/** A duty of the catalogue as a clause, with the number of times it is owed in the year. */
export function catalogueClause({ duty, total }: YearRow, kind: Clause['kind']): Clause {
  return {
    id: duty.id,
    kind,
    content: duty.name.zh,
    quantity: quantityOf(duty, total),
    due: dueOf(duty),
    standard: duty.evidence.required.map((field) => evidenceNames[field]).join(text.and),
    source: duty.source[0]?.clause ?? '',
  };
}

function quantityOf({ cadence }: DutyDef, total: number): string {
  if ('every' in cadence) return text.times(total);
  return cadence.on === 'event' ? text.onEvent : text.onTerm;
}

function dueOf({ heldBy }: DutyDef): string {
  return heldBy.rule === 'given' ? deadlineName(undefined) : ruleWords(heldBy.rule);
}

/** A deadline rule as a list says it. Throws AppError `invalid` for what is none. */
export function ruleWords(rule: string): string {
  const deadline = parseDeadline(rule);
  const name = deadlineName(deadline);
  const isDay = deadline.form === 'period_end' || deadline.form === 'date' || deadline.count === 0;
  return isDay ? text.before(name) : text.within(name);
}

/** What a body does together is on the list of everybody who is called to it beside the one who sees to it. */
export function attendedClause(row: YearRow): Clause {
  const clause = catalogueClause(row, 'common');
  return { ...clause, content: text.attends(clause.content), standard: evidenceNames.attendance };
}

/** Whether several posts, or every member, owe a duty: it is common to them then, and nobody's alone. */
export function isCommon({ owner }: DutyDef): boolean {
  return owner.post.length > 1 || owner.post[0] === 'member';
}

/** The posts that have a list of their own, level by level, in the order in which they are read. */
export const listedPosts: Readonly<Record<string, readonly PostType[]>> = {
  branch: [
    'branch_secretary',
    'branch_deputy_secretary',
    'commissioner_organization',
    'commissioner_publicity',
    'commissioner_discipline',
    'branch_group_leader',
  ],
  organ_committee: [
    'organ_secretary',
    'organ_fulltime_deputy',
    'organ_committee_member',
    'party_affairs_officer',
  ],
  leadership_group: ['leadership_secretary', 'leadership_member'],
};
