import { describe, expect, it } from 'vitest';
import { asDay, instantAt } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import type { Activity, RollEntry } from '../../src/duties/activities/activity.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { Registry } from '../../src/engine/registry.ts';
import { demoRoster } from '../../test/harness/records.ts';
import { directoryOf, rosterAt } from '../../test/org/roster-fixture.ts';
import { flows } from '../index.ts';
import { beginActivity } from './begin.ts';
import { isMeeting } from './kinds.ts';
import { minutesCard, retroCard } from './record-cards.ts';

const today = asDay('2026-03-02');
const { catalogue, commands } = new Registry(flows);
const meetings = catalogue.duties.filter(isMeeting);
const directory = directoryOf(await rosterAt(demoRoster), today);
const context = {
  now: instantAt(today, '10:00'),
  today,
  calendar: announcedCalendar(),
  directory,
  catalogue,
  commands,
  actor: { code: 'P000001' },
  eventKey: 'a1',
} as unknown as ActorContext;

function meetingOf(duty: string, rollClosedAt: Date | null): Activity {
  const heldOn = asDay('2026-02-27');
  const item = { duty: catalogue.get(duty), org: 'D01B01', as: 'own' } as const;
  const fields = { startsAt: instantAt(heldOn, '15:00'), heldOn, place: '三楼会议室', topic: '学习条例' };
  return { ...beginActivity(context, item, 'published', { ...fields, speaker: '' }), rollClosedAt };
}

const roll: readonly RollEntry[] = directory
  .membersOf('D01B01')
  .map(({ code }) => ({ person: code, mark: 'present', leaveKind: null, markedBy: null }));

describe('记录表：每一种会议都打得开', () => {
  const pairs = meetings.flatMap((duty) =>
    duty.canShareActivityWith.map((id) => [duty, catalogue.get(id)] as const),
  );
  const all = [...meetings.map((duty) => [duty] as const), ...pairs];

  it('单独开的和合并开的，点名前后都能画出来', () => {
    expect(meetings.length).toBeGreaterThan(10);
    expect(pairs.length).toBeGreaterThan(10);
    const failed = all.flatMap((duties) =>
      [null, context.now].flatMap((closedAt) => {
        try {
          minutesCard(context, meetingOf(duties[0].id, closedAt), duties, {}, { roll });
          return [];
        } catch (error) {
          return [`${duties.map(({ id }) => id).join('+')}: ${String(error)}`];
        }
      }),
    );
    expect(failed).toEqual([]);
  });

  it('没有安排过、事后补记的也都能画出来', () => {
    for (const duty of meetings) {
      const org = directory.orgs.find(({ level }) => level === duty.owner.level)?.code ?? 'D01B01';
      expect(() => retroCard(context, { duty, org } as never), duty.id).not.toThrow();
    }
  });
});
