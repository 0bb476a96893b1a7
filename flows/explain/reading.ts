import { findInstance, readTrace, type Trace } from '../../src/duties/explain/store.ts';
import { hearerWords } from '../../src/duties/explain/words.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { noticeAbout } from '../../src/engine/sent-notice.ts';
import { answersFor } from '../../src/org/scope.ts';
import { text } from './text.ts';

/** All of it; or the rule and the date, as a member may know it who takes part. */
export type Reading = 'whole' | 'own';

export interface Readable {
  readonly instance: DutyInstance;
  readonly trace: Trace;
  readonly reading: Reading;
  /** Why it was told to this person, as far as what was sent says so. */
  readonly reason: string | undefined;
}

/** What this person may read of the item of this key or number; undefined where nothing. */
export async function readableBy(context: ActorContext, named: string): Promise<Readable | undefined> {
  const { tx, actor, catalogue } = context;
  const instance = await findInstance(tx, named);
  if (!instance || !catalogue.find(instance.duty)) return undefined;
  const trace = await readTrace(tx, instance);
  const notice = await noticeAbout(tx, actor.code, instance.key);
  const isTold = trace.people.has(actor.code) || notice !== undefined;
  const reading = readsWhole(context, instance, trace) ? 'whole' : isTold ? 'own' : undefined;
  const reason = heardAs(context, trace) ?? text.kinds[notice?.kind ?? ''];
  return reading && { instance, trace, reading, reason };
}

/**
 * Whoever was told of it through a post; whoever holds one in the organisation that owes it or in one above that
 * oversees it. What is private to its parties and not counted by parts (talks that judge, special meetings) is not for
 * those above at all (duties.md f.2).
 */
function readsWhole(context: ActorContext, instance: DutyInstance, { people }: Trace): boolean {
  const { actor, directory, catalogue, today } = context;
  const isDesk = people.get(actor.code)?.some(({ post }) => post !== 'member') === true;
  if (isDesk || instance.assignee === actor.code) return true;
  const isSecret =
    catalogue.get(instance.duty).privacy === 'private' && instance.rules.coverage === undefined;
  if (!isSecret) return answersFor(directory, actor.code, instance.orgCode, today);
  return directory
    .postsOf(actor.code, today)
    .some(({ org, post }) => org === instance.orgCode && instance.rules.post.includes(post));
}

/** Of several lines the newest. */
function heardAs(context: ActorContext, { people }: Trace): string | undefined {
  const line = people.get(context.actor.code)?.at(-1);
  if (!line) return undefined;
  return line.post === 'member' ? text.heardAsMember : text.heardAs(hearerWords(context, line));
}
