import { parseDeadline } from '../../calendar/deadlines.ts';
import type { PeriodUnit } from '../../calendar/periods.ts';
import { type OrgLevel, type PostType, postLevels } from '../../org/types.ts';
import { escalationProfile } from '../profiles.ts';

/** Why a field that an organisation may prescribe otherwise does not go with the duty. */
type Misfit = 'given' | 'itself' | 'rhythm' | 'profile' | 'step';

export interface FieldProblem {
  readonly path: string[];
  readonly message: string;
  readonly misfit?: Misfit | undefined;
}

interface Rule {
  readonly rule: string;
}

/** What of a duty the checks look at; a `DutyDef` is one. */
export interface CheckedDuty {
  readonly cadence: { readonly every: PeriodUnit } | { readonly on: 'event' | 'term' | 'branch_term' };
  readonly opens?: object | undefined;
  readonly owner: { readonly level: OrgLevel; readonly post: readonly PostType[] };
  readonly reportTo?: { readonly relation: string; readonly level: OrgLevel } | undefined;
  readonly heldBy: Rule;
  readonly eventOn?: Rule | undefined;
  readonly recordBy: Rule;
  readonly acceptedBy?: PostType | 'issuer' | undefined;
  readonly reminder: string;
  readonly escalation: string;
  readonly ladder?: Readonly<Record<string, unknown>> | undefined;
  readonly coverage?: string | undefined;
  readonly privacy: string;
  readonly applicable: readonly string[];
  readonly heavy: boolean;
}

/** What the fields of one duty say against each other; empty when they agree. */
export function dutyProblems(duty: CheckedDuty): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const when = (wrong: boolean, path: string[], message: string, misfit?: Misfit): void => {
    if (wrong) problems.push({ path, message, misfit });
  };
  const { level, post } = duty.owner;
  const isOnEvent = 'on' in duty.cadence && duty.cadence.on === 'event';
  when(isOnEvent && duty.opens === undefined, ['opens'], 'nobody opens it: a duty on event says who does');
  when(!isOnEvent && duty.opens !== undefined, ['opens'], 'the calendar opens it');
  for (const one of post) {
    when(!postLevels[one].includes(level), ['owner', 'post'], `no ${one} at a ${level}`);
  }
  when(
    duty.reportTo?.relation === 'own' && duty.reportTo.level !== level,
    ['reportTo', 'level'],
    `own is the owner's level, ${level}`,
  );
  const accepting = post.find((one) => one === duty.acceptedBy);
  when(accepting !== undefined, ['acceptedBy'], `${accepting} owes it and cannot accept it`);
  for (const field of ['heldBy', 'eventOn', 'recordBy'] as const) {
    const rule = duty[field]?.rule;
    const wrong = rule === undefined ? undefined : ruleProblem(rule, field, duty.cadence);
    if (wrong) problems.push({ path: [field, 'rule'], ...wrong });
  }
  problems.push(...profileProblems(duty));
  const isPrivate = escalationProfile(duty.escalation).isPrivate === true;
  when(duty.coverage !== undefined && !isPrivate, ['coverage'], 'marks of persons need E_PRIVATE');
  when(isPrivate && duty.privacy !== 'private', ['privacy'], 'E_PRIVATE needs private', 'profile');
  const yearly = 'every' in duty.cadence && duty.cadence.every === 'year';
  when(duty.heavy && !yearly, ['heavy'], 'only a yearly duty is spread over months');
  when(duty.applicable.length > 0 && level !== 'branch', ['applicable'], 'is asked of branches alone');
  return problems;
}

/** Undefined when the rule can be counted from what an instance of this cadence knows. */
function ruleProblem(
  rule: string,
  field: 'heldBy' | 'eventOn' | 'recordBy',
  cadence: CheckedDuty['cadence'],
): Omit<FieldProblem, 'path'> | undefined {
  if (rule === 'given') {
    if ('on' in cadence && cadence.on === 'event' && field !== 'recordBy') return undefined;
    return { message: 'a day can be given with an event alone', misfit: 'given' };
  }
  const deadline = readRule(rule);
  // A rule that is none is the schema's to refuse, in its own words.
  if (!deadline) return undefined;
  const from = deadline.form === 'offset' ? deadline.from : deadline.form === 'date' ? 'year' : deadline.unit;
  if (from === 'heldOn') {
    return field === 'recordBy' ? undefined : { message: 'is counted from itself', misfit: 'itself' };
  }
  const [anchor, kind] =
    'every' in cadence
      ? [cadence.every, `of every ${cadence.every}`]
      : [cadence.on === 'event' ? 'eventOn' : 'termEndOn', `on ${cadence.on}`];
  if (from === anchor) return undefined;
  return { message: `${rule} does not fit a duty ${kind}`, misfit: 'rhythm' };
}

function readRule(rule: string) {
  try {
    return parseDeadline(rule);
  } catch {
    return undefined;
  }
}

/** These ladders name the posts of one level; the others fit several. */
const ladderLevels: Readonly<Record<string, OrgLevel>> = {
  E_MONTH: 'branch',
  E_QUARTER: 'branch',
  E_YEAR: 'branch',
  E_ORGAN: 'organ_committee',
  E_LEADERSHIP: 'leadership_group',
  E_WORKCOM: 'work_committee',
};

function profileProblems(duty: CheckedDuty): FieldProblem[] {
  const { cadence, owner, eventOn, reminder, escalation, ladder } = duty;
  const problems: FieldProblem[] = [];
  const misfit = (field: string, profile: string, needs: string): void => {
    problems.push({ path: [field], message: `${profile} needs ${needs}`, misfit: 'profile' });
  };
  const every = 'every' in cadence ? cadence.every : undefined;
  const on = 'on' in cadence ? cadence.on : undefined;
  if (reminder === 'R_MONTH' && every !== 'month') misfit('reminder', reminder, 'a monthly duty');
  if (reminder === 'R_TERM' && on !== 'term') misfit('reminder', reminder, 'a duty on term');
  if (escalation === 'E_TERM' && on !== 'term') misfit('escalation', escalation, 'a duty on term');
  const hasEvent = on === 'event' || eventOn !== undefined;
  if ((reminder === 'R_EVENT' || reminder === 'R_RECTIFY') && !hasEvent) {
    misfit('reminder', reminder, 'the day of an event');
  }
  if (escalation === 'E_RECTIFY' && on !== 'event') misfit('escalation', escalation, 'a duty on event');
  const ladderLevel = ladderLevels[escalation] ?? owner.level;
  if (ladderLevel !== owner.level) misfit('escalation', escalation, `an owner at a ${ladderLevel}`);
  const levels = escalationProfile(escalation).steps.map((step) => String(step.level));
  for (const level of Object.keys(ladder ?? {})) {
    if (levels.includes(level)) continue;
    const message = `${escalation} has no level ${level}`;
    problems.push({ path: ['ladder', level], message, misfit: 'step' });
  }
  return problems;
}
