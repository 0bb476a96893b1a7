import type { Day } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import { type PassedPost, reachableHolders, resolveOwner } from '../org/posts.ts';
import type { Org, Person, PostType } from '../org/types.ts';
import type { DutyInstance } from './instance.ts';
import { type EscalationStep, escalationProfile } from './profiles.ts';
import type { StageDay } from './stages.ts';

/** One person who is to hear one stage, through which post, and how it came to be this one. */
export interface Hearer {
  readonly person: Person;
  readonly post: PostType;
  readonly role: 'owner' | 'above';
  readonly fallback?: readonly PassedPost[] | undefined;
}

/** A post that should have heard and could not: shown to people as a fact, told nobody as a fault. */
export interface Gap {
  readonly org: string;
  readonly post: PostType;
  readonly reason: PassedPost['reason'];
}

export interface Route {
  readonly hearers: readonly Hearer[];
  readonly gaps: readonly Gap[];
}

/**
 * Who hears a stage on a day (duties.md b.3, design §4): the owner reminders, L0 and L1 only; from L1 the post of
 * that level. A vacant level is passed over at once: the next level hears this stage, under its own name, and is
 * not told again when its own day comes (`toldAbove`: `person/post` of every escalation line of this instance so far).
 */
export function routeStage(
  directory: Directory,
  instance: DutyInstance,
  ownerPost: PostType,
  stage: StageDay,
  day: Day,
  toldAbove: ReadonlySet<string>,
): Route {
  const owner = stage.level <= 1 ? ownerRoute(directory, instance, ownerPost, day) : emptyRoute;
  const above = stage.level >= 1 ? levelRoute(directory, instance, stage.level, day) : emptyRoute;
  const ownHearers = new Set(owner.hearers.map((hearer) => hearer.person.code));
  return {
    hearers: [
      ...owner.hearers,
      ...above.hearers.filter(
        ({ person, post }) => !ownHearers.has(person.code) && !toldAbove.has(`${person.code}/${post}`),
      ),
    ],
    gaps: [...owner.gaps, ...above.gaps],
  };
}

/** Who hears next and when, for the L1 line that says so. */
export function hearersOfLevel(
  directory: Directory,
  instance: DutyInstance,
  level: number,
  day: Day,
): readonly Hearer[] {
  return levelRoute(directory, instance, level, day).hearers;
}

const emptyRoute: Route = { hearers: [], gaps: [] };

function ownerRoute(directory: Directory, instance: DutyInstance, ownerPost: PostType, day: Day): Route {
  const found = resolveOwner(directory, instance.orgCode, ownerPost, day);
  const fallback = found.fallback ?? [];
  return {
    hearers: found.people.map((person) => ({
      person,
      post: found.post,
      role: 'owner',
      fallback: fallback.length > 0 ? fallback : undefined,
    })),
    gaps: fallback.map((step) => ({ org: step.org, post: step.from, reason: step.reason })),
  };
}

function levelRoute(directory: Directory, instance: DutyInstance, level: number, day: Day): Route {
  const steps = escalationProfile(instance.escalation).filter((step) => step.level >= level && step.post);
  const passed: PassedPost[] = [];
  const gaps: Gap[] = [];
  for (const step of steps) {
    const at = levelPost(directory, instance.orgCode, step);
    if (!at) continue;
    const found = reachableHolders(directory, at.org.code, at.post, day);
    if (found.people.length > 0) {
      const fallback = passed.length > 0 ? [...passed] : undefined;
      const hearers = found.people.map(
        (person): Hearer => ({ person, post: at.post, role: 'above', fallback }),
      );
      return { hearers: [...generalBranchHearers(directory, instance, level, day), ...hearers], gaps };
    }
    const reason = found.reason ?? 'vacant';
    passed.push({ org: at.org.code, from: at.post, reason });
    gaps.push({ org: at.org.code, post: at.post, reason });
  }
  const administrators = directory
    .holdersAnywhere('administrator', day)
    .filter(({ person }) => person.account !== undefined);
  return {
    hearers: administrators.map(({ person }) => ({
      person,
      post: 'administrator',
      role: 'above',
      fallback: passed,
    })),
    gaps,
  };
}

/** Where the branch stands directly under the work committee, its own ladder of posts applies (design §4). */
function levelPost(
  directory: Directory,
  orgCode: string,
  step: EscalationStep,
): { readonly org: Org; readonly post: PostType } | undefined {
  const organ = directory.organCommitteeOf(orgCode);
  if (organ) return step.post ? { org: organ, post: step.post } : undefined;
  const work = directory.workCommitteeOf(orgCode);
  return work && step.directPost ? { org: work, post: step.directPost } : undefined;
}

/** With a general branch in between, its secretary is told together with L1. */
function generalBranchHearers(
  directory: Directory,
  instance: DutyInstance,
  level: number,
  day: Day,
): readonly Hearer[] {
  const general = level === 1 ? directory.generalBranchOf(instance.orgCode) : undefined;
  if (!general) return [];
  return reachableHolders(directory, general.code, 'general_branch_secretary', day).people.map((person) => ({
    person,
    post: 'general_branch_secretary',
    role: 'above',
  }));
}
