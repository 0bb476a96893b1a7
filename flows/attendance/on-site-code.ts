import { type Refusal, refuse } from '../../src/core/errors.ts';
import { hash32 } from '../../src/core/ids.ts';
import { type Activity, isRollTime } from '../../src/duties/activities/activity.ts';
import { text } from './text.ts';

/** Four digits that hang on what the recorder did, so that a repetition shows the same. */
export function codeFrom(eventKey: string): string {
  return String(hash32(`on-site:${eventKey}`) % 10_000).padStart(4, '0');
}

/** Where the recorder wants it, who says 到了 in the window says the digits shown in the room. Saying before that one will come needs none. */
export function checkCode(activity: Activity, typed: string, now: Date): Refusal | undefined {
  if (activity.onSiteCode === null || !isRollTime(activity, now)) return undefined;
  return typed.includes(activity.onSiteCode) ? undefined : refuse('code', text.no.code);
}
