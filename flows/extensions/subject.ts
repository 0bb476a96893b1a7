import { eq } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import type { Day } from '../../src/calendar/day.ts';
import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { actingPosts } from '../../src/duties/authority.ts';
import { deciderNow, ownersOf, type RequestKind, type Routed } from '../../src/duties/deciding.ts';
import { type DutyInstance, isStill, type ReasonCode } from '../../src/duties/instance.ts';
import { lockInstances, toInstance } from '../../src/duties/store.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import { type ActorContext, askBack, type FlowContext, type Outcome } from '../../src/engine/index.ts';
import { canSee } from '../../src/org/scope.ts';
import { postName } from '../../src/org/terms.ts';
import { readDayFirst } from './read-request.ts';
import { text } from './text.ts';

/** What a person may ask for by a form. */
export type AskedKind = Extract<RequestKind, 'extend' | 'waive' | 'void'>;

/** A request before it is checked: what is missing is asked for by a form. */
export interface Wish {
  readonly kind: AskedKind;
  readonly day: Day | undefined;
  readonly code: ReasonCode | undefined;
  readonly words: string;
}

/** The commands that ask, as they are typed. */
const commandOf: Readonly<Record<AskedKind, string>> = {
  extend: text.extendExample.split(' ')[0] ?? '',
  waive: text.waiveExample.split(' ')[0] ?? '',
  void: text.voidExample.split(' ')[0] ?? '',
};

/**
 * The instance of a number, locked. Somebody else's number reads like an unknown one: nothing about other units is
 * given away.
 */
export async function findSubject(context: ActorContext, number: string): Promise<DutyInstance | Refusal> {
  const [row] = await context.tx
    .select({ key: dutyInstances.key })
    .from(dutyInstances)
    .where(eq(dutyInstances.number, number));
  const [instance] = row ? await lockInstances(context.tx, [row.key]) : [];
  if (instance && (canSeeOrg(context, instance.orgCode) || isOwner(context, instance))) return instance;
  return refuse('unknown_number', text.no.noSuchNumber(number));
}

/** Scope is that of posts: an ordinary member's view of the own branch is no reason to act for it. */
function canSeeOrg({ directory, actor, today }: ActorContext, org: string): boolean {
  return directory.postsOf(actor.code, today).length > 0 && canSee(directory, actor.code, org, today);
}

function isOwner({ directory, actor, today }: ActorContext, instance: DutyInstance): boolean {
  return ownersOf(directory, instance, today).has(actor.code);
}

/** With whom it is at this moment: a request follows the desk. */
export function waitingWords(context: FlowContext, request: Routed, instance: DutyInstance): string {
  const decider = deciderNow(context, request, instance);
  return decider ? text.no.waiting(postName(decider.post)) : text.no.waitingForNobody;
}

function askingPosts({ rules }: DutyInstance): string {
  return actingPosts(rules, 'plan')
    .map((post) => postName(post))
    .join('、');
}

/** Asks for itself: whoever owes it, and the chiefs and officers of the organisation that owes it (duties.md T10). */
function mayAsk(context: ActorContext, instance: DutyInstance): boolean {
  return orgsWith(context, 'request').includes(instance.orgCode) || isOwner(context, instance);
}

/** The organisation for which an officer may ask that this be removed: the own one, or one above (duties.md T13). */
export function voiderOrg(context: ActorContext, instance: DutyInstance): string | undefined {
  const { directory } = context;
  return orgsWith(context, 'void').find(
    (org) => org === instance.orgCode || isAbove(directory, org, instance.orgCode),
  );
}

/** Above along the line of superiors, or by guidance: the work committee over a leading group. */
export function isAbove(directory: FlowContext['directory'], upper: string, org: string): boolean {
  if (upper === org) return false;
  if (directory.superiorsOf(org).some(({ code }) => code === upper)) return true;
  return directory.workCommitteeOf(org)?.code === upper;
}

/** `2月主题党日`; what happened once has no period to name. */
export function itemOf(
  { catalogue, today }: Pick<FlowContext, 'catalogue' | 'today'>,
  instance: DutyInstance,
): string {
  const period = instance.period.startsWith('ev:') ? '' : formatPeriod(instance.period, today);
  return text.item(period, catalogue.get(instance.duty).name.brief);
}

const mostOffered = 5;

/**
 * A request without a number: about the card it replies to, or about what is open here, narrowed by the words
 * (`季报 周五`). One is taken, several are asked back.
 */
export async function chooseSubject(
  context: ActorContext,
  kind: AskedKind,
  line: string,
): Promise<Outcome | Refusal | DutyInstance> {
  const typed = readDayFirst(line, context);
  const day = typed.kind === 'day' ? typed.day : '';
  const words = typed.rest.trim();
  const open = await openHere(context);
  const quoted = open.filter(({ key }) => context.about?.instances.includes(key));
  const known = quoted.length > 0 ? quoted : open;
  const meant = words === '' ? known : known.filter((instance) => isNamed(context, instance, words));
  const [only] = meant;
  if (!only) {
    return words === ''
      ? refuse('nothing_open', text.no.nothingOpen)
      : refuse('unknown_number', text.no.noSuchNumber(words));
  }
  return meant.length === 1 ? only : askWhich(context, kind, meant, day);
}

export function askWhich(
  context: ActorContext,
  kind: AskedKind,
  instances: readonly DutyInstance[],
  day = '',
): Outcome {
  return askBack(
    text.chooseItem[kind],
    instances.slice(0, mostOffered).map((instance) => ({
      label: text.option(
        itemOf(context, instance),
        formatDay(instance.heldBy, context.calendar, context.today),
      ),
      line: `${commandOf[kind]} ${instance.number} ${day}`.trim(),
    })),
  );
}

function isNamed({ catalogue }: ActorContext, instance: DutyInstance, words: string): boolean {
  const { name } = catalogue.get(instance.duty);
  return [name.brief, name.zh].some((one) => one.includes(words) || words.includes(one));
}

/** What is still to be done in the organisations for which this person may ask, the most urgent first. */
export async function openHere(context: ActorContext, withPlanned = false): Promise<readonly DutyInstance[]> {
  const orgs = orgsWith(context, 'request');
  if (orgs.length === 0) return [];
  const rows = await context.tx
    .select()
    .from(dutyInstances)
    .where(among(dutyInstances.orgCode, orgs))
    .orderBy(dutyInstances.heldBy, dutyInstances.key);
  return rows.map(toInstance).filter(({ state }) => (withPlanned || state !== 'planned') && !isStill(state));
}

/** Whether this person may ask this about it now; a refusal says who may, or that there is nothing to ask. */
export function checkAsker(
  context: ActorContext,
  kind: AskedKind,
  instance: DutyInstance,
): Refusal | undefined {
  if (kind === 'void') {
    return voiderOrg(context, instance)
      ? undefined
      : refuse('not_yours', text.no.notForYou(postsWith('void')));
  }
  if (!mayAsk(context, instance)) return refuse('not_yours', text.no.notYours(askingPosts(instance)));
  return isStill(instance.state) ? refuse('settled', text.no.alreadySettled) : undefined;
}
