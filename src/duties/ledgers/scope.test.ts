import { expect, it } from 'vitest';
import { handRoster } from '../../../test/duties/hand-roster.ts';
import { directoryOf } from '../../../test/org/roster-fixture.ts';
import { asDay } from '../../calendar/day.ts';
import { ledgerScope } from './scope.ts';

const directory = directoryOf(handRoster);

it.each([
  ['b1_secretary', ['B1'], []],
  ['b1_organization', ['B1'], []],
  ['b2_leader', [], []],
  ['b1_old', [], []],
  ['admin', [], []],
  ['g_secretary', ['B2', 'G'], []],
  ['w_officer', ['B1', 'B2', 'W'], []],
  ['z_secretary', ['W', 'Z'], ['B1', 'B2']],
  ['gw_officer', ['B3', 'GW', 'W', 'Z'], ['B1', 'B2']],
])('%s reads one by one %j, as numbers %j', (person, rows, counts) => {
  expect(ledgerScope(directory, person, asDay('2026-02-02'))).toEqual({ rows, counts });
});
