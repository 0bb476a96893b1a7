import type { OrgRelation, OrgRelationKind, RosterOrg } from '../types.ts';

/**
 * The typed edges a roster implies (duties.md a.2). `superior` runs upwards, `manages` and `guides` downwards;
 * a leading group is guided by its work committee and is nobody's subordinate in the sense of approvals.
 */
export function relationsOf(orgs: readonly RosterOrg[]): readonly OrgRelation[] {
  const byCode = new Map(orgs.map((org) => [org.code, org]));
  const relations = new Map<string, OrgRelation>();
  const add = (kind: OrgRelationKind, from: string, to: string): void => {
    relations.set(`${kind}/${from}/${to}`, { kind, from, to });
  };
  for (const org of orgs) {
    if (org.level === 'leadership_group') {
      if (org.parent !== undefined) add('guides', org.parent, org.code);
      continue;
    }
    if (org.parent !== undefined) add('superior', org.code, org.parent);
    if (org.leadership !== undefined && !isManagedAbove(org, byCode))
      add('manages', org.leadership, org.code);
  }
  return [...relations.values()];
}

/** Below an organ committee a leading group acts through that committee, so branches get no edge of their own. */
function isManagedAbove(org: RosterOrg, byCode: ReadonlyMap<string, RosterOrg>): boolean {
  const parent = org.parent === undefined ? undefined : byCode.get(org.parent);
  return parent !== undefined && parent.level !== 'work_committee' && parent.leadership !== undefined;
}
