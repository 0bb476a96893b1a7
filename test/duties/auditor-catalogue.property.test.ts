import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, asDay, type Day, dayOf } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import {
  type AuditedAct,
  type AuditInput,
  type ExpectedLine,
  expectedLines,
} from '../../src/duties/auditor/expect.ts';
import { type DutyDef, readDuties } from '../../src/duties/catalogue/catalogue.ts';
import type { PostType, Roster } from '../../src/org/types.ts';
import { withoutAccount, withoutPost } from './audit-scene.ts';
import { handInput, handRoster, row } from './hand-roster.ts';

const flowsFolder = new URL('../../flows/', import.meta.url);
const duties: readonly DutyDef[] = readdirSync(flowsFolder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /^[a-z]+\/duties[a-z-]*\.yaml$/.test(path))
  .sort()
  .flatMap((path) => readDuties(new URL(path, flowsFolder)));
const dutyOf = new Map(duties.map((duty) => [duty.id, duty]));

const roster: Roster = {
  ...handRoster,
  orgs: handRoster.orgs.map((org) =>
    org.level === 'branch' || org.level === 'organ_committee'
      ? { ...org, electedOn: asDay('2023-08-20'), termYears: 3 }
      : org,
  ),
};
const days = { goLiveOn: asDay('2026-01-01'), from: asDay('2026-01-01'), to: asDay('2027-01-31') };
const whole = (over: Partial<AuditInput> = {}): readonly ExpectedLine[] =>
  expectedLines(handInput(row(), { roster, duties, ...days, ...over }));

const silent = whole();
const instances = [...new Set(silent.map((line) => line.instance))];

const someDay = fc.integer({ min: 0, max: 395 }).map((offset) => addDays(asDay('2026-01-01'), offset));
const someMoment = fc
  .integer({ min: 0, max: 395 * 24 * 12 })
  .map((fives) => new Date(Date.UTC(2026, 0, 1) + fives * 300_000));
const someMember = fc.constantFrom('b1_secretary', 'b1_deputy', 'b1_young', 'b2_leader', 'w_deputy');

function actsOf(kinds: readonly AuditedAct['kind'][]): fc.Arbitrary<readonly AuditedAct[]> {
  const act = fc
    .record({
      instance: fc.constantFrom(...instances),
      kind: fc.constantFrom(...kinds),
      at: someMoment,
      heldOn: someDay,
      newHeldBy: someDay,
      subject: fc.tuple(someMember, someMember),
    })
    .map(({ instance, ...rest }): AuditedAct => {
      const [org = '', duty = '', period = ''] = instance.split('/');
      return { org, duty, period, ...rest };
    });
  return fc.array(act, { maxLength: 60 });
}

const endings = ['recorded', 'accepted', 'waived', 'not_applicable', 'voided'] as const;
const plain = ['scheduled', 'unscheduled', 'requested', 'submitted', 'marked', ...endings] as const;
const turning = [...plain, 'returned', 'extended'] as const;

const somePosts = fc.subarray<PostType>([
  'organ_fulltime_deputy',
  'party_affairs_officer',
  'organ_secretary',
  'leadership_secretary',
  'branch_secretary',
  'work_committee_officer',
]);
const somePause = fc.tuple(someDay, fc.integer({ min: 0, max: 20 })).map(([from, length]) => ({
  from,
  to: addDays(from, length),
}));
const someWorld = fc.record({
  posts: somePosts,
  silentPeople: fc.subarray(['b1_secretary', 'w_officer', 'gw_deputy', 'z_secretary', 'g_secretary']),
  closures: fc.array(
    fc.tuple(fc.constantFrom('B1', 'G', 'W', 'GW'), somePause).map(([org, pause]) => ({ org, ...pause })),
    { maxLength: 2 },
  ),
  outages: fc.array(somePause, { maxLength: 1 }),
});

interface Case {
  readonly acts: readonly AuditedAct[];
  readonly lines: readonly ExpectedLine[];
  readonly outages: readonly { readonly from: Day; readonly to: Day }[];
}

function check(kinds: readonly AuditedAct['kind'][], property: (one: Case) => void): void {
  fc.assert(
    fc.property(actsOf(kinds), someWorld, (acts, { posts, silentPeople, closures, outages }) => {
      const emptied = ['W', 'Z', 'B1', 'GW'].reduce((from, org) => withoutPost(from, org, ...posts), roster);
      const left = withoutAccount(emptied, ...silentPeople);
      property({ acts, outages, lines: whole({ acts, closures, outages, roster: left }) });
    }),
    { numRuns: 25 },
  );
}

const isSlip = (line: ExpectedLine): boolean => line.kind === 'overdue' || line.kind === 'escalation';

function endOf({ acts }: Case, instance: string): Date | undefined {
  const ends = acts.filter(
    (act) =>
      `${act.org}/${act.duty}/${act.period}` === instance &&
      (endings as readonly string[]).includes(act.kind),
  );
  return ends.map((act) => act.at).sort((a, b) => a.getTime() - b.getTime())[0];
}

function byInstance(lines: readonly ExpectedLine[]): ReadonlyMap<string, readonly ExpectedLine[]> {
  const grouped = new Map<string, ExpectedLine[]>();
  for (const line of lines) grouped.set(line.instance, [...(grouped.get(line.instance) ?? []), line]);
  return grouped;
}

describe('the whole catalogue, whatever people do, whoever is missing, whatever is closed', () => {
  it('is looked at whole: every periodic duty and every term has its lines', () => {
    expect(duties.length).toBe(63);
    const owed = new Set(silent.map((line) => line.instance.split('/')[1]));
    const unheard = duties.filter((duty) => !owed.has(duty.id)).map((duty) => duty.id);
    // Opened by hand, or owed only by a branch of seven full members.
    const byHand = duties
      .filter(({ cadence }) => 'on' in cadence && cadence.on === 'event')
      .map(({ id }) => id);
    const byCommittee = duties.filter((duty) => duty.applicable.includes('committee')).map(({ id }) => id);
    expect(unheard.sort()).toEqual([...byHand, ...byCommittee].sort());
  });

  it('nothing is told on a day that is no working day, while the system is down, or before go-live', () => {
    check(turning, ({ lines, outages }) => {
      const isDown = (day: Day): boolean => outages.some(({ from, to }) => from <= day && day <= to);
      const wrong = lines.filter(
        ({ day }) => !announcedCalendar().isWorkday(day) || isDown(day) || day < days.goLiveOn,
      );
      expect(wrong).toEqual([]);
    });
  });

  it('nobody hears a stage of an instance twice, nor twice on one day after a new start', () => {
    check(plain, ({ lines }) => {
      const keys = lines.map((line) => `${line.instance}/${line.stage}/${line.to}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
    check(turning, ({ lines }) => {
      const keys = lines.map((line) => `${line.instance}/${line.stage}/${line.to}/${line.day}`);
      expect(new Set(keys).size).toBe(keys.length);
    });
  });

  it('nothing but closing lines comes after it is settled', () => {
    check(plain, (one) => {
      const after = one.lines.filter(({ stage, day, instance }) => {
        const end = endOf(one, instance);
        return stage !== 'closing' && end !== undefined && day > dayOf(end);
      });
      expect(after).toEqual([]);
    });
  });

  it('exactly those told of a slip hear that it is over, once each', () => {
    check(
      plain.filter((kind) => kind !== 'marked'),
      (one) => {
        for (const [instance, lines] of byInstance(one.lines)) {
          const end = endOf(one, instance);
          const told = [...new Set(lines.filter(isSlip).map((line) => line.to))].sort();
          const closed = lines.filter(({ stage }) => stage === 'closing').map((line) => line.to);
          // A closing line of the last days may lie beyond the window.
          if (!end || dayOf(end) < '2027-01-10') expect(closed.sort()).toEqual(end ? told : []);
        }
      },
    );
  });

  it('never more closing lines than a person was told of slips, each after one', () => {
    check(turning, (one) => {
      for (const lines of byInstance(one.lines).values())
        for (const closing of lines.filter(({ stage }) => stage === 'closing')) {
          const own = lines.filter((line) => line.to === closing.to && line.day <= closing.day);
          const closings = own.filter(({ stage }) => stage === 'closing').length;
          expect(own.filter(isSlip).length).toBeGreaterThanOrEqual(closings);
        }
    });
  });

  it('levels come in order', () => {
    check(plain, ({ lines }) => {
      for (const ofInstance of byInstance(lines).values()) {
        const slips = ofInstance.filter(isSlip);
        const firstDays = [...new Set(slips.map((line) => line.stage))]
          .sort()
          .map((stage) => slips.find((line) => line.stage === stage)?.day ?? '');
        expect(firstDays).toEqual([...firstDays].sort());
      }
    });
  });
});

describe('one day of many years', () => {
  it('looked at alone says what the long look says of it', () => {
    const acts = instances.flatMap((instance, at): AuditedAct[] => {
      const [org = '', duty = '', period = ''] = instance.split('/');
      const when = new Date(Date.UTC(2026, at % 13, 5 + (at % 20), 7));
      return at % 3 === 0
        ? [{ org, duty, period, kind: at % 2 === 0 ? 'recorded' : 'waived', at: when }]
        : [];
    });
    const long = whole({ acts, to: asDay('2029-12-31') });
    for (let day = asDay('2026-01-05'); day < '2029-12-31'; day = addDays(day, 61))
      expect(whole({ acts, from: day, to: day })).toEqual(long.filter((line) => line.day === day));
  });
});

describe('with every post held', () => {
  it('no level is skipped, whatever is closed', () => {
    fc.assert(
      fc.property(
        actsOf(['scheduled', 'unscheduled', 'recorded', 'extended', 'waived']),
        someWorld,
        (acts, { closures, outages }) => {
          for (const [instance, lines] of byInstance(whole({ acts, closures, outages }))) {
            // A term's first level is no slip yet: it is left out once its day is past.
            if (dutyOf.get(instance.split('/')[1] ?? '')?.escalation === 'E_TERM') continue;
            const told = [...new Set(lines.filter(isSlip).map((line) => line.stage))].sort();
            expect([instance, told]).toEqual([
              instance,
              ['L0', 'L1', 'L2', 'L3', 'L4'].slice(0, told.length),
            ]);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('a year in which nothing is done climbs every ladder to its end', () => {
    for (const [instance, lines] of silentLong) {
      const duty = dutyOf.get(instance.split('/')[1] ?? '');
      if (!lines.some((line) => isSlip(line) && line.day < '2026-10-01')) continue;
      const levels = [...new Set(lines.filter(isSlip).map((line) => line.stage))].sort().join(' ');
      expect([instance, levels]).toEqual([instance, expect.stringMatching(ladders(duty))]);
    }
  });
});

/** Everything that follows from the silent year, to the end of its ladders. */
const silentLong = byInstance(whole({ to: asDay('2027-06-30') }));

function ladders(duty: DutyDef | undefined): RegExp {
  switch (duty?.escalation) {
    case 'E_MONTH':
    case 'E_YEAR':
      return /^L0 L1 L2 L3$/;
    case 'E_QUARTER':
      return /^L0 L1 L2 L3( L4)?$/;
    case 'E_ORGAN':
      return /^L0 L1( L2 L3)?$/;
    case 'E_TERM':
      return /^L1 L2 L3( L4)?$/;
    case 'E_PRIVATE':
      return /^L0 L1( L2)?$/;
    case 'E_LEADERSHIP':
    case 'E_WORKCOM':
      return /^L0 L1 L2$/;
    default:
      return /^L0$/;
  }
}
