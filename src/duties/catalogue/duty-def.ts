import { z } from 'zod';
import { parseDeadline } from '../../calendar/deadlines.ts';
import { postTypes } from '../../org/types.ts';
import { evidenceFields } from '../evidence.ts';
import { escalationProfiles, type Hearing, reminderProfiles } from '../profiles.ts';
import { dutyProblems } from './duty-checks.ts';

const post = z.enum(postTypes);

/** Due days are written in the grammar of duties.md b.1; `given` is a date a person enters with the event. */
const rule = z.string().superRefine((text, context) => {
  if (text === 'given') return;
  try {
    parseDeadline(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
  }
});

const hearing = z.custom<Hearing>(
  (value) =>
    typeof value === 'string' &&
    ([...postTypes, 'owner', 'parties', 'chief', 'issuing_officer', 'issuing_chief'] as string[]).includes(
      value,
    ),
  'not a post, and not owner, parties, chief, issuing_officer or issuing_chief',
);

const sourceDocs = [
  ...['BR', 'OR', 'EL', 'TERM', 'ED', 'DU', 'AD', 'DL', 'SR', 'CS', 'NORMS', 'CON', 'PUB', 'BURDEN', 'PIPL'],
  ...['000', '001', '002', '003', '004', 'local', 'default'],
];

const ownerLevels = ['work_committee', 'leadership_group', 'organ_committee', 'branch'] as const;

const cadence = z.union([
  z.strictObject({ every: z.enum(['month', 'quarter', 'half', 'year']) }),
  /** `event`: something happened, see `opens`; `term`: the end of the owner's term; `branch_term`: the end of a branch's term below. */
  z.strictObject({ on: z.enum(['event', 'term', 'branch_term']) }),
]);

const row = z.strictObject({
  id: z.string().regex(/^[a-z][a-z_]*$/),
  /** Two letters in the number people read aloud: D01B01-TD-2602. */
  short: z.string().regex(/^[A-Z]{2}$/),
  /** `brief` stands on buttons and in lists: at most eight characters. */
  name: z.strictObject({ zh: z.string().min(1), brief: z.string().min(1).max(8), en: z.string().min(1) }),
  cadence,
  /**
   * Who opens an item of a duty on event: a person by hand, who is asked for one day under this name (`orToday`: the
   * decision itself is the event, so it is today where none is said); or a button of a flow that knows what happened.
   */
  opens: z
    .union([
      z.strictObject({ day: z.string().min(1), orToday: z.boolean().default(false) }),
      z.strictObject({ action: z.string(), command: z.string() }),
    ])
    .optional(),
  owner: z.strictObject({
    level: z.enum(ownerLevels),
    post: z.union([post, z.array(post).min(2)]).transform((given) => [given].flat()),
  }),
  /** `own`: inside the organisation that owes it, as a group's meeting is reported to its branch. */
  reportTo: z
    .strictObject({
      relation: z.enum(['superior', 'manages', 'guides', 'own']),
      level: z.enum(ownerLevels),
    })
    .optional(),
  /** Who is called to the activity, where there is one (duties.md d.2). */
  participants: z
    .strictObject({
      roster: z.enum([
        'all_members',
        'voting_members',
        'committee',
        'group',
        'organ_committee',
        'leadership',
      ]),
      include: z.array(z.enum(['probationary'])).default([]),
      quorum: z.enum(['none', 'half_voting', 'half_committee', 'four_fifths', 'two_thirds']).default('none'),
    })
    .optional(),
  heldBy: z.strictObject({ rule, shift: z.enum(['prev', 'next', 'within_week']) }),
  /** The day of the event, where a rule knows it. */
  eventOn: z.strictObject({ rule, shift: z.enum(['prev', 'next', 'within_week']) }).optional(),
  recordBy: z.strictObject({ rule }),
  evidence: z.strictObject({
    required: z.array(z.enum(evidenceFields)).min(1),
    optional: z.array(z.enum(evidenceFields)).default([]),
  }),
  /** Who accepts the evidence; never the owner (duties.md T6). `issuer`: of the problem list. Absent: filed is done. */
  acceptedBy: z.enum([...postTypes, 'issuer']).optional(),
  reminder: z.enum(Object.keys(reminderProfiles) as [keyof typeof reminderProfiles]),
  escalation: z.enum(Object.keys(escalationProfiles) as [keyof typeof escalationProfiles]),
  /** Posts of single levels of the profile that this duty replaces, by level; an empty list removes the level. */
  ladder: z.partialRecord(z.enum(['0', '1', '2', '3', '4']), z.array(hearing)).optional(),
  /** How marks inside one instance are counted (duties.md b.4, talks): every pair, every member reached, everybody once. */
  coverage: z.enum(['per_pair', 'per_member', 'per_person']).optional(),
  canShareActivityWith: z.array(z.string()).default([]),
  /**
   * What a meeting has to show to meet this as well. `owner_speaks`: only where whoever owes it is the speaker, as of a
   * lecture; `by_presence`: part by part, for each who owes it and was there. Other duties that are counted by parts
   * (dues, talks) are never met by sitting in a meeting: who paid and who talked is marked apart.
   */
  atMeeting: z.enum(['owner_speaks', 'by_presence']).optional(),
  /** Decided at generation: a branch with a committee (7 full members), a branch with groups. */
  applicable: z.array(z.enum(['committee', 'groups'])).default([]),
  /** A yearly duty that takes preparation: months are suggested so that December stays light (duties.md e.2). */
  heavy: z.boolean().default(false),
  /** What becomes of an occurrence that lay wholly in a time when the system was down. */
  catchUp: z.enum(['once_late', 'system_missed', 'skip']),
  privacy: z.enum(['group_ok', 'internal', 'private']),
  /** The action id of the button that begins the work, and its command for people who type. */
  start: z.strictObject({ action: z.string(), command: z.string() }).optional(),
  /** The same for a meeting that was held and only lacks its record. */
  record: z.strictObject({ action: z.string() }).optional(),
  source: z
    .array(
      z.strictObject({
        /** Short code of duties.md, "Sources"; `local` custom, or a `default` of this product. */
        doc: z.enum(sourceDocs),
        art: z.number().int().positive().optional(),
        /** The wording or figure was checked in a public copy. */
        checked: z.boolean().default(false),
        /** What a person reads as the reason: 支部工作条例第十六条. */
        clause: z.string().min(1),
      }),
    )
    .min(1),
});

/**
 * What an organisation may prescribe otherwise for itself and all below it (duties.md b.1). Absent: says nothing;
 * null: what the superior prescribes holds again.
 */
export const changeSchema = z.strictObject({
  heldBy: row.shape.heldBy.nullish(),
  recordBy: row.shape.recordBy.nullish(),
  reminder: row.shape.reminder.nullish(),
  escalation: row.shape.escalation.nullish(),
  coverage: row.shape.coverage.nullish(),
  active: z.boolean().nullish(),
});

export type DutyChange = z.output<typeof changeSchema>;

/** A duty definition (职责项): a row of reviewed data. */
export type DutyDef = z.output<typeof row>;

/** One row of the catalogue (duties.md b.8). */
export const dutySchema = row.superRefine((duty, context) => {
  for (const { path, message } of dutyProblems(duty)) context.addIssue({ code: 'custom', path, message });
});
