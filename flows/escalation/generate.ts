import { stableId } from '../../src/core/ids.ts';
import { localPlan } from '../../src/duties/overrides/local-plan.ts';
import { type Generated, generateInstances, orphanedInstances } from '../../src/duties/planning/generate.ts';
import { noteAlive, noteStopped, unplannedSince } from '../../src/duties/planning/outage.ts';
import type { Effect, FlowContext, Job } from '../../src/engine/index.ts';
import type { LineDraft } from '../../src/notices/lines.ts';
import { readStop } from '../../src/notices/stop.ts';
import { reportsTo } from './reports.ts';
import { comebacks, endings, switchReports } from './switched.ts';

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
    ...comebacks(context, made),
    ...dissolutions(orphaned),
    ...findings(made),
    ...reports(context, made, await switchReports(context, made)),
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
 * asked for is not owed after all, or owed again.
 */
function reports(
  context: FlowContext,
  { missed, late, moved }: Generated,
  switched: readonly LineDraft[],
): readonly Effect[] {
  const { catalogue } = context;
  const lines = [
    ...missed
      .filter(({ duty }) => catalogue.get(duty).catchUp !== 'skip')
      .flatMap((instance) => reportsTo(context, instance, 'missed', { report: 'missed' })),
    ...late.flatMap((instance) => reportsTo(context, instance, 'late', { report: 'late' })),
    ...moved.flatMap(({ instance, from }) =>
      reportsTo(context, instance, `moved:${instance.heldBy}`, { report: 'moved', before: from }),
    ),
    ...switched,
  ];
  return lines.length > 0 ? [{ do: 'lines', lines }] : [];
}
