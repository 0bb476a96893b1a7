import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../catalogue/catalogue.ts';
import { standardProfiles } from '../profiles.ts';
import { dutiesWith, profilesWith } from './rules.ts';

const { duties } = readCatalogue(new URL('../../../flows/', import.meta.url));

describe('a duty with one field written anew', () => {
  it('is read', () => {
    const found = dutiesWith(duties, 'quarterly_work_report.heldBy=Q+10wd');
    expect('duties' in found && found.duties.find(({ id }) => id === 'quarterly_work_report')).toMatchObject({
      heldBy: { rule: 'Q+10wd' },
    });
  });

  it('says which value of which field is wrong, with an example that can be understood', () => {
    expect(dutiesWith(duties, 'branch_theme_day.heldBy=soon')).toEqual({
      fault: { what: 'value', of: 'branch_theme_day.heldBy', value: 'soon', example: 'EOM', allowed: [] },
    });
    const found = dutiesWith(duties, 'branch_theme_day.reminder=R_FOO');
    expect(found).toMatchObject({ fault: { what: 'value', value: 'R_FOO', example: 'R_MONTH' } });
    const allowed = 'fault' in found && found.fault.what === 'value' ? found.fault.allowed : [];
    expect(allowed).toContain('R_MONTH');
    expect(allowed).not.toContain('R_TERM');
  });

  it.each([
    ['branch_theme_day.R_FOO=1', { what: 'field', duty: 'branch_theme_day', field: 'R_FOO' }],
    ['branch_them_day.heldBy=EOM', { what: 'duty', duty: 'branch_them_day' }],
    ['branch_theme_day', { what: 'form', spec: 'branch_theme_day' }],
    ['branch_theme_day.heldBy=', { what: 'form', spec: 'branch_theme_day.heldBy=' }],
  ])('says what of %s is wrong', (spec, fault) => {
    expect(dutiesWith(duties, spec)).toEqual({ fault });
  });
});

describe('a profile written anew', () => {
  it('is read', () => {
    const found = profilesWith(standardProfiles, 'R_MONTH=open,3');
    expect(found).toMatchObject({ profiles: { reminders: { R_MONTH: ['open', 3] } } });
    expect(profilesWith(standardProfiles, 'E_MONTH=1,3')).toHaveProperty('profiles');
  });

  it.each([
    ['R_MONTH=open,soon', { what: 'value', of: 'R_MONTH', value: 'open,soon', example: 'open,5,2' }],
    ['E_MONTH=3,1', { what: 'value', of: 'E_MONTH', value: '3,1', example: '1,3,5,10' }],
    ['R_FOO=1', { what: 'profile', id: 'R_FOO' }],
    ['E_TERM=1', { what: 'fixed', id: 'E_TERM' }],
  ])('says what of %s is wrong', (spec, fault) => {
    expect(profilesWith(standardProfiles, spec)).toMatchObject({ fault });
  });
});
