import { type Authority, actingPosts, authorityOver } from '../../src/duties/authority.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import type { ActorContext, FlowContext } from '../../src/engine/index.ts';
import { postName } from '../../src/org/terms.ts';
import { text } from './text.ts';

/** The duty that a list of this organisation settles; undefined where none is owed. */
export function listDuty(
  { catalogue, directory }: Pick<FlowContext, 'catalogue' | 'directory'>,
  org: string,
): DutyDef | undefined {
  const level = directory.org(org)?.level;
  return catalogue.duties.find(
    ({ evidence, owner }) => owner.level === level && evidence.required.includes('confirmed_list'),
  );
}

/** As what this person drafts the list of an organisation; undefined: it is somebody else's. */
export function drafterOf(
  context: Pick<ActorContext, 'actor' | 'catalogue' | 'directory' | 'today'>,
  org: string,
): Authority | undefined {
  const duty = listDuty(context, org);
  const { directory, actor, today } = context;
  return duty && authorityOver(directory, actor.code, org, { ...duty.owner }, 'plan', today);
}

/** The organisations whose list this person drafts, the own ones in front. */
export function draftedOrgs(context: ActorContext): readonly string[] {
  const { directory, actor, today } = context;
  const held = directory.postsOf(actor.code, today).map(({ org }) => org);
  const prepared = held.flatMap((org) => directory.leadershipOf(org)?.code ?? []);
  return [...new Set([...held, ...prepared])].filter((org) => drafterOf(context, org) !== undefined);
}

/** The posts that draft it, for the sentence that names them. */
export function drafterPosts(context: Pick<FlowContext, 'catalogue' | 'directory'>, org: string): string {
  const duty = listDuty(context, org);
  return duty
    ? actingPosts({ ...duty.owner }, 'plan')
        .map((post) => postName(post))
        .join(text.and)
    : '';
}
