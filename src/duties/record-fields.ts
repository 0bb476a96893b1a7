import type { Activity } from './activities/activity.ts';
import type { DutyDef } from './catalogue/duty-def.ts';
import type { EvidenceField } from './evidence.ts';

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
export function askedBy(duties: readonly Pick<DutyDef, 'evidence'>[]): readonly Asked[] {
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

/** What the activity says of a field of its record already. */
export function wordsOf({ place, topic, speaker, notes }: Activity, name: RecordField): string {
  if (name === 'place') return place;
  if (name === 'topic') return topic;
  return name === 'lead_speaker' ? speaker : (notes[name] ?? '');
}

/** What its record still has to be told; where it was is asked only of a meeting that was never planned here. */
export function stillAsked(
  duties: readonly Pick<DutyDef, 'evidence'>[],
  activity: Activity,
): readonly RecordField[] {
  return askedBy(duties).flatMap(({ name, isRequired }) =>
    isRequired && name !== 'place' && wordsOf(activity, name) === '' ? [name] : [],
  );
}
