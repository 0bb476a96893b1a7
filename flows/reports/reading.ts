import { dayOf, instantAt } from '../../src/calendar/day.ts';
import { type DutyInstance, instanceKey, instanceNumber, isStill } from '../../src/duties/instance.ts';
import { openEvent } from '../../src/duties/planning/events.ts';
import { lockInstances } from '../../src/duties/store.ts';
import type { Effect, FlowContext, Job } from '../../src/engine/index.ts';
import { insertVersion, lastRecord, latestVersion, type PaperVersion, standingsOf } from './papers.ts';
import { isCovered, isReadingDone, isUnfiled, readingDays } from './rules.ts';
import { ofDuty, type Subject, subjectOf } from './subject.ts';
import { templates } from './templates.ts';

const readingTimer = 'reports.reading';

/** The instances by which one version of a paper is read: the quarter's, and the one of its own where it came late. */
interface ReadingKeys {
  readonly org: string;
  readonly periodic: string;
  event(version: Pick<PaperVersion, 'version'>): string;
  own(version: Pick<PaperVersion, 'version'>): string;
}

/** Where a paper is read: above the branch its organ committee, above that or without one the work committee. */
function readingOrg(directory: FlowContext['directory'], org: string): string | undefined {
  const isBranch = directory.org(org)?.level === 'branch';
  const organ = isBranch ? directory.organCommitteeOf(org) : undefined;
  return (organ ?? directory.workCommitteeOf(org))?.code;
}

/** Undefined where reading is nobody's duty here: members' statements. */
export function readingKeys(
  { directory, catalogue }: Pick<FlowContext, 'directory' | 'catalogue'>,
  key: string,
): ReadingKeys | undefined {
  const [org = '', duty = '', period = ''] = key.split('/');
  const review = templates.get(duty)?.review;
  const reader = readingOrg(directory, org);
  if (review === undefined || reader === undefined || !catalogue.find(review)) return undefined;
  const number = instanceNumber(org, catalogue.get(duty).short, period);
  const event = ({ version }: Pick<PaperVersion, 'version'>): string => `${number}-v${version}`;
  return {
    org: reader,
    periodic: instanceKey(reader, review, period),
    event,
    own: (version) => instanceKey(reader, review, `ev:${event(version)}`),
  };
}

/**
 * Evidence came in, whichever way: a paper filed in good time is read with its quarter, any other by a day of its
 * own, ten working days later. What was only entered as filed on paper gets its version here.
 */
export const receivePapers: Job = async (context, keys) => {
  const readings = keys.map((key) => readingKeys(context, key));
  const locked = await lockInstances(context.tx, [
    ...keys,
    ...readings.flatMap((reading) => (reading ? [reading.periodic] : [])),
  ]);
  for (const [at, key] of keys.entries()) {
    const instance = locked.find((one) => one.key === key);
    const subject = instance?.state === 'submitted' ? subjectOf(context, instance) : undefined;
    if (!subject) continue;
    const version = await waitingVersion(context, subject);
    const reading = readings[at];
    if (!reading || !version) continue;
    const periodic = locked.find((one) => one.key === reading.periodic);
    const isRead =
      periodic && !isStill(periodic.state) && isCovered(version.filedOn, periodic, context.calendar);
    const review = context.catalogue.find(subject.template.review ?? '');
    if (isRead || !review) continue;
    await openEvent(context, review, {
      id: reading.event(version),
      org: reading.org,
      on: version.filedOn,
      heldBy: version.readBy,
      subject: subject.instance.orgCode,
    });
  }
  return [];
};

/** The version that waits for its reader; of what was filed on paper it is made from the one line there is. */
export async function waitingVersion(
  { tx, calendar, today, now }: FlowContext,
  { instance, paperId, person }: Subject,
): Promise<PaperVersion | undefined> {
  const latest = await latestVersion(tx, paperId);
  if (latest?.verdict === null) return latest;
  if (person !== undefined || instance.state !== 'submitted') return undefined;
  const record = await lastRecord(tx, instance.key);
  const filedAt = instance.recordedAt ?? now;
  const filedOn = instance.recordedAt ? dayOf(instance.recordedAt) : today;
  const version: PaperVersion = {
    paperId,
    version: (latest?.version ?? 0) + 1,
    instanceKey: instance.key,
    answers: { note: record?.note ?? '' },
    facts: null,
    isOnPaper: true,
    filedBy: record?.by ?? '',
    filedAt,
    filedOn,
    readBy: calendar.addWorkdays(filedOn, readingDays),
    verdict: null,
    returnCode: null,
    comment: null,
    reviewedBy: null,
    reviewedAt: null,
  };
  await insertVersion(tx, version);
  return version;
}

/** What an answer to a paper settles of its reader's own duty. `locked` holds the reading instances, `after` the paper's. */
export async function readingEffects(
  context: FlowContext,
  locked: readonly DutyInstance[],
  after: DutyInstance,
  version: PaperVersion,
): Promise<readonly Effect[]> {
  const reading = readingKeys(context, after.key);
  if (!reading) return [];
  const own = locked.find(({ key }) => key === reading.own(version));
  const periodic = locked.find(({ key }) => key === reading.periodic);
  return [
    ...(own && !isStill(own.state) ? [recorded(context, own)] : []),
    ...(periodic ? await periodicEffects(context, periodic, after) : []),
  ];
}

function recorded({ today, now }: FlowContext, { key }: DutyInstance): Effect {
  return { do: 'transition', instance: key, event: { type: 'record', heldOn: today, on: today, at: now } };
}

async function periodicEffects(
  context: FlowContext,
  periodic: DutyInstance,
  after?: DutyInstance,
): Promise<readonly Effect[]> {
  const { tx, directory, today, calendar } = context;
  if (isStill(periodic.state)) return [];
  const duty = [...templates.values()].find(({ review }) => review === periodic.duty)?.duty ?? '';
  const branches = directory.branchesUnder(periodic.orgCode).map(({ code }) => code);
  const instances = (await ofDuty(context, duty, branches, periodic.period)).map((one) =>
    one.key === after?.key ? after : one,
  );
  const versions = await standingsOf(
    tx,
    instances.map(({ key }) => key),
  );
  const papers = instances.map(({ key, state, recordedAt }) => ({
    state,
    filedOn:
      versions.findLast(({ instanceKey: of }) => of === key)?.filedOn ??
      (state === 'submitted' && recordedAt ? dayOf(recordedAt) : undefined),
  }));
  if (isReadingDone(papers, periodic, today, calendar)) return [recorded(context, periodic)];
  // The rest may still come in time: looked at once more when that is over.
  const isWaiting = papers.some(({ state }) => state === 'submitted');
  const isOpen = papers.some(({ state }) => isUnfiled(state));
  const closesOn = calendar.addWorkdays(calendar.addWorkdays(periodic.heldBy, -readingDays), 1);
  return !isWaiting && isOpen && closesOn > today
    ? [{ do: 'timer', kind: readingTimer, subject: periodic.key, dueAt: instantAt(closesOn, '00:30') }]
    : [];
}

export const closeReading: Job = async (context, keys) => {
  const locked = await lockInstances(context.tx, keys);
  const effects: Effect[] = [];
  for (const periodic of locked) effects.push(...(await periodicEffects(context, periodic)));
  return effects;
};
