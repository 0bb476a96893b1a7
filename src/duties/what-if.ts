import type { OrgLevel, PostType } from '../org/types.ts';
import { type DutyDef, dutySchema } from './duty-def.ts';
import type { ForecastLine } from './forecast.ts';
import type { EscalationStep, Profiles, ReminderStep } from './profiles.ts';

/** What a run of lines comes to. */
export interface Tally {
  readonly lines: number;
  readonly byKind: ReadonlyMap<ForecastLine['kind'], number>;
  readonly byPost: ReadonlyMap<PostType, number>;
  readonly byLevel: ReadonlyMap<OrgLevel, number>;
  readonly byPerson: ReadonlyMap<string, number>;
}

/** A stage that falls on another day, for how many organisations; null: not told at all. */
export interface MovedStage {
  readonly duty: string;
  readonly period: string;
  readonly stage: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly orgs: number;
}

export interface Comparison {
  readonly before: Tally;
  readonly after: Tally;
  readonly moved: readonly MovedStage[];
}

/** Two forecasts side by side; reads both once. */
export function compareForecasts(
  before: Iterable<ForecastLine>,
  after: Iterable<ForecastLine>,
  levelOf: (org: string) => OrgLevel | undefined,
): Comparison {
  const first = new Map<string, string>();
  const second = new Map<string, string>();
  const tallies = { before: tally(before, levelOf, first), after: tally(after, levelOf, second) };
  return { ...tallies, moved: movedStages(first, second) };
}

function tally(
  lines: Iterable<ForecastLine>,
  levelOf: (org: string) => OrgLevel | undefined,
  days: Map<string, string>,
): Tally {
  const byKind = new Map<ForecastLine['kind'], number>();
  const byPost = new Map<PostType, number>();
  const byLevel = new Map<OrgLevel, number>();
  const byPerson = new Map<string, number>();
  let count = 0;
  for (const line of lines) {
    count += 1;
    add(byKind, line.kind);
    add(byPost, line.post);
    add(byPerson, line.to);
    const level = levelOf(line.org);
    if (level) add(byLevel, level);
    // A soft line rides on whatever digest goes: its day is nobody's rule.
    if (line.stage !== 'soft')
      days.set(`${line.duty}|${line.period}|${line.stage}|${line.instance}`, line.day);
  }
  return { lines: count, byKind, byPost, byLevel, byPerson };
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function movedStages(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): readonly MovedStage[] {
  const moved = new Map<string, MovedStage>();
  const note = (key: string, from: string | null, to: string | null): void => {
    const [duty = '', period = '', stage = ''] = key.split('|');
    const group = [duty, period, stage, from, to].join('|');
    moved.set(group, { duty, period, stage, from, to, orgs: (moved.get(group)?.orgs ?? 0) + 1 });
  };
  for (const [key, day] of before) if (after.get(key) !== day) note(key, day, after.get(key) ?? null);
  for (const [key, day] of after) if (!before.has(key)) note(key, null, day);
  const dayOf = ({ from, to }: MovedStage): string => from ?? to ?? '';
  return [...moved.values()].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0));
}

const reminderWord = /^(open|on|half|soft|[1-9]\d{0,2}|[1-9]\d?mo)$/;

/**
 * Profiles with one written anew: `R_MONTH=open,5,2` gives its reminders, `E_MONTH=1,3,5,10` the working days of its
 * levels in their order. Undefined where the profile is unknown or a step cannot be read.
 */
export function profilesWith(profiles: Profiles, spec: string): Profiles | undefined {
  const [id = '', list = ''] = spec.split('=');
  const steps = list.split(',').map((word) => word.trim());
  if (id in profiles.reminders) {
    if (!steps.every((word) => reminderWord.test(word))) return undefined;
    const reminders = steps.map((word) => (/^\d+$/.test(word) ? Number(word) : word) as ReminderStep);
    return { ...profiles, reminders: { ...profiles.reminders, [id]: reminders } };
  }
  const known = profiles.escalations[id];
  const days = steps.map(Number);
  const isRising = days.every((day, at) => Number.isInteger(day) && day > (days[at - 1] ?? 0));
  if (!known || !isRising || days.length > known.steps.length) return undefined;
  if (known.steps.some(({ after }) => after === undefined)) return undefined;
  // A level that is left out is not told.
  const changed = known.steps
    .slice(0, days.length)
    .map((step, at): EscalationStep => ({ ...step, after: days[at] ?? 0 }));
  return { ...profiles, escalations: { ...profiles.escalations, [id]: { ...known, steps: changed } } };
}

/** Duties with one field of one of them written anew: `branch_theme_day.heldBy=EOM`, `….reminder=R_QUARTER`. */
export function dutiesWith(duties: readonly DutyDef[], spec: string): readonly DutyDef[] | undefined {
  const found = /^([a-z_]+)\.(heldBy|recordBy|reminder|escalation|shift)=(.+)$/.exec(spec);
  const [, id, field, value = ''] = found ?? [];
  const duty = duties.find((one) => one.id === id);
  if (!duty || !field) return undefined;
  const changed =
    field === 'heldBy'
      ? { heldBy: { ...duty.heldBy, rule: value } }
      : field === 'recordBy'
        ? { recordBy: { rule: value } }
        : field === 'shift'
          ? { heldBy: { ...duty.heldBy, shift: value } }
          : { [field]: value };
  // A row as it is written names a single post without a list.
  const [post, ...others] = duty.owner.post;
  const owner = others.length === 0 ? { ...duty.owner, post } : duty.owner;
  const parsed = dutySchema.safeParse({ ...duty, owner, ...changed });
  return parsed.success ? duties.map((one) => (one === duty ? parsed.data : one)) : undefined;
}
