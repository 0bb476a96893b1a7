import type { Day } from '../../calendar/day.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DutyChange, DutyDef } from '../catalogue/duty-def.ts';
import { type OverrideField, type Standing, stricterFields } from './strictness.ts';

/** What one organisation prescribes otherwise (本级规定), for itself and all below it, from a day on. */
export interface Override {
  readonly org: string;
  readonly duty: string;
  readonly from: Day;
  readonly change: DutyChange;
  readonly reason: string;
  /** Number of the document that prescribes it. */
  readonly document: string;
  /** Number of the document by which the superior agrees that it is stricter. */
  readonly consent?: string | undefined;
}

/** A duty as it applies to one organisation on one day. */
export interface LocalDuty extends Standing {
  /** Where a field does not come from the catalogue: who prescribed it. */
  readonly prescribedBy: Readonly<Partial<Record<OverrideField, Override>>>;
  /** Here and above: stricter than the superior prescribes by now, and without consent, so the superior's holds. */
  readonly withheld: readonly { readonly field: OverrideField; readonly override: Override }[];
}

export interface LocalRulesInput {
  readonly catalogue: Catalogue;
  readonly directory: Directory;
  readonly overrides: readonly Override[];
  readonly calendar: WorkCalendar;
}

export interface LocalRules {
  /** The catalogue's row with what the levels above, from the top down, and the organisation itself prescribe. */
  definitionFor(org: string, duty: string, day: Day): LocalDuty;
  /** The row alone; undefined where the duty is switched off. */
  rowFor(org: string, duty: { readonly id: string }, day: Day): DutyDef | undefined;
  /** All that is said of a duty on the way down to an organisation, whenever it begins; by first day. */
  statedFor(org: string, duty: string): readonly Override[];
}

/**
 * The duties of every organisation. Demands never pile up on the way down (层层加码, duties.md b.1): without the
 * superior's consent a field that asks more than the level above does not apply, also when it was the superior
 * who eased later. Several overrides of one organisation add up; of one field the newest holds.
 */
export function localRules({ catalogue, directory, overrides, calendar }: LocalRulesInput): LocalRules {
  const stated = new Map<string, Map<string, Override[]>>();
  for (const override of [...overrides].sort((a, b) => compare(a.from, b.from))) {
    const orgs = stated.get(override.duty) ?? new Map<string, Override[]>();
    stated.set(override.duty, orgs);
    orgs.set(override.org, [...(orgs.get(override.org) ?? []), override]);
  }
  const untouched = new Map<DutyDef, LocalDuty>();
  const fromCatalogue = (duty: DutyDef): LocalDuty => {
    const known = untouched.get(duty) ?? { duty, active: true, prescribedBy: {}, withheld: [] };
    untouched.set(duty, known);
    return known;
  };
  // Hundreds of branches below one committee share what it says: each step down is computed once.
  const steps = new Map<LocalDuty, Map<string, LocalDuty>>();
  const stepDown = (above: LocalDuty, own: readonly Override[]): LocalDuty => {
    const known = steps.get(above) ?? new Map<string, LocalDuty>();
    steps.set(above, known);
    const key = own.map(({ org, from }) => `${org}/${from}`).join(' ');
    const below = known.get(key) ?? prescribed(above, own, calendar);
    known.set(key, below);
    return below;
  };
  const definitionFor = (org: string, id: string, day: Day): LocalDuty => {
    const above = fromCatalogue(catalogue.get(id));
    const byOrg = stated.get(id);
    if (!byOrg) return above;
    return chainOf(directory, org).reduce((found, code) => {
      const own = byOrg.get(code)?.filter((override) => override.from <= day) ?? [];
      return own.length > 0 ? stepDown(found, own) : found;
    }, above);
  };
  const rowFor: LocalRules['rowFor'] = (org, { id }, day) => {
    const { duty, active } = definitionFor(org, id, day);
    return active ? duty : undefined;
  };
  const statedFor: LocalRules['statedFor'] = (org, id) =>
    chainOf(directory, org)
      .flatMap((code) => stated.get(id)?.get(code) ?? [])
      .sort((a, b) => compare(a.from, b.from));
  return { definitionFor, rowFor, statedFor };
}

/** From the top of the tree down to the organisation itself, along all lines of authority. */
export function chainOf(directory: Directory, org: string): readonly string[] {
  const upward = [org, ...directory.superiorsOf(org).map((superior) => superior.code)];
  const work = directory.workCommitteeOf(org)?.code;
  const leadership = directory.leadershipOf(org)?.code;
  const between = upward.filter((code) => code !== work && code !== leadership).reverse();
  return [...new Set([work, leadership, ...between])].filter((code) => code !== undefined);
}

function prescribed(above: LocalDuty, own: readonly Override[], calendar: WorkCalendar): LocalDuty {
  const newest = new Map<OverrideField, Override>();
  for (const override of own) {
    for (const field of Object.keys(override.change) as OverrideField[]) {
      if (override.change[field] !== undefined) newest.set(field, override);
    }
  }
  const prescribedBy = { ...above.prescribedBy };
  const withheld = [...above.withheld];
  // A row of its own even where it says what holds above: what an organisation takes back is gone from what runs, too.
  let duty = { ...above.duty };
  let { active } = above;
  for (const [field, override] of newest) {
    const { [field]: value } = override.change;
    if (value === null) continue;
    const asksMore = stricterFields(above, { [field]: value }, override.from, calendar).length > 0;
    if (asksMore && override.consent === undefined) {
      withheld.push({ field, override });
      continue;
    }
    prescribedBy[field] = override;
    if (field === 'active') active = override.change.active === true;
    else duty = { ...duty, [field]: value };
  }
  return { duty, active, prescribedBy, withheld };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
