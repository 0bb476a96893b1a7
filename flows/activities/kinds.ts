import { AppError } from '../../src/core/errors.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';

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
