import { and, eq, gte, inArray, lte } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { undoneSubjects } from '../../src/duties/coverage.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import { softStandIns } from '../../src/duties/standing-in.ts';
import { readMarks, toInstance } from '../../src/duties/store.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { type CarriedDraft, carryNow, type LineRow } from '../../src/notices/lines.ts';
import { mutedDuties } from './quiet.ts';

/**
 * Soft duties (R_SOFT) of the people who get a digest anyway: told once in their window, never by a message of their
 * own (duties.md b.2). Answers the lines that ride on each message.
 */
export async function rideSoft(
  context: FlowContext,
  messages: readonly { readonly id: string; readonly person: string }[],
): Promise<ReadonlyMap<string, readonly LineRow[]>> {
  const { tx, directory, catalogue, today } = context;
  const messageOf = new Map(messages.map(({ person, id }) => [person, id]));
  const stoodInFor = softStandIns(directory, catalogue.duties, today);
  const orgs = new Set<string>();
  for (const person of messageOf.keys()) {
    const branch = directory.person(person)?.branch;
    if (branch) orgs.add(branch);
    for (const { org } of directory.postsOf(person, today)) orgs.add(org);
    for (const org of stoodInFor.get(person) ?? []) orgs.add(org);
  }
  if (orgs.size === 0) return new Map();
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(
      and(
        inArray(dutyInstances.orgCode, [...orgs]),
        eq(dutyInstances.reminder, 'R_SOFT'),
        inArray(dutyInstances.state, ['open', 'extended']),
        lte(dutyInstances.opensOn, today),
        gte(dutyInstances.heldBy, today),
      ),
    )
    .orderBy(dutyInstances.key);
  const instances = rows.map(toInstance);
  const counted = instances.filter(({ rules }) => rules.coverage !== undefined).map(({ key }) => key);
  const marks = await readMarks(tx, counted);
  const muted = await mutedDuties(tx, [...messageOf.keys()], today);
  const drafts: CarriedDraft[] = [];
  for (const instance of instances) {
    const undone = undoneSubjects(directory, instance, today, marks.get(instance.key));
    const route = ownerRoute({ directory, instance, ladder: [], day: today, toldAbove: new Set(), undone });
    for (const { person, post, fallback } of route.hearers) {
      const outboxId = messageOf.get(person.code);
      if (outboxId === undefined) continue;
      if (muted.has(person.code) || muted.has(`${person.code} ${instance.duty}`)) continue;
      drafts.push({
        kind: 'reminder',
        instanceKey: instance.key,
        stage: 'soft',
        person: person.code,
        orgCode: instance.orgCode,
        duty: instance.duty,
        period: instance.period,
        post,
        fallback,
        facts: { number: instance.number, role: 'owner', heldBy: instance.heldBy },
        outboxId,
      });
    }
  }
  return carryNow(tx, drafts, context.now);
}
