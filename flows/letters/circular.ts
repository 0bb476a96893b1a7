import type { Day } from '../../src/calendar/day.ts';
import type { Period } from '../../src/calendar/periods.ts';
import { completionCounts } from '../../src/duties/completion-counts.ts';
import { instancesDue } from '../../src/duties/ledgers/instances-due.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import type { CircularFacts } from '../../src/exports/letters/circular.ts';
import { officialPeriod } from '../../src/exports/official-date.ts';
import type { Author } from './subject.ts';

/** Numbers by duty over all branches below; talks and dues are no matter of a circular. */
export async function circularFacts(
  { directory, catalogue, today, tx }: ActorContext,
  author: Author,
  period: Period,
  from: Day,
  to: Day,
): Promise<CircularFacts> {
  const branches = directory.branchesUnder(author.issuer).map(({ code }) => code);
  const instances = await instancesDue(tx, branches, from, to);
  const rows = completionCounts(catalogue, instances, today);
  return { period: officialPeriod(period), orgs: branches.length, rows, sender: author.sender, on: today };
}
