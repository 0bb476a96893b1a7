import { and, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { rowsOf } from '../../db/client.ts';
import { dutyInstances, lines } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { undoneSubjects } from '../../src/duties/coverage.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import { softFrom } from '../../src/duties/stages.ts';
import { softStandIns } from '../../src/duties/standing-in.ts';
import { readMarks, toInstance } from '../../src/duties/store.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { type CarriedDraft, carryNow, type LineRow, lineAbout } from '../../src/notices/lines.ts';
import type { PostType } from '../../src/org/types.ts';
import { mutedDuties } from './quiet.ts';

/**
 * Soft duties (R_SOFT) of the people who get a digest anyway: told once when they are near, never by a message of their
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
  const untold = await untoldPairs(context, [...orgs], new Set(messageOf.keys()));
  if (untold.size === 0) return new Map();
  const rows = await tx
    .select()
    .from(dutyInstances)
    .where(among(dutyInstances.key, untold.keys()))
    .orderBy(dutyInstances.key);
  const instances = rows.map(toInstance);
  const counted = instances.filter(({ rules }) => rules.coverage !== undefined).map(({ key }) => key);
  const marks = await readMarks(tx, counted);
  const muted = await mutedDuties(tx, [...messageOf.keys()], today);
  const drafts: CarriedDraft[] = [];
  for (const instance of instances) {
    const undone = undoneSubjects(directory, instance, today, marks.get(instance.key));
    const route = ownerRoute({ directory, instance, day: today, undone });
    for (const { person, post, fallback, standsInFor } of route.hearers) {
      const outboxId = messageOf.get(person.code);
      if (outboxId === undefined || !untold.get(instance.key)?.has(person.code)) continue;
      if (muted.has(person.code) || muted.has(`${person.code} ${instance.duty}`)) continue;
      drafts.push({
        kind: 'reminder',
        ...lineAbout(instance),
        stage: 'soft',
        person: person.code,
        post,
        fallback,
        facts: {
          number: instance.number,
          role: 'owner',
          heldBy: instance.heldBy,
          ...(standsInFor === undefined ? {} : { standsInFor }),
        },
        outboxId,
      });
    }
  }
  return carryNow(tx, drafts, context.now);
}

/**
 * Which of these people have still to hear of which soft duty, by instance. Nearly all was told in the first days of
 * its window, so what is left is found from as little of each instance as names its owners.
 */
async function untoldPairs(
  { tx, directory, today, calendar }: FlowContext,
  orgs: readonly string[],
  people: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const open = await tx
    .select({
      key: dutyInstances.key,
      orgCode: dutyInstances.orgCode,
      assignee: dutyInstances.assignee,
      period: dutyInstances.period,
      heldBy: dutyInstances.heldBy,
      post: sql`${dutyInstances.rules} -> 'post'`.mapWith(
        (post) => dutyInstances.rules.mapFromDriverValue(post) as readonly PostType[],
      ),
    })
    .from(dutyInstances)
    .where(
      and(
        among(dutyInstances.orgCode, orgs),
        eq(dutyInstances.reminder, 'R_SOFT'),
        inArray(dutyInstances.state, ['open', 'extended']),
        lte(dutyInstances.opensOn, today),
        gte(dutyInstances.heldBy, today),
      ),
    );
  const begins = new Map<string, boolean>();
  const hasBegun = ({ period, heldBy }: { readonly period: string; readonly heldBy: string }): boolean => {
    const id = `${period} ${heldBy}`;
    const known = begins.get(id) ?? (softFrom({ period, heldBy: heldBy as Day }, calendar) ?? today) <= today;
    begins.set(id, known);
    return known;
  };
  const pairs = open
    .filter(hasBegun)
    .flatMap(({ key, post, ...owned }) =>
      ownerRoute({ directory, instance: { ...owned, rules: { post } }, day: today }).hearers.flatMap(
        ({ person }) => (people.has(person.code) ? [{ key, person: person.code }] : []),
      ),
    );
  const untold = new Map<string, Set<string>>();
  if (pairs.length === 0) return untold;
  const found = await tx.execute(sql`
    select pair.key, pair.person from jsonb_to_recordset(${JSON.stringify(pairs)}::jsonb) as pair(key text, person text)
    where not exists (
      select 1 from ${lines}
      where ${lines.instanceKey} = pair.key and ${lines.stage} = 'soft' and ${lines.personCode} = pair.person)`);
  for (const { key, person } of rowsOf<{ key: string; person: string }>(found)) {
    untold.set(key, (untold.get(key) ?? new Set()).add(person));
  }
  return untold;
}
