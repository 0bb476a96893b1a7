import { describe, expect, it } from 'vitest';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { asDay, type Day, instantAt } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import { type DutyInstance, type DutyState, plannedAs } from './instance.ts';
import { type LifecycleEvent, transition } from './lifecycle.ts';

const calendar = announcedCalendar();
const day = (text: string) => asDay(`2026-${text}`);
const at = instantAt(day('02-12'), '17:00');
const why = { reasonCode: 'disaster', reason: '防汛' } as const;

const events = {
  open: { type: 'open' },
  schedule: { type: 'schedule', heldOn: day('02-20'), recordBy: day('02-27') },
  unschedule: { type: 'unschedule', recordBy: day('03-04') },
  record: { type: 'record', heldOn: day('02-12'), on: day('02-12'), at },
  late: { type: 'record', heldOn: day('03-02'), on: day('03-02'), at },
  submit: { type: 'submit', heldOn: day('02-12'), at },
  accept: { type: 'accept' },
  return: { type: 'return', recordBy: day('03-10') },
  lapse: { type: 'lapse', level: 1, kind: 'not_held' },
  extend: { type: 'extend', heldBy: day('03-20'), recordBy: day('03-25'), ...why },
  waive: { type: 'waive', ...why },
  void: { type: 'void', reason: '登记有误' },
  reopen: { type: 'reopen', recordBy: day('03-10'), reason: '督查第3号' },
  not_applicable: { type: 'not_applicable', ...why },
  owe: { type: 'owe', on: day('02-12'), ...plannedAs(themeDay()) },
} as const satisfies Record<string, LifecycleEvent>;

/** duties.md c.2 as a table: what each event makes of each state; a dot where nothing happens. */
const table = `
                open   schedule   unschedule record late      submit    accept return   lapse   extend    waive  void reopen   not_applicable owe
planned         open   scheduled  .          done   done_late submitted .      .        overdue extended  waived void .        not_applicable .
open            .      scheduled  .          done   done_late submitted .      .        overdue extended  waived void .        not_applicable .
scheduled       .      scheduled  open       done   done_late submitted .      .        overdue scheduled waived void .        .              .
returned        .      scheduled  .          done   done_late submitted .      .        overdue extended  waived void .        .              .
overdue         .      overdue    .          done   done_late submitted .      .        overdue extended  waived void .        .              .
extended        .      scheduled  .          done   done_late submitted .      .        overdue extended  waived void .        .              .
submitted       .      .          .          .      .         .         done   returned .       .         .      void .        .              .
done            .      .          .          .      .         .         .      .        .       .         .      void returned .              .
done_late       .      .          .          .      .         .         .      .        .       .         .      void returned .              .
waived          .      .          .          .      .         .         .      .        .       .         .      void .        .              .
not_applicable  .      .          .          .      .         .         .      .        .       .         .      void .        .              .
void            .      .          .          .      .         .         .      .        .       .         .      .    .        .              .
`;

const [head = [], ...rows] = table
  .trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

function standing(state: DutyState): DutyInstance {
  const isDated = state === 'scheduled' || state === 'submitted';
  return themeDay({ state, heldOn: isDated ? day('02-12') : null });
}

describe('the life cycle of duties.md c.2', () => {
  it.each(rows)('%s', (state, ...expected) => {
    const found = head.map((name) => {
      const event: LifecycleEvent = events[name as keyof typeof events];
      return transition(standing(state as DutyState), event, calendar)?.to ?? '.';
    });
    expect(Object.fromEntries(head.map((name, index) => [name, found[index]]))).toEqual(
      Object.fromEntries(head.map((name, index) => [name, expected[index]])),
    );
  });

  const step = (changes: Partial<DutyInstance>, event: LifecycleEvent) =>
    transition(themeDay(changes), event, calendar);

  it('what happens on the due day itself is in time, and an extension has to lead further', () => {
    const onTheDay = { ...events.record, heldOn: day('02-28') };
    expect(step({}, onTheDay)?.changes).toMatchObject({ state: 'done', daysLate: 0 });
    expect(step({}, { ...events.extend, heldBy: day('02-28') })).toBeUndefined();
    expect(step({}, { ...events.extend, heldBy: day('03-01') })?.to).toBe('extended');
  });

  it('a date called off leaves what was before it', () => {
    const dated = { state: 'scheduled', heldOn: day('02-12') } as const;
    const off = (changes: Partial<DutyInstance>) => step({ ...dated, ...changes }, events.unschedule);
    expect(off({})).toMatchObject({
      to: 'open',
      restarts: true,
      changes: { heldOn: null, recordBy: '2026-03-04' },
    });
    expect(off({ round: 1, originalHeldBy: day('02-10') })?.to).toBe('extended');
    // Sent back once, never extended; and a day kept from before without a round of its own.
    expect(off({ round: 1 })?.to).toBe('open');
    expect(off({ originalHeldBy: day('02-10') })?.to).toBe('open');
    expect(off({ state: 'overdue' })?.to).toBe('overdue');
  });

  it('comes back where an own rule took it, while it can still be done, as it is planned that day', () => {
    const off = { state: 'not_applicable', reasonCode: 'own_rule', reason: '集中整训' } as const;
    const { owe } = events;
    expect(step(off, owe)).toMatchObject({
      ...{ to: 'open', restarts: true, settles: false },
      changes: { reasonCode: null, reason: null, version: themeDay().version + 1 },
    });
    expect(step(off, { ...owe, opensOn: owe.on })?.to).toBe('open');
    expect(step(off, { ...owe, opensOn: day('02-13') })?.to).toBe('planned');
    const planned = {
      heldBy: day('03-05'),
      recordBy: day('03-10'),
      reminder: 'R_SOFT',
      escalation: 'E_NONE',
    };
    expect(step(off, { ...owe, ...planned })?.changes).toMatchObject(planned);
    expect(step(off, { ...owe, on: owe.heldBy })?.to).toBe('open');
    expect(step(off, { ...owe, on: day('03-01') })).toBeUndefined();
    expect(step({ ...off, reasonCode: 'reorg' }, owe)).toBeUndefined();
    expect(step({ ...off, state: 'waived' }, owe)).toBeUndefined();
  });

  it('what is sent back keeps by how much it was late, where it was held at all', () => {
    const sentBack = (heldOn: Day | null) =>
      step({ state: 'submitted', heldOn }, events.return)?.changes.daysLate;
    expect(sentBack(null)).toBe(0);
    expect(sentBack(day('02-12'))).toBe(0);
    // 2 and 3 March are working days behind Saturday, 28 February, a working day itself.
    expect(sentBack(day('03-03'))).toBe(2);
  });

  it('a request for an election is noted once, and can be taken back', () => {
    const request = { type: 'request', on: day('02-12') } as const;
    const asked = { requestedOn: day('02-10') };
    expect(step({}, request)).toMatchObject({ to: 'open', changes: { requestedOn: '2026-02-12' } });
    expect(step(asked, request)).toBeUndefined();
    expect(step(asked, { type: 'unrequest' })).toMatchObject({ to: 'open', changes: { requestedOn: null } });
    expect(step({}, { type: 'unrequest' })).toBeUndefined();
  });

  it('a level is reached once', () => {
    const overdue = { state: 'overdue', level: 1 } as const;
    expect(step(overdue, events.lapse)).toBeUndefined();
    expect(step({ ...overdue, level: 2 }, events.lapse)).toBeUndefined();
    expect(step({ ...overdue, level: 0 }, events.lapse)?.changes).toMatchObject({ level: 1 });
  });

  it('keeps the reason, the round and whether the clock starts anew', () => {
    expect(step({}, events.void)?.changes).toMatchObject({ reasonCode: 'other', reason: '登记有误' });
    expect(step({}, events.waive)?.changes).toMatchObject(why);
    expect(step({}, events.not_applicable)?.changes).toMatchObject(why);
    expect(step({ state: 'done', level: 2, round: 1 }, events.reopen)).toMatchObject({
      restarts: true,
      changes: { level: -1, round: 2, clockFrom: '2026-03-10', reason: '督查第3号' },
    });
    expect(step({ state: 'submitted', level: 2 }, events.return)).toMatchObject({
      restarts: true,
      changes: { level: -1, round: 1, recordBy: '2026-03-10', clockFrom: '2026-03-10' },
    });
    expect(step({ clockFrom: day('03-10') }, events.extend)).toMatchObject({
      restarts: true,
      changes: { level: -1, round: 1, clockFrom: null, overdueKind: null, ...why },
    });
    expect(step({}, events.schedule)?.restarts).toBe(true);
    for (const event of [events.open, events.record, events.submit, events.lapse, events.waive])
      expect(step({ state: 'planned' }, event)).toMatchObject({ restarts: false });
  });
});
