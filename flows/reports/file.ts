import { type LifecycleEvent, transition } from '../../src/duties/lifecycle.ts';
import type { ActorContext, Effect } from '../../src/engine/index.ts';
import { markSubjects } from '../../src/engine/marking.ts';
import { filedCard } from './cards.ts';
import type { PaperFacts } from './facts.ts';
import { type Answers, insertVersion, latestVersion, type PaperVersion } from './papers.ts';
import { barredFrom, readersOf, readingDays } from './rules.ts';
import type { Subject } from './subject.ts';

/** Files a paper whose instance is locked: its clock stands from this commit on, and its reader's begins. */
export async function fileSubject(
  context: ActorContext,
  subject: Subject,
  draft: { readonly answers: Answers; readonly facts: PaperFacts },
  channel: 'card' | 'command',
): Promise<{ readonly card: object; readonly effects: readonly Effect[] }> {
  const { tx, directory, actor, now, today, calendar } = context;
  const { template, instance, paperId, person } = subject;
  const before = await latestVersion(tx, paperId);
  const version: PaperVersion = {
    paperId,
    version: (before?.version ?? 0) + 1,
    instanceKey: instance.key,
    answers: draft.answers,
    facts: draft.facts,
    isOnPaper: false,
    filedBy: actor.code,
    filedAt: now,
    filedOn: today,
    readBy: calendar.addWorkdays(today, readingDays),
    verdict: null,
    returnCode: null,
    comment: null,
    reviewedBy: null,
    reviewedAt: null,
  };
  await insertVersion(tx, version);
  const barred = barredFrom(directory, instance, { person, filedBy: actor.code }, today);
  const readers = readersOf(directory, template, instance, barred, today);
  const traced: Effect = {
    do: 'audit',
    entry: {
      org: instance.orgCode,
      channel,
      object: paperId,
      action: 'file_paper',
      actor: actor.code,
      before: { state: instance.state },
      after: { version: version.version },
    },
  };
  const touched: Effect = { do: 'touch_live', kind: 'reports.paper', subject: paperId };
  if (person !== undefined) {
    const marked = await markSubjects(context, instance, [person], today, { actor: actor.code, channel });
    return {
      card: filedCard(context, subject, version, readers),
      effects: [...marked.effects, traced, touched],
    };
  }
  // Done on the day of the filing that is accepted; how late that is, `workdaysLate` says.
  const heldOn = today;
  // Where nobody is left to read it, filed is done.
  const event: LifecycleEvent =
    readers && readers.people.length > 0
      ? { type: 'submit', heldOn, at: now }
      : { type: 'record', heldOn, on: today, at: now };
  const after = { ...instance, ...transition(instance, event, calendar)?.changes };
  return {
    card: filedCard(context, { ...subject, instance: after }, version, readers),
    effects: [{ do: 'transition', instance: instance.key, event }, traced, touched],
  };
}
