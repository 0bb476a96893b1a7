import { type Day, timeOf } from '../../src/calendar/day.ts';
import { formatDay, formatPeriod } from '../../src/calendar/format.ts';
import { mayDecide } from '../../src/duties/deciding.ts';
import { type DutyState, isStill } from '../../src/duties/instance.ts';
import { heldWith } from '../../src/engine/access.ts';
import type { LineRow } from '../../src/notices/lines.ts';
import { askingReports } from '../../src/notices/withdrawn-lines.ts';
import type { PassedPost } from '../../src/org/posts.ts';
import { answersFor, committeeOver } from '../../src/org/scope.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import {
  closedAs,
  detailsOf,
  type Facts,
  isPrivate,
  type Section,
  undoneCount,
  type ViewContext,
} from './details.ts';
import type { Item, WaitingRequest } from './items.ts';
import { text } from './text.ts';

/** One line as a person reads it. */
export interface LineView {
  readonly section: Section;
  readonly item: string;
  readonly org: string;
  /** It comes before its day, and could be muted. */
  readonly isReminder: boolean;
  /** It is this person's own duty. */
  readonly isOwn: boolean;
  readonly details: readonly string[];
  /** How many have not done it; stands beside the organisation it is about. */
  readonly count?: string | undefined;
  /** Why this person hears it instead of the post that should; empty mostly. */
  readonly aside: string;
  readonly source: string;
  readonly instanceKey: string;
  readonly duty: string;
  /** It was held; only the record is missing. */
  readonly isHeld: boolean;
  /** Talks and dues: told in numbers, looked at in private. */
  readonly isPrivate: boolean;
  /** The chief of the organisation that owes it, who may look into it. */
  readonly isChief: boolean;
  /** The post through which this person hears it. */
  readonly post: string;
  readonly number: string;
  /** Its organisation is the reader's to ask: own or below, not the leading group above. */
  readonly isBelow: boolean;
  /** Whether the reader writes to that organisation (起草督办函). */
  readonly mayUrge: boolean;
  /** Somebody asked its owner for it within the week. */
  readonly isNudged: boolean;
  /** A request this person may decide. */
  readonly request?: WaitingRequest | undefined;
  /** This person hears no more of it before that day. */
  readonly knownUntil?: Day | undefined;
}

/** What is known of an item beside its line. */
export interface Known {
  readonly item: Item | undefined;
  readonly knownUntil: Day | undefined;
  readonly person: string;
}

export function viewLine(context: ViewContext, line: LineRow, known: Known): LineView {
  const booked = line.facts as Facts;
  const facts: Facts = isOwing(context, line) ? { ...booked, role: 'owner' } : booked;
  const duty = context.catalogue.get(line.duty);
  const settled = settledNow(context, line, facts, known.item);
  const section = settled === undefined ? sectionOf(line, facts, known.item) : 'settled';
  const details = settled ?? detailsOf(context, line, section, facts, known.item);
  const { knownUntil } = known;
  const request = decidableBy(context, known);
  return {
    section,
    item: itemOf(context, line, facts, duty.name.brief),
    org: shortOrgName(context.directory, line.orgCode),
    isReminder: line.kind === 'reminder' && section === 'own_open',
    isOwn: line.kind === 'reminder' || facts.role === 'owner',
    details: [
      ...details,
      ...(section === 'others_late' && request?.kind === 'extend' && request.newDay
        ? [text.asksUntil(show(context, request.newDay as Day))]
        : []),
      ...(section === 'others_late' && knownUntil ? [text.knownUntil(show(context, knownUntil))] : []),
    ],
    count: section === 'others_late' ? undoneCount(facts) : undefined,
    aside: standsInOf(context, facts) + fallbackOf(line),
    source: text.source(duty.source[0]?.clause ?? '', facts.number),
    instanceKey: line.instanceKey,
    duty: line.duty,
    isHeld: facts.overdueKind === 'no_record',
    isPrivate: isPrivate(context, line),
    isChief: section === 'others_late' && facts.level === 1,
    post: line.post,
    number: facts.number,
    isBelow: answersFor(context.directory, known.person, line.orgCode, context.today),
    mayUrge: writesTo(context, known.person, line.orgCode),
    isNudged: known.item?.nudgedAt !== undefined,
    request,
    knownUntil,
  };
}

/** A profile may name the very post that owes it as the one that hears: then it is the reader's own, to be done. */
function isOwing(context: ViewContext, line: LineRow): boolean {
  const isSlip = line.kind === 'overdue' || line.kind === 'escalation';
  const owing: readonly string[] = context.catalogue.get(line.duty).owner.post;
  return isSlip && owing.includes(line.post) && !isPrivate(context, line);
}

/** Letters come from the committee next above (duties.md b.3): only its own officers see the button. */
function writesTo(context: ViewContext, person: string, org: string): boolean {
  const committee = committeeOver(context.directory, org);
  return committee !== undefined && heldWith(context, person, 'urge', committee) !== undefined;
}

function show({ calendar, today }: ViewContext, day: Day): string {
  return formatDay(day, calendar, today);
}

/** The waiting request, where it is this person's to decide: never whoever asked for it or owes it. */
function decidableBy(context: ViewContext, { item, person }: Known): WaitingRequest | undefined {
  const request = item?.request;
  return request && mayDecide(context, person, request, item) ? request : undefined;
}

/** A line that asks for something which has happened since: the card says so instead of asking. */
function settledNow(
  context: ViewContext,
  line: LineRow,
  facts: Facts,
  item: Item | undefined,
): string[] | undefined {
  if (!item) return undefined;
  if (line.kind === 'closing') return reopenedNow(context, facts, item);
  const isAsking = askingReports.some((report) => report === facts.report);
  const { state } = item;
  const cameBack = facts.report === 'off' && state !== 'not_applicable';
  if (cameBack && !isStill(state)) return [text.switchedOn(show(context, item.heldBy))];
  if (line.kind === 'report' && !isAsking && !cameBack) return undefined;
  if (state === 'submitted') return [text.submittedNow];
  if (isStill(state)) {
    const plain = closedAs({ ...facts, state, heldBy: item.heldBy }, (day) => show(context, day));
    return [plain ?? text.doneNow(item.recordedAt ? timeOf(item.recordedAt) : '')];
  }
  if (state === 'scheduled' && item.heldOn) return [text.scheduledNow(show(context, item.heldOn))];
  const wasLate = line.kind === 'overdue' || line.kind === 'escalation';
  if ((wasLate || isAsking) && state === 'extended') return [text.extendedTo(show(context, item.heldBy))];
  return undefined;
}

/** Told as over this morning, and opened again since. */
function reopenedNow(context: ViewContext, facts: Facts, item: Item): string[] | undefined {
  const wasOver = isStill(facts.state as DutyState);
  if (!wasOver || isStill(item.state)) return undefined;
  if (item.state === 'submitted') return [text.submittedNow];
  return [text.openAgain(show(context, item.state === 'extended' ? item.heldBy : item.recordBy))];
}

/** A notice about another organisation names that one. */
function itemOf(context: ViewContext, line: LineRow, facts: Facts, brief: string): string {
  const about = facts.subject ? text.about(shortOrgName(context.directory, facts.subject)) : '';
  return itemName(context.today, line.period, brief) + about;
}

/** What happened once has no period to name. */
export function itemName(today: Day, period: string, brief: string): string {
  return text.item(period.startsWith('ev:') ? '' : formatPeriod(period, today), brief);
}

function sectionOf(line: LineRow, facts: Facts, item: Item | undefined): Section {
  if (line.kind === 'closing') return 'closed';
  if (line.kind === 'report') return 'reports';
  if (line.kind === 'nudge' && facts.role === 'owner')
    return item?.state === 'overdue' ? 'own_late' : 'own_open';
  if (line.kind === 'reminder') return 'own_open';
  return facts.role === 'owner' ? 'own_late' : 'others_late';
}

/** 代办: whose duty this is. */
function standsInOf({ directory }: ViewContext, { standsInFor }: Facts): string {
  const away = standsInFor === undefined ? undefined : directory.person(standsInFor);
  return away ? text.standsIn(away.name) : '';
}

/** 岗位空缺 or 没有飞书账号, where the line was passed on. */
function fallbackOf(line: LineRow): string {
  const [first] = (line.fallback ?? []) as readonly PassedPost[];
  if (!first || line.kind === 'closing') return '';
  return text.fallback(postName(first.from), first.reason === 'vacant' ? text.vacant : text.noAccount);
}
