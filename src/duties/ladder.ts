import type { Directory } from '../org/directory.ts';
import type { DutyInstance } from './instance.ts';
import {
  directPosts,
  type EscalationStep,
  escalationProfile,
  type Hearing,
  inPlaceOfOrgan,
  type Profiles,
} from './profiles.ts';

/** Profiles of a branch whose levels name the posts above it one after the other. */
const levelledProfiles: ReadonlySet<string> = new Set([
  'E_MONTH',
  'E_QUARTER',
  'E_YEAR',
  'E_TERM',
  'E_RECTIFY',
]);

/**
 * The levels that exist for an instance, with whom each names: the profile, what the duty replaces in it, and the
 * shorter ladder of a branch directly under the work committee (duties.md b.3, design §4).
 */
export function ladderOf(
  directory: Directory,
  instance: DutyInstance,
  profiles?: Profiles | undefined,
): readonly EscalationStep[] {
  const { rules, escalation } = instance;
  const profile = escalationProfile(escalation, profiles);
  const standing = standingOf(directory, instance);
  return profile.steps.flatMap((step): EscalationStep[] => {
    const level = String(step.level) as '0' | '1' | '2' | '3' | '4';
    const replaced = rules.ladder?.[level];
    if (replaced) return replaced.length > 0 ? [{ ...step, hears: replaced }] : [];
    if (step.numbersOnly && rules.level !== 'branch') return [];
    // What the work committee owes in an organ committee's place has its own posts, and nobody above them.
    if (standing === 'in_place_of_organ') {
      const own = step.hears.flatMap((hearing) => inPlaceOfOrgan[hearing] ?? []);
      return own.length > 0 ? [{ ...step, hears: own }] : [];
    }
    if (standing !== 'direct') return [step];
    const hears = levelledProfiles.has(escalation) && step.level > 0 ? directLevel(step) : directNamed(step);
    return hears.length > 0 ? [{ ...step, hears }] : [];
  });
}

/** Instances of one profile with the same of these have the same ladder. */
export function ladderKind(directory: Directory, instance: DutyInstance): string {
  const { level, ladder } = instance.rules;
  return `${level} ${standingOf(directory, instance)} ${ladder === undefined ? '' : JSON.stringify(ladder)}`;
}

/** Where an organisation stands without the textbook chain above it. */
function standingOf(
  directory: Directory,
  { rules, orgCode }: DutyInstance,
): 'textbook' | 'direct' | 'in_place_of_organ' {
  if (rules.level === 'branch') {
    return directory.organCommitteeOf(orgCode) === undefined ? 'direct' : 'textbook';
  }
  const isInPlace = rules.level === 'organ_committee' && directory.org(orgCode)?.level === 'work_committee';
  return isInPlace ? 'in_place_of_organ' : 'textbook';
}

function directLevel(step: EscalationStep): readonly Hearing[] {
  // Who issued a list hears of it wherever the branch stands.
  if (step.hears.includes('issuing_officer') || step.hears.includes('issuing_chief')) return step.hears;
  const post = directPosts[step.level];
  if (post === undefined) return [];
  return step.hears.includes('owner') ? ['owner', post] : [post];
}

function directNamed(step: EscalationStep): readonly Hearing[] {
  return step.hears.map((hearing) => inPlaceOfOrgan[hearing] ?? hearing);
}
