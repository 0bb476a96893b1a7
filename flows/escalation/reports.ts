import type { DutyInstance } from '../../src/duties/instance.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { type LineDraft, lineAbout } from '../../src/notices/lines.ts';

type ReportFacts = Readonly<Record<string, unknown>>;

/** A fact about an item for everybody who owes it. */
export function reportsTo(
  { directory, today }: Pick<FlowContext, 'directory' | 'today'>,
  instance: DutyInstance,
  stage: string,
  facts: ReportFacts,
): readonly LineDraft[] {
  const input = { directory, instance, ladder: [], day: today, toldAbove: new Set<string>() };
  return ownerRoute(input).hearers.map(({ person, post, fallback }) => ({
    ...reportOf(instance, stage, facts),
    person: person.code,
    post,
    fallback,
  }));
}

export function reportOf(
  instance: DutyInstance,
  stage: string,
  facts: ReportFacts,
): Omit<LineDraft, 'person' | 'post'> {
  const { number, heldBy } = instance;
  return {
    kind: 'report',
    ...lineAbout(instance),
    stage,
    facts: { number, heldBy, role: 'owner', ...facts },
  };
}
