import { dayOf } from '../../src/calendar/day.ts';
import type { WorkCalendar } from '../../src/calendar/workdays.ts';
import {
  type Hearer,
  hearersOfLevel,
  type RouteInput,
  routeStage,
  standIns,
} from '../../src/duties/route.ts';
import { lapseBase, type StageDay, stageName } from '../../src/duties/stages.ts';
import type { Effect, FlowContext } from '../../src/engine/index.ts';
import { type LineDraft, type LineKind, lineAbout } from '../../src/notices/lines.ts';

export interface BookedStage {
  readonly effects: readonly Effect[];
  /** Who stood in for an empty level, as the next stages have to know it. */
  readonly above: readonly string[];
  readonly outcome: 'told' | 'stopped';
}

/** Where a stage stands: whom it reaches, and every stage of its instance in the order of days. */
export interface StageScene extends RouteInput {
  readonly stages: readonly StageDay[];
  /** The calendar on which days late are counted: without those on which the clock stood. */
  readonly slips: WorkCalendar;
}

/** A stage as lines: facts only, one line for each hearer, and a finding for each post that could not hear it. */
export function bookStage(context: FlowContext, scene: StageScene, stage: StageDay): BookedStage {
  const { instance } = scene;
  const route = routeStage(scene, stage);
  const facts = factsOf(context, scene, stage);
  const drafts = route.hearers.map((hearer) => lineFor(scene, stage, hearer, facts));
  const findings = route.gaps.map(
    (gap): Effect => ({
      do: 'finding',
      kind: gap.reason === 'vacant' ? 'vacant_post' : 'no_account',
      org: gap.org,
      subject: `${gap.post}:${context.today.slice(0, 7)}`,
      detail: { post: gap.post, instance: instance.key, stage: stage.stage },
    }),
  );
  return {
    effects: [...(drafts.length > 0 ? [{ do: 'lines', lines: drafts } as const] : []), ...findings],
    above: standIns(route.hearers),
    outcome: 'told',
  };
}

function lineFor(
  { instance }: StageScene,
  stage: StageDay,
  hearer: Hearer,
  facts: Readonly<Record<string, unknown>>,
): LineDraft {
  const kind: LineKind = stage.level < 0 ? 'reminder' : stage.level === 0 ? 'overdue' : 'escalation';
  return {
    kind,
    ...lineAbout(instance),
    stage: stageName(stage.stage, instance.round),
    person: hearer.person.code,
    post: hearer.post,
    fallback: hearer.fallback,
    facts: {
      ...facts,
      role: hearer.role,
      ...(hearer.standsAt === undefined ? {} : { standsAt: hearer.standsAt }),
      ...(hearer.standsInFor === undefined ? {} : { standsInFor: hearer.standsInFor }),
    },
    due: stage.level < 0 ? instance.heldBy : undefined,
    plan: { on: stage.on, isOpened: instance.eventOn !== null },
  };
}

function factsOf(
  context: FlowContext,
  scene: StageScene,
  stage: StageDay,
): Readonly<Record<string, unknown>> {
  const { instance, undone } = scene;
  return {
    number: instance.number,
    heldBy: instance.heldBy,
    recordBy: instance.recordBy,
    ...(instance.subject === null ? {} : { subject: instance.subject }),
    ...(instance.originalHeldBy === null ? {} : { originalHeldBy: instance.originalHeldBy }),
    // Names stay with the people concerned: whoever else hears it reads a number (duties.md b.3, E_PRIVATE).
    ...(undone === undefined ? {} : { undone: undone.length, coverage: instance.rules.coverage }),
    ...(stage.level < 0 ? {} : lateFacts(context, scene, stage)),
  };
}

/** How late, what is missing, and for the owner's L1 line who hears next and when (design §4). */
function lateFacts(context: FlowContext, scene: StageScene, stage: StageDay) {
  const { instance } = scene;
  const { from, kind } = lapseBase(instance);
  const next = stage.level === 1 ? scene.stages.find((later) => later.level > stage.level) : undefined;
  const nextHearers = next ? hearersOfLevel({ ...scene, day: next.on }, next.level) : [];
  const late = scene.slips.workdaysBetween(from, context.today);
  const paused = context.calendar.workdaysBetween(from, context.today) - late;
  const isWarning = stage.step?.monthsBefore !== undefined;
  return {
    level: stage.level,
    overdueKind: kind,
    heldOn: instance.heldOn,
    ...(instance.clockFrom === null ? {} : { cameBack: instance.recordedAt && dayOf(instance.recordedAt) }),
    late,
    ...(paused > 0 ? { paused } : {}),
    on: context.today,
    ...(isWarning ? { isWarning } : {}),
    next: next ? { on: next.on, posts: [...new Set(nextHearers.map(({ post }) => post))] } : null,
  };
}
