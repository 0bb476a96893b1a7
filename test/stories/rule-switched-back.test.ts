import { and, asc, eq, like } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { auditEvents, dutyInstances, dutyOverrides, findings, lines } from '../../db/schema/index.ts';
import { openWorld, type World } from '../harness/world.ts';

const branch = 'D01B02';
const keyOf = (month: string): string => `${branch}/branch_theme_day/2026-${month}`;
const key = keyOf('03');

/** The branch's own rule from a month on, entered or put right at that moment; the bot is started anew and plans. */
async function prescribes(world: World, change: object, at: string, from = '2026-03-01'): Promise<void> {
  const said = { change, reason: '集中整训', document: '支发〔2026〕3号', consent: null };
  const entered = { importedBy: 'story', importedAt: new Date(`${at}:00+08:00`) };
  await world.moveTo(at);
  await world.db
    .insert(dutyOverrides)
    .values({ orgCode: branch, duty: 'branch_theme_day', fromOn: from, ...said, ...entered })
    .onConflictDoUpdate({
      target: [dutyOverrides.orgCode, dutyOverrides.duty, dutyOverrides.fromOn],
      set: { ...said, ...entered },
    });
  await world.isDownUntil(at.replace(/:00$/, ':05'));
}

const off = { active: false };
const back = { active: null };

async function itemOf(world: World, month = '03') {
  const named = eq(dutyInstances.key, keyOf(month));
  const [item] = await world.db.select().from(dutyInstances).where(named);
  return item;
}

/** What was said of being switched off or on again, and what became of it. */
async function told(world: World): Promise<readonly string[]> {
  const rows = await world.db
    .select()
    .from(lines)
    .where(and(eq(lines.instanceKey, key), eq(lines.kind, 'report')))
    .orderBy(asc(lines.bookedAt));
  return rows.map(({ stage, state }) => `${stage.split(':')[0]} ${state}`);
}

async function expectAgreement(world: World): Promise<void> {
  expect(await world.db.select().from(findings).where(eq(findings.kind, 'auditor'))).toEqual([]);
}

it('当月停用又恢复：告诉过谁，再告诉谁一次；照常提醒，照常办结；再停再恢复，也各说一次', async () => {
  const world = await openWorld({
    ...{ startAt: '2026-03-01T16:05', goLiveOn: '2026-03-01' },
    ...{ auditsNightly: true, canRestart: true },
  });
  const secretary = world.person('黎柏');
  await world.moveTo('2026-03-12T07:00');
  const planned = await itemOf(world);
  await world.forgetsPast();
  await prescribes(world, off, '2026-03-12T08:00');
  expect(await itemOf(world)).toMatchObject({ state: 'not_applicable', reasonCode: 'own_rule' });
  await world.moveTo('2026-03-12T12:00');
  await secretary.sees('3月主题党日', '按本级规定不再办理，这一期不用办');

  await prescribes(world, back, '2026-03-12T14:00');
  expect(await itemOf(world)).toEqual({ ...planned, version: (planned?.version ?? 0) + 2 });
  // The card of the morning says what holds now.
  await secretary.rereads('今天的提醒', '本级规定已恢复，这一期仍要办');
  await secretary.says('/为什么 D01B02-TD-2603');
  expect((await secretary.sees('3月支部主题党日')).text).not.toMatch(/不再适用|不再办理：/u);
  await world.moveTo('2026-03-13T12:00');
  await secretary.sees('本级规定已恢复，这一期仍要办，期限3月31日（周二）');
  await world.expectQuiet();

  // Once more: told each time, and not again while nothing changes.
  await prescribes(world, off, '2026-03-16T08:00');
  await world.moveTo('2026-03-16T12:00');
  await secretary.sees('按本级规定不再办理，这一期不用办');
  await prescribes(world, back, '2026-03-16T14:00');
  await world.moveTo('2026-03-17T12:00');
  await secretary.sees('本级规定已恢复，这一期仍要办');
  // Taken back before anybody was told: nobody hears of either.
  await prescribes(world, off, '2026-03-17T14:00');
  await prescribes(world, back, '2026-03-17T16:00');
  await world.moveTo('2026-03-19T12:00');
  await world.expectQuiet();
  // Over the day of a reminder: that one is past, the next one comes.
  await prescribes(world, off, '2026-03-23T14:00');
  await prescribes(world, back, '2026-03-24T14:00');
  await secretary.says('/为什么 D01B02-TD-2603');
  await secretary.sees(
    '提前5个工作日提醒 3月24日：那时按规定不用办，没有提醒',
    '不再办理的说明：3月24日告诉党支部书记',
  );
  await world.moveTo('2026-03-25T12:00');
  await world.forgetsPast();
  const twice = ['off carried', 'owed carried', 'off carried', 'owed carried'];
  expect(await told(world)).toEqual([...twice, 'off withdrawn', 'off carried', 'owed carried']);

  await world.moveTo('2026-03-27T12:00');
  const reminders = await world.db
    .select({ stage: lines.stage, person: lines.personCode })
    .from(lines)
    .where(and(eq(lines.instanceKey, key), eq(lines.kind, 'reminder'), eq(lines.state, 'carried')))
    .orderBy(asc(lines.bookedAt));
  expect(reminders.map(({ stage }) => stage)).toEqual(['open', '2wd']);
  await world.forgetsPast();
  await secretary.says('/记录 D01B02-TD-2603 3月27日 已召开');
  await world.forgetsPast();
  expect(await itemOf(world)).toMatchObject({ state: 'done', heldOn: '2026-03-27' });
  const trail = await world.db
    .select({ action: auditEvents.action })
    .from(auditEvents)
    .where(and(eq(auditEvents.object, key), like(auditEvents.action, 'transition.%')))
    .orderBy(asc(auditEvents.seq));
  const away = ['not_applicable', 'owe'];
  expect(trail.map(({ action }) => action.replace('transition.', ''))).toEqual([
    ...away,
    ...away,
    ...away,
    ...away,
    'record',
  ]);
  await world.moveTo('2026-04-03T12:00');
  await world.forgetsPast();
  await expectAgreement(world);
});

it('还没有开始的一期停用又恢复：谁也不打扰，到时候照常提醒', async () => {
  const world = await openWorld({
    ...{ startAt: '2026-03-01T16:05', goLiveOn: '2026-03-01' },
    ...{ auditsNightly: true, canRestart: true },
  });
  await world.moveTo('2026-03-12T07:00');
  await world.forgetsPast();
  const planned = await itemOf(world, '04');
  expect(planned?.state).toBe('planned');
  await prescribes(world, off, '2026-03-12T08:00', '2026-04-01');
  expect(await itemOf(world, '04')).toMatchObject({ state: 'not_applicable', reasonCode: 'own_rule' });
  await prescribes(world, back, '2026-03-18T14:00', '2026-04-01');
  expect(await itemOf(world, '04')).toEqual({ ...planned, version: (planned?.version ?? 0) + 2 });
  await world.moveTo('2026-03-20T12:00');
  await world.expectQuiet();
  await world.moveTo('2026-04-01T12:00');
  await world.forgetsPast();
  const [reminder] = await world.db
    .select()
    .from(lines)
    .where(and(eq(lines.instanceKey, keyOf('04')), eq(lines.kind, 'reminder')));
  expect(reminder).toMatchObject({ stage: 'open', state: 'carried' });
  expect(await itemOf(world, '04')).toMatchObject({ state: 'open' });
  await expectAgreement(world);
});
