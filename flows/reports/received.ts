import { type Refusal, refuse } from '../../src/core/errors.ts';
import { lockInstances } from '../../src/duties/store.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { canSee } from '../../src/org/scope.ts';
import { postName } from '../../src/org/terms.ts';
import { latestVersion, type PaperVersion, readPaperId } from './papers.ts';
import { readingKeys, waitingVersion } from './reading.ts';
import { barredFrom, readersOf } from './rules.ts';
import { itemName, itemOf, type Subject, subjectOf, unknown } from './subject.ts';
import { text } from './text.ts';

/** A paper that came in, with the instances of its reading, locked. */
export interface Received {
  readonly subject: Subject;
  readonly version: PaperVersion;
  readonly locked: Awaited<ReturnType<typeof lockInstances>>;
}

/** The paper with its reader's own duties, locked together, in one order everywhere. */
export async function lockForReading(context: ActorContext, paperId: string): Promise<Received | Refusal> {
  const { instance: key, person } = readPaperId(paperId);
  const reading = readingKeys(context, key);
  const before = await latestVersion(context.tx, paperId);
  const version = before?.version ?? 1;
  const locked = await lockInstances(context.tx, [
    key,
    ...(reading ? [reading.periodic, reading.own({ version }), reading.own({ version: version + 1 })] : []),
  ]);
  const instance = locked.find((one) => one.key === key);
  if (!instance) return refuse('gone', text.no.noTable);
  const subject = subjectOf(context, instance, person);
  if (!subject) return refuse('no_paper', text.no.notReviewed(itemName(context, instance)));
  const waiting = (await waitingVersion(context, subject)) ?? (await latestVersion(context.tx, paperId));
  if (!waiting) return refuse('not_waiting', text.no.notWaiting(itemOf(context, subject.instance)));
  return { subject, version: waiting, locked };
}

/** Whether this person reads it; nobody reads his or her own. */
export function checkReader(context: ActorContext, { subject, version }: Received): Refusal | undefined {
  const { directory, actor, today } = context;
  const { instance, person, template } = subject;
  const barred = barredFrom(directory, instance, { person, filedBy: version.filedBy }, today);
  const readers = readersOf(directory, template, instance, barred, today);
  if (readers?.people.some(({ code }) => code === actor.code)) return undefined;
  if (barred.has(actor.code) && (person === undefined || person === actor.code)) {
    return refuse('own_paper', text.no.ownPaper);
  }
  const posts = (readers?.posts ?? []).map((post) => postName(post)).join(text.and);
  return person === undefined && canSee(directory, actor.code, instance.orgCode, today)
    ? refuse('not_reader', text.no.notReader(posts))
    : unknown(instance.number);
}
