import type { Day } from '../../src/calendar/day.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { daysLateOn } from '../../src/duties/completion.ts';
import { findInstance, readTrace } from '../../src/duties/explain/store.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { pausedCalendar, pausesOf } from '../../src/duties/pauses.ts';
import { lapseBase } from '../../src/duties/stages.ts';
import { lockInstances } from '../../src/duties/store.ts';
import { heldWith, orgsWith, postsWith } from '../../src/engine/access.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import type { UrgingFacts } from '../../src/exports/letters/urging.ts';
import { officialPeriod } from '../../src/exports/official-date.ts';
import { answersFor, committeeOver } from '../../src/org/scope.ts';
import { postName } from '../../src/org/terms.ts';
import { officialBasis } from '../../src/text/regulations.ts';
import type { LetterDays } from './rules.ts';
import { text } from './text.ts';

/** Who writes: a committee the person holds a post in, and which post. */
export interface Author {
  readonly issuer: string;
  readonly sender: string;
  readonly contact: { readonly name: string; readonly post: string };
}

/** As whose officer this person writes to an organisation; undefined where that is not his or her business. */
export function authorOver(context: ActorContext, org: string): Author | undefined {
  const issuer = committeeOver(context.directory, org);
  return issuer === undefined ? undefined : authorAt(context, issuer);
}

export function authorAt(context: ActorContext, issuer: string): Author | undefined {
  const { directory, actor } = context;
  const held = heldWith(context, actor.code, 'urge', issuer);
  const committee = directory.org(issuer);
  if (!held || !committee) return undefined;
  return { issuer, sender: committee.name, contact: { name: actor.name, post: postName(held.post) } };
}

/** The instance a letter may be about, locked, and who writes it. What is not in sight reads like an unknown number. */
export async function urgeable(
  context: ActorContext,
  number: string,
): Promise<{ readonly instance: DutyInstance; readonly author: Author } | Refusal> {
  const found = await findInstance(context.tx, number);
  const [instance] = found ? await lockInstances(context.tx, [found.key]) : [];
  const { directory, actor, today } = context;
  if (!instance || !answersFor(directory, actor.code, instance.orgCode, today)) {
    return orgsWith(context, 'urge').length === 0
      ? refuse('not_yours', text.no.notYours(postsWith('urge')))
      : refuse('unknown_number', text.no.unknownNumber(number));
  }
  // Of a listed problem the officer who issued it prepares the letter (duties.md b.3, E_RECTIFY).
  const own = instance.issuer === null ? undefined : authorAt(context, instance.issuer);
  const author = own ?? authorOver(context, instance.orgCode);
  if (!author) return refuse('not_yours', text.no.notYours(postsWith('urge')));
  if (instance.escalation === 'E_PRIVATE') return refuse('private', text.no.private);
  if (isStill(instance.state)) return refuse('settled', text.no.settled);
  return instance.state === 'planned' ? refuse('not_begun', text.no.notBegun) : { instance, author };
}

/** 2026年2月支部主题党日: on paper with its year; what happened once has no period to name. */
export function itemOf({ catalogue }: Pick<ActorContext, 'catalogue'>, instance: DutyInstance): string {
  const period = instance.period.startsWith('ev:') ? '' : officialPeriod(instance.period);
  return text.periodItem(period, catalogue.get(instance.duty).name.zh);
}

/** Everything an urging letter says, from the instance and what is kept about it. */
export async function urgingFacts(
  context: ActorContext,
  instance: DutyInstance,
  author: Author,
  days: LetterDays,
): Promise<UrgingFacts> {
  const { tx, directory, calendar, catalogue, today } = context;
  const trace = await readTrace(tx, instance);
  const slips = pausedCalendar(calendar, pausesOf(directory, instance.orgCode, trace.pauses));
  const { from: deadline, kind } = lapseBase(instance);
  // What was said in good time was no reminder of something late.
  const told = trace.lines.filter(
    ({ fate, post, on }) =>
      fate === 'told' && on > deadline && on <= today && instance.rules.post.includes(post),
  );
  const isHeld = kind === 'no_record' && instance.heldOn !== null;
  return {
    org: directory.org(instance.orgCode)?.name ?? instance.orgCode,
    item: itemOf(context, instance),
    basis: officialBasis(catalogue.get(instance.duty).source),
    number: instance.number,
    due: instance.heldBy,
    daysLate: daysLateOn(instance, slips, today),
    heldOn: isHeld ? (instance.heldOn ?? undefined) : undefined,
    remindedOn: [...new Set<Day>(told.map(({ on }) => on))].sort(),
    explanation: instance.explanation ?? undefined,
    ...days,
    contact: author.contact,
    sender: author.sender,
    on: today,
  };
}
