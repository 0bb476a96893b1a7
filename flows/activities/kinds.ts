import { AppError } from '../../src/core/errors.ts';
import type { DutyDef } from '../../src/duties/catalogue.ts';
import type { EvidenceField } from '../../src/duties/evidence.ts';

/** The day and the roll have fields of their own; a request and its approval were given to the superior here. */
type KnownField = (typeof knownFields)[number];
const knownFields = ['held_on', 'attendance', 'request', 'approval'] as const;

/** What people write into a record. */
export type RecordField = 'place' | 'observers' | Exclude<EvidenceField, KnownField>;
export type RecordFields = Readonly<Partial<Record<RecordField, string>>>;

interface Asked {
  readonly name: RecordField;
  readonly isRequired: boolean;
}

/** What a meeting is recorded with: the evidence of every duty it meets, each field once, required ones first. */
export function askedBy(duties: readonly DutyDef[]): readonly Asked[] {
  const required = duties.flatMap(({ evidence }) => evidence.required);
  const optional = duties.flatMap(({ evidence }) => evidence.optional);
  const isWritten = (field: EvidenceField): field is EvidenceField & RecordField =>
    !knownFields.some((known) => known === field);
  const names = new Set<RecordField>(['place', ...[...required, ...optional].filter(isWritten), 'observers']);
  return [...names].map((name) => ({
    name,
    isRequired: name === 'place' || required.some((field) => field === name),
  }));
}

/** Whether people are called to it, so that it can be planned here; everything else is recorded by its number. */
export function isMeeting(duty: DutyDef): boolean {
  return duty.participants !== undefined;
}

/** Throws AppError `bug` where nobody is called: only meetings are planned. */
export function participantsOf(duty: DutyDef): NonNullable<DutyDef['participants']> {
  if (!duty.participants) throw new AppError('bug', 'no_participants', `nobody is called to ${duty.id}`);
  return duty.participants;
}

export function asksTopic(duty: DutyDef): boolean {
  return duty.evidence.required.includes('topic');
}

/** Whether somebody gives a talk there; a committee or members' meeting deliberates. */
export function hasSpeaker({ evidence, atMeeting }: DutyDef): boolean {
  return (
    evidence.required.some((field) => field === 'lead_speaker' || field === 'topic') ||
    atMeeting === 'owner_speaks'
  );
}

export function isHeldByGroups(duty: DutyDef): boolean {
  return duty.participants?.roster === 'group';
}
