import { type Composer, composeEach } from '../../src/engine/index.ts';
import { returnedCard } from './cards.ts';
import { latestVersion } from './papers.ts';
import { lockSubject } from './subject.ts';

/** Drawn just before the wire: a paper that was filed again meanwhile is not asked for. */
export const composeReturned: Composer = composeEach(async (context, notice) => {
  const { paper, version } = notice.subject as { readonly paper: string; readonly version: number };
  const subject = await lockSubject(context, paper);
  const latest = subject && (await latestVersion(context.tx, paper));
  if (!subject || latest?.version !== version || latest.verdict !== 'returned') {
    return { kind: 'suppress', reason: 'filed_again' };
  }
  return { kind: 'card', card: returnedCard(context, subject, latest) };
});
