import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asDay } from '../../src/calendar/day.ts';
import { buildDirectory } from '../../src/org/directory.ts';
import { relationsOf } from '../../src/org/roster/relations.ts';
import type { PostAssignment, PostType } from '../../src/org/types.ts';
import { handRoster } from '../../test/duties/hand-roster.ts';
import { isCommon } from './clauses.ts';
import { assembled } from './compose.ts';
import { lists } from './flow.ts';
import type { Typed } from './queries.ts';
import type { YearRow } from './rules.ts';

const today = asDay('2026-02-02');
const { orgs, people } = handRoster;
const [sample] = lists.duties ?? [];

/** A duty of the branch that this post owes, or these posts together. */
function owed(id: string, ...post: PostType[]): YearRow {
  if (!sample) throw new Error('the flow has no duties');
  const duty = { ...sample, id, name: { ...sample.name, zh: id }, owner: { level: 'branch' as const, post } };
  return { duty, done: 0, late: 0, total: 1, next: undefined, own: [], isOff: false };
}

const rows = [
  owed('of_secretary', 'branch_secretary'),
  owed('of_deputy', 'branch_deputy_secretary'),
  owed('of_organization', 'commissioner_organization'),
  owed('of_committee', 'branch_secretary', 'branch_deputy_secretary', 'commissioner_organization'),
  owed('of_everybody', 'member'),
];

const members = people.filter(({ branch }) => branch === 'B1').map(({ code }) => code);
const seat = fc.record({
  post: fc.constantFrom<PostType>(
    'branch_secretary',
    'branch_deputy_secretary',
    'commissioner_organization',
    'commissioner_discipline',
  ),
  person: fc.constantFrom(...members),
});

function listOf(
  seats: readonly { readonly post: PostType; readonly person: string }[],
  typed: readonly Typed[] = [],
) {
  const held = new Map(seats.map((one) => [`${one.post} ${one.person}`, one]));
  const posts = [...held.values()].map(
    (one): PostAssignment => ({ ...one, org: 'B1', from: asDay('2024-01-01'), acting: false }),
  );
  const directory = buildDirectory({
    version: '1',
    onDay: today,
    orgs,
    people,
    posts,
    relations: relationsOf(orgs),
  });
  return { directory, whole: assembled({ directory, today }, { org: 'B1', year: '2026' }, rows, typed) };
}

function assigned(duty: string, person: string): Typed {
  return {
    id: `t-${duty}`,
    orgCode: 'B1',
    year: '2026',
    duty,
    personCode: person,
    content: duty,
    quantity: '',
    dueOn: null,
    dueRule: null,
    standard: '',
    addedBy: person,
    addedAt: new Date(0),
  };
}

describe('一条一人', () => {
  it('自有条款恰好在一个人的清单上，否则列为没有明确；共同条款每位责任岗位各一份', () => {
    fc.assert(
      fc.property(fc.array(seat, { maxLength: 8 }), (seats) => {
        const { directory, whole } = listOf(seats);
        for (const { duty } of rows) {
          const on = whole.lists.filter(({ clauses }) => clauses.some(({ id }) => id === duty.id));
          const open = whole.unassigned.filter((one) => one.duty.id === duty.id);
          if (isCommon(duty)) {
            expect(open).toEqual([]);
            continue;
          }
          const holders = directory.holders('B1', duty.owner.post[0] ?? 'member', today);
          expect(on.length + open.length).toBe(1);
          expect(on.length).toBe(holders.length === 1 ? 1 : 0);
        }
      }),
    );
  });

  it('写明由谁负责以后，就是这一个人的，和岗位上有几位无关', () => {
    fc.assert(
      fc.property(fc.array(seat, { maxLength: 8 }), fc.constantFrom(...members), (seats, person) => {
        const { whole } = listOf(seats, [assigned('of_secretary', person)]);
        const on = whole.lists.filter(({ clauses }) => clauses.some(({ id }) => id === 'of_secretary'));
        expect(on.map((one) => one.person.code)).toEqual([person]);
      }),
    );
  });
});
