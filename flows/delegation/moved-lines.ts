import { and, eq, inArray } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import type { Tx } from '../../db/client.ts';
import { lines } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import type { Effect, FlowContext } from '../../src/engine/index.ts';
import { waitAgain } from '../../src/engine/unsettle.ts';
import type { LineDraft, LineKind, LineRow, UnheardReason } from '../../src/notices/lines.ts';
import { isReachable, type Resolution, resolveOwner } from '../../src/org/posts.ts';
import { isUnder } from '../../src/org/scope.ts';
import type { Turn } from './seats.ts';

/**
 * Lines that wait for somebody who does not attend to the post any more go to whoever does now; of a vacant one, to
 * whom its fallback leads. A closing line too: the post was told of the slip.
 */
export async function movedLines(context: FlowContext, turned: readonly Turn[]): Promise<readonly Effect[]> {
  const effects: Effect[] = [];
  for (const { before, after } of turned) {
    const stay = new Set(after.attended.values());
    const gone = [...new Set(before.attended.values())].filter((person) => !stay.has(person));
    if (gone.length === 0) continue;
    const { org, post, group } = after;
    const waiting = await context.tx
      .select()
      .from(lines)
      .where(and(among(lines.personCode, gone), eq(lines.state, 'waiting'), eq(lines.post, post)))
      .orderBy(lines.id);
    const own = waiting.filter(({ orgCode }) => orgCode === org || isUnder(context.directory, orgCode, org));
    if (own.length === 0) continue;
    const found = resolveOwner(context.directory, org, post, context.today, group === '' ? undefined : group);
    effects.push(...(await moveTo(context, own, found)));
  }
  return effects;
}

/** Taken back from one, booked for others in the same transaction. */
export async function moveTo(
  context: FlowContext,
  waiting: readonly LineRow[],
  found: Resolution,
): Promise<readonly Effect[]> {
  const { tx } = context;
  const known = await heardBy(tx, waiting, found);
  const isKnown = (line: LineRow, person: string): boolean =>
    known.some(
      (one) => one.instanceKey === line.instanceKey && one.stage === line.stage && one.person === person,
    );
  const drafts = waiting.flatMap((line) =>
    found.people.filter(({ code }) => !isKnown(line, code)).map(({ code }) => movedLine(line, code, found)),
  );
  // Who has the same line already hears it once: then it moves to nobody.
  const merged = waiting.filter(
    (line) => found.people.length > 0 && found.people.every(({ code }) => isKnown(line, code)),
  );
  for (const [reason, rows] of [
    ['post_left', merged],
    ['handed_over', waiting.filter((line) => !merged.includes(line))],
  ] as const) {
    const ids = rows.map(({ id }) => id);
    await tx.update(lines).set({ state: 'withdrawn', reason }).where(among(lines.id, ids));
  }
  await waitAgain(context, await movedBefore(tx, drafts));
  return drafts.length === 0 ? [] : [{ do: 'lines', lines: drafts }];
}

async function heardBy(tx: Tx, waiting: readonly LineRow[], { people }: Resolution) {
  return tx
    .select({ instanceKey: lines.instanceKey, stage: lines.stage, person: lines.personCode })
    .from(lines)
    .where(
      and(
        among(
          lines.instanceKey,
          waiting.map(({ instanceKey }) => instanceKey),
        ),
        among(
          lines.personCode,
          people.map(({ code }) => code),
        ),
        inArray(lines.state, ['waiting', 'carried']),
      ),
    );
}

/** Closing lines that wait for somebody who can receive nothing any more are taken back, with the reason. */
export async function withdrawUnheard({ tx, directory, today }: FlowContext): Promise<void> {
  const waiting = await tx
    .selectDistinct({ person: lines.personCode })
    .from(lines)
    .where(and(eq(lines.kind, 'closing'), eq(lines.state, 'waiting')));
  const gone = waiting.map(({ person }) => person).filter((code) => !isReachable(directory, code, today));
  await tx
    .update(lines)
    .set({ state: 'withdrawn', reason: 'no_account' satisfies UnheardReason })
    .where(and(among(lines.personCode, gone), eq(lines.kind, 'closing'), eq(lines.state, 'waiting')));
}

/** Lines that come back to whom they were taken from: they exist, and are not booked a second time. */
async function movedBefore(tx: Tx, drafts: readonly LineDraft[]): Promise<readonly string[]> {
  if (drafts.length === 0) return [];
  const rows = await tx
    .select({ id: lines.id, key: lines.instanceKey, stage: lines.stage, person: lines.personCode })
    .from(lines)
    .where(
      and(
        among(
          lines.instanceKey,
          drafts.map(({ instanceKey }) => instanceKey),
        ),
        among(
          lines.personCode,
          drafts.map(({ person }) => person),
        ),
        eq(lines.state, 'withdrawn'),
        eq(lines.reason, 'handed_over'),
      ),
    );
  const back = rows.filter(({ key, stage, person }) =>
    drafts.some((draft) => draft.instanceKey === key && draft.stage === stage && draft.person === person),
  );
  return back.map(({ id }) => id);
}

function movedLine(line: LineRow, person: string, found: Resolution): LineDraft {
  const { standsInFor: _before, ...facts } = line.facts as Readonly<Record<string, unknown>>;
  const away = found.standsInFor?.get(person);
  return {
    kind: line.kind as LineKind,
    instanceKey: line.instanceKey,
    stage: line.stage,
    person,
    orgCode: line.orgCode,
    duty: line.duty,
    period: line.period,
    post: found.post,
    fallback: found.fallback ?? (line.fallback as object | null) ?? undefined,
    facts: {
      ...facts,
      movedFrom: facts.movedFrom ?? line.personCode,
      ...(away === undefined ? {} : { standsInFor: away }),
    },
    // What is held as a flood is known by the day of its booking.
    bookedAt: line.bookedAt,
    due: line.kind === 'reminder' ? (facts.heldBy as Day | undefined) : undefined,
  };
}
