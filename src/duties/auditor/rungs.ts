import type { Day } from '../../calendar/day.ts';
import type { Standing } from './history.ts';
import type { Instance } from './instances.ts';
import type { Parties } from './parties.ts';
import {
  directLevels,
  escalationRows,
  isOfLevel,
  type Level,
  type Named,
  type Rung,
  workCommitteeCounterpart,
} from './profile-tables.ts';
import type { Seat, Seats } from './seats.ts';

export interface Hearer extends Seat {
  /** The rung whose holder this is, where the person hears in place of a vacant level below. */
  readonly standsAt?: number | undefined;
}

/** The ladder of one instance: its profile, what its duty changes, and where its organisation stands. */
export function rungsOf(instance: Instance, seats: Seats): readonly Rung[] {
  const { duty, org } = instance;
  const rows: readonly Rung[] = escalationRows[duty.escalation];
  const isDirect = org.level === 'branch' && seats.nearest(org, 'organ_committee') === undefined;
  return rows.flatMap((rung) => {
    const own = duty.ladder?.[`${rung.level}` as const] as readonly Named[] | undefined;
    if (own) return own.length === 0 ? [] : [withNames(rung, own)];
    if (isDirect) return direct(rung, duty.escalation);
    // An organ's own talks are no number for anybody: its chief is the last to hear.
    if (duty.escalation === 'E_PRIVATE' && rung.level === 2 && org.level !== 'branch') return [];
    return org.level === 'work_committee' && duty.escalation === 'E_ORGAN' ? inItsPlace(rung) : [rung];
  });
}

function withNames(rung: Rung, own: readonly Named[]): Rung {
  return { ...rung, names: own.filter(isOfLevel), beside: own.filter((name) => !isOfLevel(name)) };
}

function direct(rung: Rung, escalation: Instance['duty']['escalation']): readonly Rung[] {
  if (escalation === 'E_PRIVATE')
    return rung.level === 2 ? [{ ...rung, names: ['work_committee_officer'] }] : [rung];
  if (rung.level === 0) return [rung];
  const name = directLevels[rung.level];
  if (!name) return [];
  const isIssuing = rung.names.some((one) => one.startsWith('issuing'));
  return [isIssuing ? rung : { ...rung, names: [name] }];
}

/** The work committee sends a notice for a branch that has no organ committee: its own posts, as far as it has them. */
function inItsPlace(rung: Rung): readonly Rung[] {
  const names = rung.names.flatMap((name) => workCommitteeCounterpart[name as 'organ_secretary'] ?? []);
  return names.length === 0 ? [] : [{ ...rung, names }];
}

const levelOfGeneralBranch: Level = 1;

/** Who hears rung `index` on a day; a level without a reachable holder goes to the next one's, at last to the administrator. */
export function hearersOf(
  instance: Instance,
  rungs: readonly Rung[],
  index: number,
  standing: Standing,
  day: Day,
  seats: Seats,
  parties: Parties,
): readonly Hearer[] {
  const rung = rungs[index];
  if (!rung) return [];
  const { org, duty } = instance;
  // What nobody is named as the issuer of, the organisation itself wrote down.
  const place = { org, issuer: instance.issuer === undefined ? org : seats.orgs.get(instance.issuer) };
  const told: Hearer[] = rung.beside.flatMap((name) => {
    if (name === 'owner') return parties.owners(instance, day);
    if (name === 'parties') return parties.undone(instance, standing.marks, day);
    return seats.reach(place, name, day);
  });
  if (rung.level === levelOfGeneralBranch && org.level === 'branch' && duty.escalation !== 'E_PRIVATE')
    told.push(...seats.reach(place, 'general_branch_secretary', day));
  if (rung.names.length === 0) return told;
  const named = (at: number): readonly Seat[] =>
    (rungs[at]?.names ?? []).flatMap((name) => seats.reach(place, name, day));
  const own = named(index);
  // The owner at L0 is the level itself: there is somebody to hear it.
  if (own.length > 0 || (rung.level === 0 && rung.beside.includes('owner'))) return [...told, ...own];
  for (let at = index + 1; at < rungs.length; at += 1) {
    const above = named(at);
    if (above.length > 0) return [...told, ...above.map((seat) => ({ ...seat, standsAt: at }))];
  }
  return [...told, ...seats.administrators(org, day)];
}
