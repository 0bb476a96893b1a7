import { describe, expect, it } from 'vitest';
import { AppError } from '../../core/errors.ts';
import { Catalogue, dutiesIn } from './catalogue.ts';

/** A sound row; every test spoils one field of it. Line 1 is the id. */
const sound = `- id: branch_theme_day
  short: TD
  name: { zh: 支部主题党日, brief: 主题党日, en: Themed party day }
  cadence: { every: month }
  owner: { level: branch, post: branch_secretary }
  reportTo: { relation: superior, level: organ_committee }
  heldBy: { rule: EOM, shift: prev }
  recordBy: { rule: held+3wd }
  evidence: { required: [held_on] }
  reminder: R_MONTH
  escalation: E_MONTH
  catchUp: system_missed
  privacy: group_ok
  source:
    - { doc: BR, art: 16, checked: true, clause: 支部工作条例第十六条 }
`;

function refusalOf(text: string): string {
  try {
    new Catalogue(dutiesIn(text, 'duties.yaml'));
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return error.message;
    throw error;
  }
  return 'accepted';
}

function spoilt(from: string, to: string): string {
  expect(sound).toContain(from);
  return sound.replace(from, to);
}

const event = (text: string) =>
  text.replace('{ every: month }', '{ on: event }\n  opens: { day: 发生的日期 }').replace('EOM', 'ev+5wd');

describe('a row of the catalogue', () => {
  it('is accepted when it is sound', () => {
    expect(refusalOf(sound)).toBe('accepted');
  });

  it.each([
    // what is wrong | from | to | line | field | part of the sentence
    ['an unknown post', 'post: branch_secretary', 'post: secretary', 5, 'owner.post', 'Invalid'],
    [
      'a post of another level',
      'post: branch_secretary',
      'post: organ_secretary',
      5,
      'owner.post',
      'no organ_secretary at a branch',
    ],
    ['an impossible rule', 'rule: EOM', 'rule: EOX', 7, 'heldBy.rule', 'unknown form'],
    ['a date that does not exist', 'rule: EOM', "rule: 'Y:02-30'", 7, 'heldBy.rule', 'does not exist'],
    ['a rule of another period', 'rule: EOM', 'rule: EOQ', 7, 'heldBy.rule', 'every month'],
    [
      'a rule counted from an event that is none',
      'rule: EOM',
      'rule: ev+5wd',
      7,
      'heldBy.rule',
      'every month',
    ],
    ['a rule counted from itself', 'rule: EOM', 'rule: held+3wd', 7, 'heldBy.rule', 'from itself'],
    ['a given day without an event', 'rule: EOM', 'rule: given', 7, 'heldBy.rule', 'event alone'],
    ['proof on a given day', 'rule: held+3wd', 'rule: given', 8, 'recordBy.rule', 'event alone'],
    ['proof counted by another period', 'rule: held+3wd', 'rule: Q+5wd', 8, 'recordBy.rule', 'every month'],
    ['unknown evidence', '[held_on]', '[held_on, photo]', 9, 'evidence.required.1', 'Invalid'],
    ['no evidence at all', '[held_on]', '[]', 9, 'evidence.required', 'Too small'],
    ['an unknown profile', 'R_MONTH', 'R_DAILY', 10, 'reminder', 'Invalid'],
    ['a reminder profile of another cadence', 'R_MONTH', 'R_TERM', 10, 'reminder', 'on term'],
    ['an event profile without an event', 'R_MONTH', 'R_EVENT', 10, 'reminder', 'day of an event'],
    ['a term ladder without a term', 'E_MONTH', 'E_TERM', 11, 'escalation', 'on term'],
    ['a rectification ladder without an issue', 'E_MONTH', 'E_RECTIFY', 11, 'escalation', 'on event'],
    ['the ladder of another level', 'E_MONTH', 'E_ORGAN', 11, 'escalation', 'at a organ_committee'],
    ['a private ladder in a group', 'E_MONTH', 'E_PRIVATE', 13, 'privacy', 'needs private'],
    [
      'a name too long for a button',
      'brief: 主题党日',
      'brief: 支部主题党日活动安排',
      3,
      'name.brief',
      'Too big',
    ],
    ['a number of three letters', 'short: TD', 'short: TDX', 2, 'short', 'Invalid'],
    ['an unknown document', 'doc: BR', 'doc: XX', 15, 'source.0.doc', 'Invalid'],
    ['a source nobody can read', ', clause: 支部工作条例第十六条', '', 15, 'source.0.clause', 'Invalid'],
    ['a missing field', '  privacy: group_ok\n', '', 1, 'privacy', 'Invalid'],
    [
      'a field nobody knows',
      'privacy: group_ok',
      'privacy: group_ok\n  points: 5',
      14,
      'points',
      'Unrecognized',
    ],
    [
      'its own level that is another',
      'relation: superior',
      'relation: own',
      6,
      'reportTo.level',
      "owner's level",
    ],
    [
      'an owner who accepts',
      'privacy: group_ok',
      'privacy: group_ok\n  acceptedBy: branch_secretary',
      14,
      'acceptedBy',
      'cannot accept',
    ],
    [
      'marks of persons on an open ladder',
      'privacy: group_ok',
      'privacy: group_ok\n  coverage: per_pair',
      14,
      'coverage',
      'E_PRIVATE',
    ],
    [
      'a level the profile does not have',
      'privacy: group_ok',
      "privacy: group_ok\n  ladder: { '4': [owner] }",
      14,
      'ladder.4',
      'no level 4',
    ],
    [
      'a hearing nobody knows',
      'privacy: group_ok',
      'privacy: group_ok\n  ladder: { 1: [boss] }',
      14,
      'ladder.1.0',
      'not a post',
    ],
    ['a month that is heavy', 'privacy: group_ok', 'privacy: group_ok\n  heavy: true', 14, 'heavy', 'yearly'],
    [
      'sharing with a duty that is not there',
      'privacy: group_ok',
      'privacy: group_ok\n  canShareActivityWith: [picnic]',
      14,
      'canShareActivityWith',
      'no duty picnic',
    ],
    [
      'sharing with itself',
      'privacy: group_ok',
      'privacy: group_ok\n  canShareActivityWith: [branch_theme_day]',
      14,
      'canShareActivityWith',
      'itself',
    ],
  ])('is refused with line and field: %s', (_what, from, to, line, field, sentence) => {
    const refusal = refusalOf(spoilt(from, to));
    expect(refusal).toContain(`duties.yaml:${line}: `);
    expect(refusal).toMatch(new RegExp(`[0d-z]\\.${field.replaceAll('.', '\\.')}: .*${sentence}`));
  });

  it('is named by its id, with the value found and those allowed', () => {
    expect(refusalOf(spoilt('post: branch_secretary', 'post: secretary'))).toMatch(
      /^duties\.yaml:5: branch_theme_day\.owner\.post: .*"branch_secretary"\|.*; found "secretary"$/,
    );
    expect(refusalOf(spoilt('post: branch_secretary', 'post: [branch_secretary, secretary]'))).toMatch(
      /^duties\.yaml:5: branch_theme_day\.owner\.post\.1: .*"branch_secretary"\|.*; found "secretary"$/,
    );
    expect(refusalOf(spoilt('every: month', 'every: week'))).toMatch(
      /^duties\.yaml:4: branch_theme_day\.cadence\.every: .*"month"\|"quarter".*; found "week"$/,
    );
    expect(refusalOf(spoilt('{ every: month }', 'monthly'))).toMatch(
      /^duties\.yaml:4: branch_theme_day\.cadence: .*; found "monthly"$/,
    );
    expect(refusalOf(spoilt('R_MONTH', 'R_DAILY'))).toMatch(
      /^duties\.yaml:10: branch_theme_day\.reminder: .*"R_MONTH"\|.*; found "R_DAILY"$/,
    );
    expect(refusalOf(spoilt('id: branch_theme_day', 'id: 7'))).toContain('duties.yaml:1: 0.id: ');
  });

  it('is asked of branches alone where a committee is needed', () => {
    const above = sound
      .replace(
        '{ level: branch, post: branch_secretary }',
        '{ level: organ_committee, post: organ_secretary }',
      )
      .replace('privacy: group_ok', 'privacy: group_ok\n  applicable: [committee]');
    expect(refusalOf(above)).toContain(
      'duties.yaml:14: branch_theme_day.applicable: is asked of branches alone',
    );
  });

  it('may wait for a given day when it is an event, and then needs no period', () => {
    const given = event(sound).replace('ev+5wd', 'given').replace('R_MONTH', 'R_EVENT');
    expect(refusalOf(given)).toBe('accepted');
    expect(refusalOf(given.replace('rule: given', 'rule: term'))).toContain('does not fit a duty on event');
  });
});

describe('an item of a duty on event', () => {
  it('is opened by somebody: by hand, or by a button', () => {
    const onEvent = event(sound).replace('R_MONTH', 'R_EVENT');
    expect(refusalOf(onEvent)).toBe('accepted');
    expect(refusalOf(onEvent.replace('{ day: 发生的日期 }', '{ action: talks.must, command: 必谈 }'))).toBe(
      'accepted',
    );
    expect(refusalOf(onEvent.replace('  opens: { day: 发生的日期 }\n', ''))).toContain(
      'opens: nobody opens it',
    );
  });

  it('has no other way in where the calendar opens it', () => {
    const opened = sound.replace('every: month }', 'every: month }\n  opens: { day: 发生的日期 }');
    expect(refusalOf(opened)).toContain('opens: the calendar opens it');
  });
});

describe('the rows together', () => {
  const second = (id: string, short: string) =>
    sound.replace('branch_theme_day', id).replace('short: TD', `short: ${short}`);

  it('are refused when two share an id, or the letters people read aloud', () => {
    expect(refusalOf(sound + second('branch_theme_day', 'MM'))).toContain(
      'duties.yaml:16: branch_theme_day.id: there is another branch_theme_day',
    );
    expect(refusalOf(sound + second('branch_lecture', 'TD'))).toContain(
      'duties.yaml:17: branch_lecture.short: branch_theme_day has TD too',
    );
  });

  it('share an activity at both ends, and at one level', () => {
    const sharing = (text: string, id: string) => `${text}  canShareActivityWith: [${id}]\n`;
    const one = sharing(sound, 'branch_lecture');
    expect(refusalOf(one + second('branch_lecture', 'LA'))).toContain(
      'duties.yaml:16: branch_theme_day.canShareActivityWith: branch_lecture does not name branch_theme_day in turn',
    );
    const back = sharing(second('branch_lecture', 'LA'), 'branch_theme_day');
    expect(refusalOf(one + back)).toBe('accepted');
    const above = back
      .replace('level: branch, post: branch_secretary', 'level: organ_committee, post: organ_secretary')
      .replace('E_MONTH', 'E_ORGAN');
    expect(refusalOf(one + above)).toContain('branch_lecture is owed at another level');
  });

  it('name every problem at once, so that a file is mended in one go', () => {
    const broken = sound.replace('EOM', 'EOX').replace('R_MONTH', 'R_DAILY');
    expect(refusalOf(broken).split('\n')).toHaveLength(2);
  });

  it('are refused as text that is no list, or no YAML', () => {
    expect(refusalOf('')).toContain('duties.yaml:1: ');
    expect(refusalOf('id: one')).toContain('expected array');
    expect(refusalOf(`${sound}  id: again\n`)).toContain('duties.yaml:16: ');
    expect(refusalOf('- [')).toMatch(/duties\.yaml:1: /);
  });
});
