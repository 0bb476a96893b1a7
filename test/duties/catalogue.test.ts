import { describe, expect, it } from 'vitest';
import { flows } from '../../flows/index.ts';
import { readCatalogue } from '../../src/duties/catalogue/catalogue.ts';
import { Registry } from '../../src/engine/registry.ts';

/** duties.md b.4 to b.7, copied by eye: id, cadence, owner, due day, profiles. Not made from the catalogue. */
const table = {
  'b.4': `
    branch_theme_day           month   branch_secretary          EOM/prev         R_MONTH    E_MONTH
    branch_member_meeting      quarter branch_secretary          EOQ/prev         R_QUARTER  E_QUARTER
    branch_committee_meeting   month   branch_secretary          EOM/prev         R_MONTH    E_MONTH
    branch_group_meeting       month   branch_group_leader       EOM/prev         R_MONTH    E_MONTH
    branch_lecture_secretary   year    branch_secretary          EOY:12-20/prev   R_YEAR     E_YEAR
    branch_lecture_attend      quarter branch_secretary          EOQ/prev         R_SOFT     E_NONE
    org_life_meeting           year    branch_secretary          Y:12-31/prev     R_YEAR     E_YEAR
    special_org_life_meeting   event   branch_secretary          ev+20wd/prev     R_EVENT    E_PRIVATE
    democratic_review          year    branch_secretary          Y:12-31/prev     R_YEAR     E_YEAR
    talk_secretary_committee   year    branch_secretary          EOY:12-20/prev   R_YEAR     E_PRIVATE
    talk_committee_peers       year    all_committee_posts       EOY:12-20/prev   R_YEAR     E_PRIVATE
    talk_committee_member      year    all_committee_posts       EOY:12-20/prev   R_YEAR     E_PRIVATE
    talk_member_member         year    member                    EOY:12-20/prev   R_SOFT     E_PRIVATE
    talk_must                  event   branch_secretary          ev+10wd/prev     R_EVENT    E_PRIVATE
    quarterly_work_report      quarter branch_secretary          Q+5wd/next       R_QUARTER  E_QUARTER
    member_annual_statement    year    member                    Y+1:01-31/prev   R_SOFT     E_PRIVATE
    branch_secretary_debrief   year    branch_secretary          Y+1:01-20/next   R_YEAR     E_YEAR
    dues_monthly               month   member                    EOM/prev         R_SOFT     E_PRIVATE
    dues_remit                 quarter commissioner_organization Q+5wd/next       R_QUARTER  E_QUARTER
    dues_publish               year    commissioner_organization Y+1:01-31/next   R_YEAR     E_YEAR
    branch_election            term    branch_secretary          term/prev        R_TERM     E_TERM
    branch_responsibility_list year    branch_secretary          Y:02-28/next     R_YEAR     E_YEAR
    rectification_item         event   branch_secretary          given/next       R_RECTIFY  E_RECTIFY
    member_training_hours      year    branch_secretary          EOY:12-20/prev   R_SOFT     E_NONE
    new_secretary_training     event   organ_fulltime_deputy     ev+6mo/prev      R_EVENT    E_ORGAN
    relation_transfer          event   commissioner_organization given/next       R_EVENT    E_PRIVATE
    applicant_talk             event   branch_secretary          ev+1mo/prev      R_EVENT    E_QUARTER
    activist_review            half    branch_secretary          EOH/next         R_HALF     E_QUARTER
    probation_end              event   branch_secretary          ev+12mo/next     R_EVENT    E_QUARTER
    star_rating_self           year    branch_secretary          Y+1:03-31/next   R_YEAR     E_YEAR`,
  'b.5': `
    organ_members_congress     year    organ_secretary+organ_fulltime_deputy EOY:12-20/prev R_YEAR E_ORGAN
    organ_committee_meeting    quarter organ_secretary+organ_fulltime_deputy EOQ/prev R_QUARTER    E_ORGAN
    halfyear_inspection        half    organ_secretary+organ_fulltime_deputy EOH/prev R_HALF       E_ORGAN
    organ_talk_branch_heads    year    organ_secretary+organ_fulltime_deputy EOY:12-20/prev R_YEAR E_PRIVATE
    organ_report_to_leadership half    organ_secretary           EOH/next         R_HALF     E_ORGAN
    review_branch_reports      quarter party_affairs_officer     Q+15wd/next      R_QUARTER  E_ORGAN
    term_notice                branch_term organ_fulltime_deputy term-6mo/prev    R_EVENT    E_ORGAN
    organ_election             term    organ_secretary           term/prev        R_TERM     E_TERM
    organ_secretary_debrief    year    organ_secretary           Y+1:01-31/next   R_YEAR     E_ORGAN
    organ_responsibility_list  year    organ_secretary           Y:02-15/next     R_YEAR     E_ORGAN
    reminder_talk              event   organ_secretary           given/prev       R_EVENT    E_NONE
    integrity_talk             year    organ_secretary           EOY:12-20/prev   R_SOFT     E_NONE
    organ_star_review          year    organ_secretary           Y+1:03-31/prev   R_YEAR     E_NONE`,
  'b.6': `
    central_group_study          quarter leadership_secretary    EOQ/prev         R_QUARTER  E_LEADERSHIP
    leadership_hear_party_report half    leadership_secretary    EOH/prev         R_HALF     E_LEADERSHIP
    strict_governance_review     half    leadership_secretary    EOH/prev         R_HALF     E_LEADERSHIP
    leadership_plan_list         year    leadership_secretary    Y:02-15/next     R_YEAR     E_LEADERSHIP
    leadership_lecture           year    leadership_secretary    EOY:12-20/prev   R_YEAR     E_LEADERSHIP
    democratic_life_meeting      year    leadership_secretary    Y:12-31/prev     R_YEAR     E_LEADERSHIP
    leadership_written_debrief   year    leadership_secretary    Y+1:01-31/next   R_YEAR     E_LEADERSHIP
    hear_discipline_report       half    leadership_secretary    EOH/prev         R_SOFT     E_NONE
    party_building_lg_meeting    quarter leadership_secretary    EOQ/prev         R_QUARTER  E_LEADERSHIP`,
  'b.7': `
    problem_list_issue         quarter work_committee_officer    Q+10wd/next      R_QUARTER  E_WORKCOM
    quarterly_inspection       quarter work_committee_officer    EOQ/prev         R_QUARTER  E_WORKCOM
    halfyear_review            half    work_committee_deputy_secretary H+15wd/next R_HALF    E_WORKCOM
    annual_assessment          year    work_committee_secretary  Y+1:03-31/next   R_YEAR     E_WORKCOM
    yearly_circular            year    work_committee_officer    Y+1:03-31/next   R_YEAR     E_WORKCOM
    report_to_provincial       half    work_committee_secretary  H+20wd/next      R_HALF     E_WORKCOM
    work_committee_hear        half    work_committee_officer    EOH/prev         R_HALF     E_WORKCOM
    appointment_talk           event   work_committee_secretary  given/prev       R_EVENT    E_NONE
    three_level_debrief        year    work_committee_officer    Y+1:01-31/next   R_YEAR     E_WORKCOM
    meeting_debrief            event   work_committee_officer    given/prev       R_EVENT    E_NONE
    cadre_training             year    work_committee_officer    EOY:12-20/prev   R_YEAR     E_WORKCOM`,
};

const allCommitteePosts = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
  'commissioner_publicity',
  'commissioner_discipline',
].join('+');

const expected = Object.values(table).flatMap((section) =>
  section
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).join(' ').replace('all_committee_posts', allCommitteePosts)),
);

const { catalogue } = new Registry(flows);

describe('the catalogue', () => {
  it('is the 63 duties of duties.md, owed, due and told as written there', () => {
    expect(Object.values(table).map((section) => section.trim().split('\n').length)).toEqual([30, 13, 9, 11]);
    const rows = catalogue.duties.map(({ id, cadence, owner, heldBy, reminder, escalation }) =>
      [
        id,
        'every' in cadence ? cadence.every : cadence.on,
        owner.post.join('+'),
        `${heldBy.rule}/${heldBy.shift}`,
        reminder,
        escalation,
      ].join(' '),
    );
    expect([...rows].sort()).toEqual([...expected].sort());
  });

  it('has no duty on event that nobody opens', () => {
    const onEvent = catalogue.duties.filter(({ cadence }) => 'on' in cadence && cadence.on === 'event');
    expect(onEvent).toHaveLength(10);
    expect(onEvent.filter(({ opens }) => opens === undefined)).toEqual([]);
    // Those that are not asked for with one day have a button of their own, and a command that leads there.
    const { actions, commands } = new Registry(flows);
    const others = onEvent.flatMap(({ opens }) => (opens && 'action' in opens ? [opens] : []));
    expect(others.map(({ action }) => action)).toEqual(['talks.must', 'rectification.issue']);
    for (const { action, command } of others) {
      expect(actions.has(action)).toBe(true);
      expect(commands.map(({ name }) => name)).toContain(command);
    }
    expect(
      onEvent.filter((duty) => !duty.start && !duty.record && !('action' in (duty.opens ?? {}))),
    ).toEqual([]);
  });

  it('reads the same from its files alone, as the command does', () => {
    const fromFiles = readCatalogue(new URL('../../flows/', import.meta.url));
    const byId = (duties: typeof catalogue.duties) => new Map(duties.map((duty) => [duty.id, duty]));
    expect(byId(fromFiles.duties)).toEqual(byId(catalogue.duties));
  });

  it('asks for proof three working days after the act, and says why it asks in words people can read', () => {
    for (const { id, recordBy, source } of catalogue.duties) {
      expect([id, recordBy.rule]).toEqual([id, 'held+3wd']);
      for (const { clause } of source) expect(clause).toMatch(/^\p{Script=Han}/u);
    }
  });

  it('replaces the posts of a level where duties.md says so, and nowhere else', () => {
    const ladders = catalogue.duties.flatMap(({ id, ladder }) => (ladder ? [[id, ladder]] : []));
    expect(Object.fromEntries(ladders)).toEqual({
      branch_group_meeting: { 1: ['owner', 'branch_secretary'] },
      review_branch_reports: { 0: ['owner', 'organ_fulltime_deputy'] },
      organ_election: {
        1: ['work_committee_officer'],
        2: ['work_committee_deputy_secretary'],
        3: ['work_committee_secretary'],
        4: [],
      },
    });
  });

  it('counts talks, statements and dues by persons, in private', () => {
    const counted = catalogue.duties.flatMap(({ id, coverage }) => (coverage ? [[id, coverage]] : []));
    expect(Object.fromEntries(counted)).toEqual({
      talk_secretary_committee: 'per_pair',
      talk_committee_peers: 'per_pair',
      talk_committee_member: 'per_member',
      talk_member_member: 'per_person',
      member_annual_statement: 'per_person',
      organ_talk_branch_heads: 'per_member',
      dues_monthly: 'per_person',
    });
  });

  it('never makes up for a soft duty nobody escalates, nor for a month the system missed', () => {
    for (const { id, cadence, heldBy, reminder, escalation, catchUp } of catalogue.duties) {
      if (reminder === 'R_SOFT' && escalation === 'E_NONE') expect([id, catchUp]).toEqual([id, 'skip']);
      if ('every' in cadence && cadence.every === 'month')
        expect([id, catchUp]).toEqual([id, 'system_missed']);
      if (heldBy.shift === 'next') expect([id, catchUp]).toEqual([id, 'once_late']);
    }
  });

  it('knows who accepts: the officer the quarterly report, the issuer a rectified problem', () => {
    const accepted = catalogue.duties.flatMap(({ id, acceptedBy }) => (acceptedBy ? [[id, acceptedBy]] : []));
    expect(Object.fromEntries(accepted)).toEqual({
      quarterly_work_report: 'party_affairs_officer',
      branch_secretary_debrief: 'party_affairs_officer',
      star_rating_self: 'party_affairs_officer',
      organ_secretary_debrief: 'work_committee_officer',
      branch_election: 'organ_secretary',
      organ_election: 'work_committee_secretary',
      rectification_item: 'issuer',
    });
  });

  it('is asked of branches that can do it: a committee, groups', () => {
    const asked = catalogue.duties.flatMap(({ id, applicable }) => applicable.map((what) => [id, what]));
    expect(Object.fromEntries(asked)).toEqual({
      branch_committee_meeting: 'committee',
      branch_group_meeting: 'groups',
      talk_committee_peers: 'committee',
    });
  });
});
