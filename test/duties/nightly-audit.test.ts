import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditEvents, dutyInstances, dutyMarks, lines, outbox, pauses } from '../../db/schema/index.ts';
import { asDay, type Day, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { stableId } from '../../src/core/ids.ts';
import type { ExpectedLine } from '../../src/duties/auditor/expect.ts';
import { expectedLines } from '../../src/duties/auditor/expect.ts';
import { type AuditScope, auditDay, auditLedger } from '../../src/duties/auditor/nightly.ts';
import { readActs, readDigests, readPauses } from '../../src/duties/auditor/read-ledger.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';
import { d, handInput, handRoster, row } from './hand-roster.ts';

const digestAt = (_person: string, day: Day): Date => instantAt(day, '09:30');
const scope: AuditScope = {
  roster: handRoster,
  tables: announcedCalendar().years(),
  duties: [row()],
  goLiveOn: asDay('2026-02-01'),
  digestAt,
};
const until = { goLiveOn: scope.goLiveOn, from: scope.goLiveOn, to: d('03-31'), digestAt };

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(() => test.reset());
afterAll(() => test.close());

/** The ledger as it stands when every line left with its digest. */
async function keep(
  kept: readonly ExpectedLine[],
  over: Partial<typeof lines.$inferInsert> = {},
): Promise<void> {
  const { db } = test.database;
  for (const line of kept) {
    const message = `${line.to}:${line.day}`;
    const id = stableId(message);
    const at = digestAt(line.to, line.day);
    await db
      .insert(outbox)
      .values({
        id,
        dedupeKey: message,
        kind: 'digest.digest',
        channel: 'digest',
        personCode: line.to,
        subject: {},
        instanceKeys: [line.instance],
        state: 'accepted',
        bookedAt: at,
        notBefore: at,
        sendingAt: at,
      })
      .onConflictDoNothing();
    await db.insert(lines).values({
      id: stableId(`${message}:${line.instance}:${line.stage}`),
      kind: line.kind,
      instanceKey: line.instance,
      stage: line.stage,
      personCode: line.to,
      orgCode: line.org,
      duty: 'duty',
      period: line.period,
      post: line.post,
      facts: {},
      bookedAt: at,
      state: 'carried',
      outboxId: id,
      ...over,
    });
  }
}

let chain = 0;
async function trace(action: string, object: string, at: string, after: object): Promise<void> {
  chain += 1;
  const [day = '', time = ''] = at.split(' ');
  await test.database.db.insert(auditEvents).values({
    orgCode: object.split('/')[0] ?? '',
    seq: chain,
    id: stableId(`${action}:${object}:${at}`),
    at: instantAt(d(day), time),
    channel: 'card',
    object,
    action,
    personal: { actor: 'b1_secretary', after },
    personalHash: '',
    prevHash: '',
    hash: '',
  });
}

describe('the nightly look at one day', () => {
  it('finds nothing where the ledger says what the rules ask for', async () => {
    await keep(expectedLines(handInput(row(), until)));
    expect(await auditLedger(test.database.db, scope, scope.goLiveOn, until.to)).toEqual([]);
    for (const day of ['02-02', '02-26', '03-02', '03-04', '03-05', '03-13'])
      expect(await auditDay(test.database.db, scope, d(day))).toEqual([]);
  });

  it('finds a line that never left, on its own day alone', async () => {
    const all = expectedLines(handInput(row(), until));
    await keep(
      all.filter((line) => !(line.to === 'w_deputy' && line.org === 'B1' && line.period === '2026-02')),
    );
    const found = await auditDay(test.database.db, scope, d('03-06'));
    expect(found).toMatchObject([
      {
        kind: 'auditor',
        org: 'B1',
        detail: { kind: 'missing', detail: 'never booked', line: { stage: 'L2' } },
      },
    ]);
    for (const day of ['03-05', '03-09']) expect(await auditDay(test.database.db, scope, d(day))).toEqual([]);
  });

  it('finds a line that was for nobody, and one that came a day late, once', async () => {
    const all = expectedLines(handInput(row(), until));
    const [late] = all.filter((line) => line.org === 'B3' && line.stage === 'L2');
    const [other] = all.filter((line) => line.org === 'B3' && line.stage === 'L3');
    await keep(all.filter((line) => line !== late));
    if (!late || !other) throw new Error('no such lines');
    await keep([
      { ...late, day: d('03-09') },
      { ...other, day: d('03-09'), to: 'z_secretary' },
    ]);
    const found = await auditDay(test.database.db, scope, d('03-09'));
    expect(found.map(({ detail }) => [detail.kind, detail.line.to, detail.detail])).toEqual([
      ['wrong_day', 'gw_deputy', 'carried 2026-03-09, due 2026-03-06'],
      ['extra', 'z_secretary', 'carried 2026-03-09'],
    ]);
    expect(new Set(found.map(({ subject }) => subject)).size).toBe(2);
  });

  it('does not judge what was booked after the day’s digest: it leaves with the next one', async () => {
    const all = expectedLines(handInput(row(), until));
    const [late] = all.filter((line) => line.org === 'B3' && line.stage === 'L2');
    if (!late) throw new Error('no such line');
    await keep(all);
    const bookedAt = instantAt(d('03-05'), '15:00');
    const over = { stage: 'closing', kind: 'closing', state: 'waiting', outboxId: null, bookedAt } as const;
    await keep([{ ...late, day: d('03-05') }], over);
    expect(await auditDay(test.database.db, scope, d('03-05'))).toEqual([]);
  });

  it('reads what people did from the trace: a record settles, a later one closes', async () => {
    const acts = [
      {
        org: 'B1',
        duty: 'duty',
        period: '2026-02',
        kind: 'recorded' as const,
        at: instantAt(d('03-05'), '15:00'),
      },
    ];
    await trace('transition.record', 'B1/duty/2026-02', '03-05 15:00', {
      state: 'done_late',
      heldOn: '2026-03-05',
    });
    await keep(expectedLines(handInput(row(), { ...until, acts })));
    expect(await auditLedger(test.database.db, scope, scope.goLiveOn, until.to)).toEqual([]);
    expect((await readActs(test.database.db))[0]).toMatchObject({ ...acts[0], heldOn: '2026-03-05' });
  });

  it('knows what an administrator’s stop held back: told after it, or a reminder whose day was over', async () => {
    const isOf = (stage: string) => (line: ExpectedLine) =>
      line.org === 'B1' && line.period === '2026-02' && line.stage === stage;
    const all = expectedLines(handInput(row(), until));
    const [reminded, late] = [all.filter(isOf('2wd')), all.filter(isOf('L0'))];
    expect([reminded.map(({ day }) => day), late.map(({ day }) => day)]).toEqual([
      [d('02-26')],
      [d('03-02')],
    ]);
    await keep(all.filter((line) => !reminded.includes(line) && !late.includes(line)));
    await keep(late.map((line) => ({ ...line, day: d('03-03') })));
    const ledger = () => auditLedger(test.database.db, scope, scope.goLiveOn, until.to);
    expect((await ledger()).map(({ kind }) => kind).sort()).toEqual(['missing', 'wrong_day']);
    await trace('outbound.stop', 'W', '02-26 08:00', {});
    await trace('outbound.release', 'W', '03-03 08:30', {});
    expect(await ledger()).toEqual([]);
    for (const day of ['02-26', '03-03']) expect(await auditDay(test.database.db, scope, d(day))).toEqual([]);
  });

  it('knows a second round by its number', async () => {
    await trace('transition.extend', 'B1/duty/2026-02', '03-05 15:00', { heldBy: '2026-03-20' });
    const acts = await readActs(test.database.db);
    const all = expectedLines(handInput(row(), { ...until, acts }));
    const isAgain = (line: ExpectedLine): boolean =>
      line.org === 'B1' && line.period === '2026-02' && line.day > '2026-03-06' && line.kind !== 'closing';
    await keep(all.filter((line) => !isAgain(line)));
    const again = all.filter(isAgain);
    expect(again.map((line) => line.stage)).toEqual(['5wd', '2wd', 'L0', 'L1', 'L1', 'L2']);
    for (const line of again) await keep([line], { stage: `${line.stage}+1` });
    expect(await auditLedger(test.database.db, scope, scope.goLiveOn, until.to)).toEqual([]);
  });
});

describe('what else is read', () => {
  it('evidence that waits, marks, what was opened by hand, pauses, and digests that went for another reason', async () => {
    const { db } = test.database;
    await trace('transition.record', 'B1/duty/2026-Q1', '03-05 15:00', { state: 'submitted', heldOn: null });
    await trace('transition.lapse', 'B1/duty/2026-Q1', '04-05 15:00', { state: 'overdue' });
    await db
      .insert(dutyMarks)
      .values({ instanceKey: 'B1/talk/2026', subject: 'a+b', at: instantAt(d('03-06')), by: 'a' });
    await db.insert(dutyInstances).values({
      key: 'B1/duty/ev:1',
      number: 'B1-XX-1',
      orgCode: 'B1',
      duty: 'duty',
      period: 'ev:1',
      state: 'extended',
      heldBy: '2026-04-30',
      originalHeldBy: '2026-03-31',
      recordBy: '2026-04-30',
      reminder: 'R_EVENT',
      escalation: 'E_NONE',
      rules: {},
      eventOn: '2026-03-07',
      opensOn: '2026-03-07',
      assignee: 'b1_deputy',
      issuer: 'W',
      createdAt: instantAt(d('03-07'), '10:00'),
    });
    expect(await readActs(db)).toMatchObject([
      { kind: 'submitted', period: '2026-Q1', heldOn: undefined },
      { kind: 'marked', duty: 'talk', subject: ['a', 'b'] },
      { kind: 'opened', eventOn: '2026-03-07', heldBy: '2026-03-31', assignee: 'b1_deputy', issuer: 'W' },
    ]);
    const at = instantAt(d('03-01'));
    const pause = { fromOn: '2026-03-02', toOn: '2026-03-04', reason: '', by: '', at };
    await db.insert(pauses).values([
      { ...pause, kind: 'closure', orgCode: 'W' },
      { ...pause, kind: 'outage' },
    ]);
    expect(await readPauses(db)).toMatchObject({
      closures: [{ org: 'W', from: '2026-03-02', to: '2026-03-04', since: '2026-03-01' }],
      outages: [{ from: '2026-03-02', to: '2026-03-04' }],
    });
    const [first] = expectedLines(handInput(row(), until));
    if (first) await keep([first]);
    expect(await readDigests(db)).toEqual([]);
    if (first) await keep([{ ...first, to: 'b1_young' }], { kind: 'report' });
    expect(await readDigests(db)).toEqual([{ person: 'b1_young', day: first?.day }]);
  });
});
