import type { Day } from '../../src/calendar/day.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { actingPosts } from '../../src/duties/authority.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { Directory } from '../../src/org/directory.ts';
import type { Person, PostType } from '../../src/org/types.ts';

export interface Approver {
  readonly post: PostType;
  readonly people: readonly Person[];
}

interface Seat {
  readonly org: string;
  readonly post: PostType;
  readonly group?: string | undefined;
}

/**
 * Who decides on the leave of this person from this meeting (duties.md d.3): the branch's secretary, of a group's
 * meeting its leader, on the secretary the deputy of the organ committee. A seat that is empty, has no account or is
 * the person's own falls to the next; undefined: there is nobody to ask.
 */
export function approverOf(
  directory: Directory,
  activity: Pick<Activity, 'orgCode' | 'groupName'>,
  duty: Pick<DutyDef, 'owner' | 'coverage'>,
  person: string,
  day: Day,
): Approver | undefined {
  for (const { org, post, group } of seatsOf(directory, activity, duty, person, day)) {
    const people = directory
      .holders(org, post, day, group)
      .map((holder) => directory.attending(holder, day).person)
      .filter(({ code, account }) => code !== person && account !== undefined);
    if (people.length > 0) return { post, people };
  }
  return undefined;
}

function seatsOf(
  directory: Directory,
  { orgCode: org, groupName }: Pick<Activity, 'orgCode' | 'groupName'>,
  duty: Pick<DutyDef, 'owner' | 'coverage'>,
  person: string,
  day: Day,
): readonly Seat[] {
  const holds = (post: PostType): boolean =>
    directory.postsOf(person, day).some((one) => one.org === org && one.post === post);
  if (directory.org(org)?.level !== 'branch') {
    const posts = actingPosts({ ...duty.owner, coverage: duty.coverage }, 'plan');
    // Whoever calls the meeting asks nobody below.
    return posts[0] !== undefined && holds(posts[0]) ? [] : posts.map((post) => ({ org, post }));
  }
  const leader: readonly Seat[] =
    groupName === null ? [] : [{ org, post: 'branch_group_leader', group: groupName }];
  const heads: readonly Seat[] = holds('branch_secretary')
    ? []
    : [
        { org, post: 'branch_secretary' },
        { org, post: 'branch_deputy_secretary' },
      ];
  return [...leader, ...heads, ...seatsAbove(directory, org)];
}

function seatsAbove(directory: Directory, branch: string): readonly Seat[] {
  const organ = directory.organCommitteeOf(branch);
  if (organ) {
    return [
      { org: organ.code, post: 'organ_fulltime_deputy' },
      { org: organ.code, post: 'organ_secretary' },
    ];
  }
  const work = directory.workCommitteeOf(branch);
  return work ? [{ org: work.code, post: 'work_committee_deputy_secretary' }] : [];
}
