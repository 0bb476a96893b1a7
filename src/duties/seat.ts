import type { Day } from '../calendar/day.ts';
import type { Directory } from '../org/directory.ts';
import type { PostAt } from '../org/posts.ts';
import { type OrgLevel, type PostType, postLevels } from '../org/types.ts';
import type { DutyInstance } from './instance.ts';
import type { Hearing } from './profiles.ts';

const chiefs: Partial<Record<OrgLevel, PostType>> = {
  branch: 'branch_secretary',
  general_branch: 'general_branch_secretary',
  organ_committee: 'organ_secretary',
  leadership_group: 'leadership_secretary',
  work_committee: 'work_committee_secretary',
};

/** Who prepares the papers of an organisation; a leading group's are prepared in the organ committee it manages. */
const officers: Partial<Record<OrgLevel, PostType>> = {
  branch: 'branch_secretary',
  general_branch: 'general_branch_secretary',
  organ_committee: 'party_affairs_officer',
  work_committee: 'work_committee_officer',
};

/** Posts of which it is the person and not the desk that was told. */
const personal: ReadonlySet<string> = new Set(['member', 'branch_group_leader', 'administrator']);

/** Where a post that a level names stands, seen from the organisation that owes; absent where there is no such place. */
export function seatOf(directory: Directory, instance: DutyInstance, hearing: Hearing): PostAt | undefined {
  const { orgCode } = instance;
  switch (hearing) {
    case 'owner':
    case 'parties':
      return undefined;
    case 'chief':
      return at(directory, orgCode, chiefs);
    case 'issuing_chief':
      return at(directory, instance.issuer ?? orgCode, chiefs);
    case 'issuing_officer':
      return officerOf(directory, instance.issuer ?? orgCode);
    default: {
      const org = orgAt(directory, orgCode, postLevels[hearing][0]);
      return org === undefined ? undefined : { org, post: hearing };
    }
  }
}

/** The desk at which this person was told of an item, where he or she does not sit there any more. */
export function seatLeft(
  directory: Directory,
  instance: DutyInstance,
  { person, post }: { readonly person: string; readonly post: string },
  today: Day,
): PostAt | undefined {
  if (personal.has(post) || instance.escalation === 'E_PRIVATE' || instance.assignee === person)
    return undefined;
  const seat = seatOf(directory, instance, post as Hearing);
  const isHeld = directory
    .postsOf(person, today)
    .some((held) => held.org === seat?.org && held.post === seat.post);
  return isHeld ? undefined : seat;
}

function officerOf(directory: Directory, org: string): PostAt | undefined {
  const own = at(directory, org, officers);
  const organ = own ? undefined : orgAt(directory, org, 'organ_committee');
  return organ === undefined ? own : { org: organ, post: 'party_affairs_officer' };
}

function at(
  directory: Directory,
  org: string,
  posts: Partial<Record<OrgLevel, PostType>>,
): PostAt | undefined {
  const level = directory.org(org)?.level;
  const post = level && posts[level];
  return post && { org, post };
}

function orgAt(directory: Directory, from: string, level: OrgLevel | undefined): string | undefined {
  const own = directory.org(from);
  if (own?.level === level) return from;
  switch (level) {
    case 'work_committee':
      return directory.workCommitteeOf(from)?.code;
    case 'leadership_group':
      return directory.leadershipOf(from)?.code;
    case 'organ_committee':
      return own?.level === 'leadership_group'
        ? directory.managedBy(from)?.code
        : directory.organCommitteeOf(from)?.code;
    case 'general_branch':
      return directory.generalBranchOf(from)?.code;
    default:
      return undefined;
  }
}
