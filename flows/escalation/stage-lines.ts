import type { DutyInstance } from '../../src/duties/instance.ts';
import { type Hearer, hearersOfLevel, routeStage } from '../../src/duties/ladder.ts';
import { lapseBase, type StageDay, stageDays } from '../../src/duties/stages.ts';
import type { Effect, FlowContext } from '../../src/engine/index.ts';
import type { LineDraft, LineKind } from '../../src/notices/lines.ts';
import type { PostType } from '../../src/org/types.ts';

export interface BookedStage {
  readonly effects: readonly Effect[];
  /** `person/post` of those above who hear it. */
  readonly above: readonly string[];
  readonly outcome: 'told' | 'stopped';
}

/** A stage as lines: facts only, one line for each hearer, and a finding for each post that could not hear it. */
export function bookStage(
  context: FlowContext,
  instance: DutyInstance,
  stage: StageDay,
  toldAbove: ReadonlySet<string>,
): BookedStage {
  const duty = context.catalogue.get(instance.duty);
  const ownerPost = duty.owner.post as PostType;
  const route = routeStage(context.directory, instance, ownerPost, stage, context.today, toldAbove);
  const drafts = route.hearers.map((hearer) => lineFor(context, instance, stage, hearer));
  const findings = route.gaps.map(
    (gap): Effect => ({
      do: 'finding',
      kind: gap.reason === 'vacant' ? 'vacant_post' : 'no_account',
      org: gap.org,
      subject: `${gap.post}:${instance.period}`,
      detail: { post: gap.post, instance: instance.key, stage: stage.stage },
    }),
  );
  return {
    effects: [...(drafts.length > 0 ? [{ do: 'lines', lines: drafts } as const] : []), ...findings],
    above: route.hearers
      .filter(({ role }) => role === 'above')
      .map(({ person, post }) => `${person.code}/${post}`),
    outcome: 'told',
  };
}

function lineFor(context: FlowContext, instance: DutyInstance, stage: StageDay, hearer: Hearer): LineDraft {
  const kind: LineKind = stage.level < 0 ? 'reminder' : stage.level === 0 ? 'overdue' : 'escalation';
  return {
    kind,
    instanceKey: instance.key,
    stage: stage.stage,
    person: hearer.person.code,
    orgCode: instance.orgCode,
    duty: instance.duty,
    period: instance.period,
    post: hearer.post,
    fallback: hearer.fallback,
    facts: {
      number: instance.number,
      role: hearer.role,
      heldBy: instance.heldBy,
      recordBy: instance.recordBy,
      ...(stage.level < 0 ? {} : lateFacts(context, instance, stage)),
    },
    due: stage.level < 0 ? instance.heldBy : undefined,
  };
}

/** How late, what is missing, and for the owner's L1 line who hears next and when (design §4). */
function lateFacts(context: FlowContext, instance: DutyInstance, stage: StageDay) {
  const { from, kind } = lapseBase(instance);
  const next = stageDays(instance, context.calendar).find((later) => later.level === stage.level + 1);
  const nextHearers = next ? hearersOfLevel(context.directory, instance, next.level, next.on) : [];
  return {
    level: stage.level,
    overdueKind: kind,
    heldOn: instance.heldOn,
    from,
    next: next ? { on: next.on, posts: [...new Set(nextHearers.map(({ post }) => post))] } : null,
  };
}
