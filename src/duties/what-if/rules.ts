import { type DutyDef, dutySchema } from '../catalogue/duty-def.ts';
import type { EscalationStep, Profiles, ReminderStep } from '../profiles.ts';

/** What of a change as it was typed cannot be understood. */
export type SpecFault =
  | { readonly what: 'form'; readonly spec: string }
  | { readonly what: 'duty'; readonly duty: string }
  | { readonly what: 'field'; readonly duty: string; readonly field: string }
  | { readonly what: 'profile'; readonly id: string; readonly known: readonly string[] }
  /** A ladder that does not count working days. */
  | { readonly what: 'fixed'; readonly id: string }
  | {
      readonly what: 'value';
      readonly of: string;
      readonly value: string;
      /** As it stands now. */
      readonly example: string;
      /** All that would do, where there is a list of them. */
      readonly allowed: readonly string[];
    };

interface Misread {
  readonly fault: SpecFault;
}

const reminderWord = /^(open|on|half|soft|[1-9]\d{0,2}|[1-9]\d?mo)$/;

/**
 * Profiles with one written anew: `R_MONTH=open,5,2` gives its reminders, `E_MONTH=1,3,5,10` the working days of its
 * levels in their order.
 */
export function profilesWith(profiles: Profiles, spec: string): { readonly profiles: Profiles } | Misread {
  const [, id = '', value = ''] = /^([^=]+)=(.+)$/.exec(spec) ?? [];
  const steps = value.split(',').map((word) => word.trim());
  const wrong = (example: readonly ReminderStep[]): Misread => ({
    fault: { what: 'value', of: id, value, example: example.join(','), allowed: [] },
  });
  const reminders = profiles.reminders[id];
  if (reminders) {
    if (!steps.every((word) => reminderWord.test(word))) return wrong(reminders);
    const changed = steps.map((word) => (/^\d+$/.test(word) ? Number(word) : word) as ReminderStep);
    return { profiles: { ...profiles, reminders: { ...profiles.reminders, [id]: changed } } };
  }
  const ladder = profiles.escalations[id];
  if (!ladder) {
    const known = [...Object.keys(profiles.reminders), ...Object.keys(profiles.escalations)];
    return { fault: id === '' ? { what: 'form', spec } : { what: 'profile', id, known } };
  }
  const standing = ladder.steps.flatMap(({ after }) => after ?? []);
  if (standing.length === 0 || standing.length < ladder.steps.length) return { fault: { what: 'fixed', id } };
  const days = steps.map(Number);
  const isRising = days.every((day, at) => Number.isInteger(day) && day > (days[at - 1] ?? 0));
  if (!isRising || days.length > standing.length) return wrong(standing);
  // A level that is left out is not told.
  const changed = ladder.steps
    .slice(0, days.length)
    .map((step, at): EscalationStep => ({ ...step, after: days[at] ?? 0 }));
  const escalations = { ...profiles.escalations, [id]: { ...ladder, steps: changed } };
  return { profiles: { ...profiles, escalations } };
}

interface Field {
  now(duty: DutyDef): string;
  with(duty: DutyDef, value: string): object;
  readonly allowed: readonly string[];
}

const { shape } = dutySchema;

const fields: Readonly<Record<string, Field>> = {
  heldBy: {
    now: ({ heldBy }) => heldBy.rule,
    with: ({ heldBy }, rule) => ({ heldBy: { ...heldBy, rule } }),
    allowed: [],
  },
  shift: {
    now: ({ heldBy }) => heldBy.shift,
    with: ({ heldBy }, shift) => ({ heldBy: { ...heldBy, shift } }),
    allowed: shape.heldBy.shape.shift.options,
  },
  recordBy: {
    now: ({ recordBy }) => recordBy.rule,
    with: (_duty, rule) => ({ recordBy: { rule } }),
    allowed: [],
  },
  reminder: {
    now: ({ reminder }) => reminder,
    with: (_duty, reminder) => ({ reminder }),
    allowed: shape.reminder.options,
  },
  escalation: {
    now: ({ escalation }) => escalation,
    with: (_duty, escalation) => ({ escalation }),
    allowed: shape.escalation.options,
  },
};

/** Duties with one field of one of them written anew: `branch_theme_day.heldBy=EOM`, `….reminder=R_QUARTER`. */
export function dutiesWith(
  duties: readonly DutyDef[],
  spec: string,
): { readonly duties: readonly DutyDef[] } | Misread {
  const [, id, name, value] = /^([^.=]+)\.([^.=]+)=(.+)$/.exec(spec) ?? [];
  if (id === undefined || name === undefined || value === undefined) return { fault: { what: 'form', spec } };
  const duty = duties.find((one) => one.id === id);
  if (!duty) return { fault: { what: 'duty', duty: id } };
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (!field) return { fault: { what: 'field', duty: id, field: name } };
  // A row as it is written names a single post without a list.
  const [post, ...others] = duty.owner.post;
  const owner = others.length === 0 ? { ...duty.owner, post } : duty.owner;
  const changed = (to: string) => dutySchema.safeParse({ ...duty, owner, ...field.with(duty, to) });
  const parsed = changed(value);
  if (parsed.success) return { duties: duties.map((one) => (one === duty ? parsed.data : one)) };
  const allowed = field.allowed.filter((one) => changed(one).success);
  return { fault: { what: 'value', of: `${id}.${name}`, value, example: field.now(duty), allowed } };
}
