import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { activityInstances, liveCards, outbox } from '../../db/schema/index.ts';
import type { CardKind } from '../../src/commands/intent-name.ts';
import { aboutQuoted } from '../../src/engine/quoted.ts';
import { type TestDatabase, testDatabase } from '../harness/db.ts';

const at = new Date('2026-02-02T09:05:00+08:00');
const kinds = new Map<string, CardKind>([
  ['attendance.invitation', 'invitation'],
  ['attendance.roll', 'roll'],
]);
const meeting = '00000000-0000-4000-8000-0000000000a1';
const item = 'D01B01/branch_theme_day/2026-02';
const me = { person: 'P000009', chat: 'oc_mine' };
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  const { db } = test.database;
  const notice = (id: string, kind: string, messageId: string) => ({
    id,
    dedupeKey: messageId,
    kind,
    channel: 'direct',
    personCode: 'P000009',
    subject: {},
    instanceKeys: [],
    state: 'accepted',
    bookedAt: at,
    notBefore: at,
    messageId,
  });
  await db.insert(outbox).values([
    {
      ...notice('00000000-0000-4000-8000-000000000001', 'attendance.invitation', 'om_invitation'),
      subject: { activity: meeting },
    },
    {
      ...notice('00000000-0000-4000-8000-000000000002', 'digest.day', 'om_digest'),
      instanceKeys: [item],
    },
    {
      ...notice('00000000-0000-4000-8000-000000000003', 'attendance.group', 'om_group'),
      personCode: null,
      chatId: 'oc_group',
      subject: { activity: meeting },
    },
  ]);
  await db.insert(activityInstances).values({ activityId: meeting, instanceKey: item });
  await db.insert(liveCards).values({
    messageId: 'om_roll',
    kind: 'attendance.roll',
    subject: 'A2',
    personCode: 'P000009',
    postedAt: at,
  });
});
afterAll(() => test.close());

const about = (messages: readonly string[], reader = me) =>
  aboutQuoted(test.database.db, messages, reader, kinds);

describe('a reply to a card', () => {
  it('is about what the card shows', async () => {
    expect(await about(['om_invitation'])).toEqual({
      kind: 'invitation',
      message: 'om_invitation',
      activity: meeting,
      instances: [item],
    });
    expect(await about(['om_roll'])).toEqual({ kind: 'roll', activity: 'A2', instances: [] });
    expect(await about(['om_digest'])).toEqual({
      kind: 'items',
      message: 'om_digest',
      activity: undefined,
      instances: [item],
    });
  });

  it('in a thread goes by the card at its root', async () => {
    expect(await about(['om_of_a_person', 'om_roll'])).toMatchObject({ activity: 'A2' });
    expect(await about([])).toBeUndefined();
    expect(await about(['om_of_a_person'])).toBeUndefined();
  });

  it('tells nothing to anybody else, in a group only what stands in that group', async () => {
    const other = { person: 'P000032', chat: 'oc_other' };
    for (const message of ['om_invitation', 'om_roll', 'om_digest', 'om_group']) {
      expect(await about([message], other)).toBeUndefined();
    }
    expect(await about(['om_group'], { person: 'P000032', chat: 'oc_group' })).toMatchObject({
      activity: meeting,
    });
  });
});
