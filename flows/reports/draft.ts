import type { Refusal } from '../../src/core/errors.ts';
import type { ActorContext, LiveCardComposer } from '../../src/engine/index.ts';
import { filedCard, type View } from './cards.ts';
import type { PaperFacts } from './facts.ts';
import { gatherFacts } from './gather.ts';
import {
  type Answers,
  findPaper,
  latestVersion,
  type Paper,
  type PaperVersion,
  readPaperId,
} from './papers.ts';
import { barredFrom, readersOf } from './rules.ts';
import { checkOpen, readInstance, type Subject, subjectOf } from './subject.ts';
import { askedSections } from './templates.ts';
import { startOf } from './words.ts';

/** Why it cannot be written now. */
export async function refusalFor(context: ActorContext, subject: Subject): Promise<Refusal | undefined> {
  return checkOpen(context, subject, await latestVersion(context.tx, subject.paperId));
}

/** What came back last, with its reason. */
export async function returnedVersion(context: ActorContext, { paperId }: Subject) {
  const latest = await latestVersion(context.tx, paperId);
  return latest?.verdict === 'returned' ? latest : undefined;
}

/** What was typed so far, or what stands there at first; and the figures of this moment. Revision 0: nobody has saved. */
export async function draftOf(
  context: ActorContext,
  { template, instance, paperId, person }: Subject,
): Promise<{ readonly draft: Paper; readonly facts: PaperFacts }> {
  const facts = await gatherFacts(context, instance, person);
  const known = await findPaper(context.tx, paperId);
  if (known) return { draft: known, facts };
  const answers: Answers = Object.fromEntries(
    askedSections(template).map((section) => [
      section.key,
      startOf(context, section, instance.period, facts),
    ]),
  );
  return {
    draft: { id: paperId, instanceKey: instance.key, personCode: person ?? null, answers, revision: 0 },
    facts,
  };
}

/** What was filed, with whoever reads it now. */
export function drawFiled(context: View, subject: Subject, version: PaperVersion): object {
  const { directory, today } = context;
  const barred = barredFrom(
    directory,
    subject.instance,
    { person: subject.person, filedBy: version.filedBy },
    today,
  );
  return filedCard(
    context,
    subject,
    version,
    readersOf(directory, subject.template, subject.instance, barred, today),
  );
}

export const drawPaper: LiveCardComposer = async (context, card) => {
  const { instance: key, person } = readPaperId(card.subject);
  const instance = await readInstance(context.tx, key);
  const subject = instance && subjectOf(context, instance, person);
  const latest = subject && (await latestVersion(context.tx, subject.paperId));
  return subject && latest ? drawFiled(context, subject, latest) : undefined;
};
