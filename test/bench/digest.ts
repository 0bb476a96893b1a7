import { sql } from 'drizzle-orm';
import { rowsOf } from '../../db/client.ts';
import { weekOf } from '../../flows/digest/week.ts';
import { asDay, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { createLogger } from '../../src/core/logger.ts';
import type { ChatPort } from '../../src/notices/chat-port.ts';
import { deliver } from '../../src/notices/delivery.ts';
import { carrierFor } from '../../src/notices/lines.ts';
import { bookNotices } from '../../src/notices/outbox.ts';
import type { PostType, Roster } from '../../src/org/types.ts';
import { provinceAt, type Scene, yearOfItems } from './open-items.ts';
import { type Bench, byTime } from './result.ts';

const digests = 1_000;
const perJob = 50;
const day = asDay('2026-03-09');
const posts: readonly PostType[] = [
  'work_committee_secretary',
  'work_committee_deputy_secretary',
  'leadership_secretary',
  'leadership_member',
];
/** The province's leading groups are smaller; with so many members there are a thousand leaders. */
const membersOfGroup = 21;

function withLeaders(roster: Roster): Roster {
  const groups = roster.orgs.filter(({ level }) => level === 'leadership_group');
  const added = groups.flatMap(({ code: org }) => {
    const branches = new Set(
      roster.orgs.filter(({ leadership }) => leadership === org).map(({ code }) => code),
    );
    return roster.people
      .filter(
        ({ branch, account, status }) => branches.has(branch) && account !== undefined && status === 'full',
      )
      .slice(0, membersOfGroup)
      .map(({ code: person }) => ({
        ...{ org, post: 'leadership_member' as const, person },
        ...{ from: asDay('2024-03-01'), acting: false },
      }));
  });
  const held = new Set(roster.posts.map(({ org, post, person }) => `${org}/${post}/${person}`));
  const fresh = added.filter(({ org, post, person }) => !held.has(`${org}/${post}/${person}`));
  return { ...roster, posts: [...roster.posts, ...fresh] };
}

interface Reader {
  readonly person: string;
  readonly org: string;
  readonly below: readonly string[];
}

function readersOf({ directory }: Scene): readonly Reader[] {
  const found = new Map<string, Reader>();
  for (const post of posts) {
    for (const { person, org } of directory.holdersAnywhere(post, day)) {
      const below = directory.branchesUnder(org).map(({ code }) => code);
      if (person.account !== undefined && below.length > 0 && !found.has(person.code))
        found.set(person.code, { person: person.code, org, below });
    }
  }
  return [...found.values()].slice(0, digests);
}

/** A digest for each of them, with one item of the own organisation that was told of on its own day. */
async function book({ database: { db } }: Scene, readers: readonly Reader[]): Promise<readonly string[]> {
  const at = instantAt(day, '09:07');
  await bookNotices(
    db,
    readers.map(({ person }) => carrierFor(person, 'digest', at)),
    at,
  );
  const told = JSON.stringify(
    readers.map(({ person, below }, n) => ({ person, org: below[n % below.length] })),
  );
  await db.execute(sql`
    insert into lines (id, kind, instance_key, stage, person_code, org_code, duty, period, post, facts, booked_at, state)
    select gen_random_uuid(), 'escalation', item.key, 'L3', one.person, item.org_code, item.duty, item.period,
      'leadership_secretary', jsonb_build_object('number', item.number, 'heldBy', item.held_by, 'role', 'above',
        'level', 3, 'late', 6, 'on', '2026-03-09', 'overdueKind', 'not_held', 'next', null), now(), 'waiting'
    from jsonb_to_recordset(${told}::jsonb) as one(person text, org text)
    join duty_instances as item on item.key = one.org || '/branch_theme_day/2026-02'`);
  await db.execute(sql`analyze`);
  const rows = rowsOf<{ id: string }>(
    await db.execute(sql`select id::text from outbox where kind = 'digest.digest' order by id`),
  );
  return rows.map(({ id }) => id);
}

const chat: ChatPort = {
  send: async (_target, _card, uuid) => ({ kind: 'accepted', messageId: `om_${uuid}` }),
  sendText: async () => ({ kind: 'accepted', messageId: 'om' }),
  sendFile: async () => ({ kind: 'accepted', messageId: 'om' }),
  reply: async () => ({ kind: 'accepted', messageId: 'om' }),
  patch: async () => ({ kind: 'accepted', messageId: 'om' }),
  urge: async () => ({ kind: 'accepted', messageId: 'om' }),
};

/** Lines taken up, the week counted, cards drawn and marked as leaving, fifty a transaction, as the product does it. */
async function throughTheProduct(scene: Scene, ids: readonly string[]): Promise<void> {
  const { database, clock, engine } = scene;
  const ports = { db: database.db, clock, calendar: announcedCalendar(), chat, log: createLogger('warn') };
  for (let from = 0; from < ids.length; from += perJob) {
    await deliver({ ...ports, composer: () => engine.composer() }, ids.slice(from, from + perJob));
  }
}

/** The limit: SQL that reads the rows those digests tell of, batch by batch, and nothing is made of them. */
async function bareReads({ database: { db } }: Scene, readers: readonly Reader[]): Promise<void> {
  for (let from = 0; from < readers.length; from += perJob) {
    const part = readers.slice(from, from + perJob);
    const people = JSON.stringify(part.map(({ person }) => person));
    const orgs = JSON.stringify([...new Set(part.flatMap(({ below }) => below))]);
    await db.execute(sql`
      select * from outbox where person_code in (select jsonb_array_elements_text(${people}::jsonb))`);
    await db.execute(sql`
      select lines.*, item.state, item.held_by from lines join duty_instances as item on item.key = lines.instance_key
      where person_code in (select jsonb_array_elements_text(${people}::jsonb))`);
    await db.execute(sql`
      select org_code, to_char(held_by, 'YYYY-MM') as month, state, level, days_late, recorded_at, record_by, held_by,
        original_held_by
      from duty_instances where org_code in (select jsonb_array_elements_text(${orgs}::jsonb))
        and held_by >= '2025-10-01' and held_by <= '2026-03-08'
        and state not in ('planned', 'void', 'not_applicable') and escalation <> 'E_PRIVATE'`);
  }
}

export const digest: Bench = {
  name: 'digest',
  run: async (backend) => {
    if (backend !== 'embedded') return [];
    const scene = await provinceAt(day, '09:10', withLeaders);
    try {
      await yearOfItems(scene);
      const readers = readersOf(scene);
      const ids = await book(scene, readers);
      // What is compiled and planned on first use is no cost of a digest.
      const { directory, registry, clock, database } = scene;
      const context = { tx: database.db, now: clock.now(), today: day, calendar: announcedCalendar() };
      const [first] = readers;
      await weekOf({ ...context, directory, catalogue: registry.catalogue }, [first?.person ?? '']);
      await bareReads(scene, readers.slice(0, perJob));
      const readFrom = performance.now();
      await bareReads(scene, readers);
      const limit = performance.now() - readFrom;
      const before = process.cpuUsage();
      const began = performance.now();
      await throughTheProduct(scene, ids);
      const ours = performance.now() - began;
      const { user, system } = process.cpuUsage(before);
      const [sent] = rowsOf<{ n: number }>(
        await database.db.execute(sql`select count(*)::int as n from outbox where state = 'accepted'`),
      );
      if (sent?.n !== readers.length) throw new Error(`only ${sent?.n} of ${readers.length} left`);
      const note =
        `${readers.length} digests of leaders, ${directory.orgs.length} organisations, one core, ` +
        `${Math.round((user + system) / 1000)} ms of processor; limit: SQL that reads the same rows`;
      return [byTime({ name: 'digest', backend, unit: 'ms', ours, limit, note })];
    } finally {
      await scene.database.close();
    }
  },
};
