import { describe, expect, it } from 'vitest';
import { handRoster } from '../../test/duties/hand-roster.ts';
import { themeDay } from '../../test/duties/instance-fixture.ts';
import { asDay } from '../calendar/day.ts';
import { buildDirectory } from '../org/directory.ts';
import { relationsOf } from '../org/roster/relations.ts';
import { hearersOfEnd } from './closing-hearers.ts';

const today = asDay('2026-03-09');
const officer = { person: 'w_officer', post: 'party_affairs_officer' };
const secretary = { person: 'b1_secretary', post: 'branch_secretary' };

function heard(change: (roster: typeof handRoster) => typeof handRoster, told = [officer, secretary]) {
  const { orgs, people, posts } = change(handRoster);
  const relations = relationsOf(orgs);
  const directory = buildDirectory({ version: '1', onDay: today, orgs, people, posts, relations });
  return hearersOfEnd({ directory, today }, themeDay({ orgCode: 'B1' }), told);
}

const givenTo = (next: string | undefined) => (roster: typeof handRoster) => ({
  ...roster,
  posts: roster.posts.flatMap((one) => {
    if (one.post !== 'party_affairs_officer') return [one];
    return next === undefined ? [] : [{ ...one, person: next }];
  }),
});

describe('who hears that a slip is over', () => {
  it('whoever was told, while the post is theirs', () => {
    expect(heard((roster) => roster)).toEqual({ hearers: [officer, secretary], unheard: [] });
  });

  it('the present holder of the post that was told, and not the predecessor', () => {
    const { hearers, unheard } = heard(givenTo('b1_young'));
    expect(hearers.map(({ person, movedFrom }) => [person, movedFrom])).toEqual([
      ['b1_secretary', undefined],
      ['b1_young', 'w_officer'],
    ]);
    expect(unheard).toEqual([]);
  });

  it('nobody twice: the present holder was told through another post', () => {
    const { hearers, unheard } = heard(givenTo('b1_secretary'));
    expect(hearers).toEqual([secretary]);
    expect(unheard).toEqual([{ ...officer, reason: 'post_left' }]);
  });

  it('not a person without an account: with the reason', () => {
    const { hearers, unheard } = heard((roster) => ({
      ...roster,
      people: roster.people.map((one) => (one.code === 'w_officer' ? { ...one, account: undefined } : one)),
    }));
    expect(hearers).toEqual([secretary]);
    expect(unheard).toEqual([{ ...officer, reason: 'no_account' }]);
  });
});
