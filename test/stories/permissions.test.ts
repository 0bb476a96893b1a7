import { rm } from 'node:fs/promises';
import { eq, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rowsOf, type Tx } from '../../db/client.ts';
import { activities, attendances } from '../../db/schema/index.ts';
import { flows } from '../../flows/index.ts';
import { asDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { isRefusal, type Refusal } from '../../src/core/errors.ts';
import type { ActorContext, Outcome } from '../../src/engine/index.ts';
import { Registry } from '../../src/engine/registry.ts';
import { runMessage } from '../../src/engine/run-message.ts';
import { postName } from '../../src/org/terms.ts';
import { postTypes } from '../../src/org/types.ts';
import { openWorld, type World } from '../harness/world.ts';
import { permissionRoster, type Seat } from './permission-roster.ts';
import { type PermissionCase, permissionCases } from './permission-table.ts';

const today = asDay('2026-03-12');
const registry = new Registry(flows);
const branches = ['D01B01', 'D01B02', 'D02B01'];

/** Behind the gate, where there is nothing to do it with: the person was judged and may. */
const pastTheGate: Readonly<Record<string, string>> = {
  reopen: 'not_done',
  request: 'no_election',
  'count-online': 'no_vote',
};
/** Said to whoever may do it nowhere near; everything else tells nothing of what is not the person's. */
const namesPosts: ReadonlySet<string> = new Set(['not_yours']);
const shortNames = ['支部书记', '专职副书记'];
const allPostNames = [...postTypes.map((post) => postName(post)), ...shortNames];

class Undone extends Error {}

/** A February that nobody recorded, and a meeting in each branch that begins in twenty minutes. */
async function prepare(world: World, seats: readonly Seat[], members: ReadonlyMap<string, string>) {
  for (const branch of branches) {
    const secretary = seats.find(({ post, org }) => post === 'branch_secretary' && org === branch);
    const person = world.person(secretary?.name ?? '');
    await person.says('/主题党日 3月12日下午3点 三楼会议室 学习支部工作条例 主讲 外请张三');
    await person.presses('确认发布');
    await world.person(members.get(branch) ?? '').says('/请假 公务');
  }
  for (const [branch, post, org] of [
    ['D01B01', 'party_affairs_officer', 'D01W'],
    ['D01B02', 'party_affairs_officer', 'D01W'],
    ['D02B01', 'organ_secretary', 'D02W'],
  ] as const) {
    const issuer = seats.find((seat) => seat.post === post && seat.org === org);
    const officer = world.person(issuer?.name ?? '');
    await officer.says(`/问题 ${branch} 会议记录不全 ${members.get(branch)} 3月31日 督查`);
    await officer.presses('确认下发');
  }
  await world.moveTo(`${today}T14:40`);
  await world.forgetsPast();
}

/** Rows that this transaction and those rolled back before it wrote. */
async function written(tx: Tx): Promise<number> {
  const [row] = rowsOf<{ count: string }>(
    await tx.execute(sql`
      select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::text as count
      from pg_stat_xact_user_tables`),
  );
  return Number(row?.count);
}

async function meetingOf(tx: Tx, id: string | undefined): Promise<unknown> {
  if (id === undefined) return undefined;
  const meeting = await tx.select().from(activities).where(eq(activities.id, id));
  const roll = await tx
    .select()
    .from(attendances)
    .where(eq(attendances.activityId, id))
    .orderBy(attendances.personCode);
  return { meeting, roll };
}

const isRefused = (alias: string, outcome: Outcome | Refusal): outcome is Refusal =>
  isRefusal(outcome) && outcome.code !== pastTheGate[alias];

describe('谁可以办什么', () => {
  it('每个命令都在表里', () => {
    expect(permissionCases.map(({ alias }) => alias).sort()).toEqual(
      registry.commands.map(({ alias }) => alias).sort(),
    );
  });

  it('每个命令，每个岗位，对本级、上级、下级、同级和别的组织', async () => {
    const { folder, seats, members } = await permissionRoster();
    const world = await openWorld({
      roster: folder,
      startAt: '2026-03-09T10:05',
      goLiveOn: '2026-02-02',
      duties: 'all',
    });
    await prepare(world, seats, members);
    const directory = await world.directory();
    const held = await world.db.select().from(activities);
    const meetings = new Map(held.map(({ orgCode, id }) => [orgCode, id]));
    const asked = postTypes.flatMap((post) => seats.find((seat) => seat.post === post) ?? []);
    const faults: string[] = [];
    const untouched = new Map<string, unknown>();
    let turn = 0;
    let known = 0;

    const tryOn = async (tx: Tx, one: PermissionCase, org: string, seat: Seat): Promise<void> => {
      const actor = directory.personByAccount(seat.account);
      const command = registry.commands.find(({ alias }) => alias === one.alias);
      if (!actor || !command) throw new Error(`nobody or nothing: ${seat.post} ${one.alias}`);
      turn += 1;
      const context: ActorContext = {
        tx,
        now: new Date(`${today}T14:40:00+08:00`),
        today,
        calendar: announcedCalendar(),
        directory,
        catalogue: registry.catalogue,
        commands: registry.commands,
        actor,
        eventKey: `event-${turn}`,
        messageId: `message-${turn}`,
        chat: { id: 'chat', type: 'p2p' },
        about: meetings.has(org) ? { activity: meetings.get(org), instances: [] } : undefined,
      };
      const words = `/${command.name} ${one.line(org, members.get(org) ?? '')}`.trim();
      const said = `${words} ${seat.post} ${org}`;
      const isForeign = branches.includes(org) && org !== 'D01B01' && one.alias !== 'behalf';
      const outcome = await runMessage(context, registry, words);
      if (isForeign && !isRefused(one.alias, outcome)) {
        expect(await meetingOf(tx, meetings.get(org)), said).toEqual(untouched.get(org));
      }
      const now = await written(tx);
      if (isRefused(one.alias, outcome)) {
        if (now !== known) faults.push(`${said}: refused, and wrote ${now - known} rows`);
        const isNamed = allPostNames.some((name) => outcome.sentence.includes(name));
        if (namesPosts.has(outcome.code) && !isNamed) faults.push(`${said}: ${outcome.sentence}`);
      }
      known = now;
      const may = one.may[org]?.includes(seat.post) === true;
      if (may === isRefused(one.alias, outcome)) {
        const answer = isRefusal(outcome) ? outcome.sentence : 'done';
        faults.push(`${said}: ${may ? 'should' : 'should not'}, but ${answer}`);
      }
    };

    await world.db.transaction(async (tx) => {
      for (const org of branches) untouched.set(org, await meetingOf(tx as unknown as Tx, meetings.get(org)));
      for (const one of permissionCases) {
        for (const org of Object.keys(one.may)) {
          for (const seat of asked) {
            const trial = tx.transaction(async (inner) => {
              await tryOn(inner as unknown as Tx, one, org, seat);
              throw new Undone();
            });
            await trial.catch((error: unknown) => {
              if (!(error instanceof Undone)) throw error;
            });
          }
        }
      }
    });
    expect(faults).toEqual([]);
    expect(turn).toBeGreaterThan(2500);
    await world.forgetsPast();
    await rm(folder, { recursive: true });
  }, 240_000);
});
