import { periodStart } from '../../src/calendar/periods.ts';
import { stableId } from '../../src/core/ids.ts';
import { type Generated, generateInstances, orphanedInstances } from '../../src/duties/generate.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import { localPlan } from '../../src/duties/local-plan.ts';
import { noteAlive, noteStopped, unplannedSince } from '../../src/duties/outage.ts';
import type { LocalRules } from '../../src/duties/overrides.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import type { Effect, FlowContext, Job } from '../../src/engine/index.ts';
import { type LineDraft, lineAbout } from '../../src/notices/lines.ts';
import { readStop } from '../../src/notices/stop.ts';
import { text } from './text.ts';

/** Makes what the new day, month or roster owes. The timer books itself again. */
export const generate: Job = async (context) => {
  const { tx, catalogue, now } = context;
  await noteAlive(tx, now);
  const stop = await readStop(tx);
  if (stop) await noteStopped(tx, stop, now);
  const downSince = await unplannedSince(tx, context.today);
  const { scope, overrides, definitionFor } = await localPlan(context);
  const rulesVersion = stableId(JSON.stringify(overrides));
  const made = await generateInstances(tx, {
    ...scope,
    catalogue,
    now,
    downSince,
    rulesVersion,
  });
  const orphaned = await orphanedInstances(tx, context.today);
  return [
    ...openings(made),
    ...settlements(made),
    ...endings(made, definitionFor),
    ...dissolutions(orphaned),
    ...findings(made),
    ...reports(context, made),
  ];
};

/** T2 was written in one statement; its trace is a row for each. */
function openings({ opened }: Generated): readonly Effect[] {
  return opened.map(
    ({ key, orgCode }): Effect => ({
      do: 'audit',
      entry: {
        org: orgCode,
        channel: 'system',
        object: key,
        action: 'transition.open',
        actor: 'system',
        before: { state: 'planned' },
        after: { state: 'open', level: -1, heldOn: null },
      },
    }),
  );
}

/** Not owed any more, because the system never told anybody (T15). */
function settlements({ missed }: Generated): readonly Effect[] {
  return missed.map(({ key }) => ({
    do: 'transition',
    instance: key,
    event: { type: 'not_applicable', reasonCode: 'system_fault', reason: null },
  }));
}

/** Not owed, because an organisation's own rule says so (T15): for what reason, and by which document. */
function endings({ switchedOff }: Generated, definitionFor: LocalRules['definitionFor']): readonly Effect[] {
  return switchedOff.map(({ key, orgCode, duty, period }) => {
    const rule = definitionFor(orgCode, duty, periodStart(period)).prescribedBy.active;
    const reason = rule ? text.switchedOff(rule.reason, rule.document) : null;
    return {
      do: 'transition',
      instance: key,
      event: { type: 'not_applicable', reasonCode: 'other', reason },
    };
  });
}

function dissolutions(keys: readonly string[]): readonly Effect[] {
  return keys.map((instance) => ({
    do: 'transition',
    instance,
    event: { type: 'not_applicable', reasonCode: 'reorg', reason: null },
  }));
}

function findings({ expiredTerms, missed }: Generated): readonly Effect[] {
  return [
    ...expiredTerms.map(
      ({ org, endedOn }): Effect => ({
        do: 'finding',
        kind: 'term_expired',
        org,
        subject: endedOn,
        detail: { endedOn },
      }),
    ),
    ...missed.map(
      (instance): Effect => ({
        do: 'finding',
        kind: 'system_missed',
        org: instance.orgCode,
        subject: instance.key,
        detail: { instance: instance.key, heldBy: instance.heldBy },
      }),
    ),
  ];
}

/**
 * What a person should know about dates, once, in the digest: it moved, it passed while the system was down, or what was
 * asked for is not owed after all.
 */
function reports(context: FlowContext, { missed, late, moved, switchedOff }: Generated): readonly Effect[] {
  const { catalogue, directory, today } = context;
  const drafts: LineDraft[] = [];
  const tell = (instance: DutyInstance, stage: string, facts: Readonly<Record<string, unknown>>): void => {
    const input = { directory, instance, ladder: [], day: today, toldAbove: new Set<string>() };
    for (const { person, post, fallback } of ownerRoute(input).hearers) {
      drafts.push({
        kind: 'report',
        ...lineAbout(instance),
        stage,
        person: person.code,
        post,
        fallback,
        facts: { number: instance.number, heldBy: instance.heldBy, role: 'owner', ...facts },
      });
    }
  };
  for (const instance of missed) {
    if (catalogue.get(instance.duty).catchUp !== 'skip') tell(instance, 'missed', { report: 'missed' });
  }
  for (const instance of late) tell(instance, 'late', { report: 'late' });
  for (const { instance, from } of moved)
    tell(instance, `moved:${instance.heldBy}`, { report: 'moved', before: from });
  // Nobody was asked for what had not begun.
  for (const instance of switchedOff) if (instance.state === 'open') tell(instance, 'off', { report: 'off' });
  return drafts.length > 0 ? [{ do: 'lines', lines: drafts }] : [];
}
