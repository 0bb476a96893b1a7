import { daysLateOn } from '../../src/duties/completion.ts';
import { lateBefore } from '../../src/duties/correction.ts';
import { isStill } from '../../src/duties/instance.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import type { PaperVersion } from './papers.ts';
import type { Subject } from './subject.ts';

/**
 * Working days late of a paper as it was filed. While one that came back is to be mended: what it was late by before.
 * One of many statements has no clock of its own: late is the first that came after the day.
 */
export function daysLateOf(
  { calendar, today }: Pick<FlowContext, 'calendar' | 'today'>,
  { instance, person }: Subject,
  { version, filedOn }: Pick<PaperVersion, 'version' | 'filedOn'>,
): number {
  if (person !== undefined) {
    const isLate = version === 1 && filedOn > instance.heldBy;
    return isLate ? calendar.workdaysBetween(instance.heldBy, filedOn) : 0;
  }
  return isStill(instance.state) ? daysLateOn(instance, calendar, today) : lateBefore(instance);
}
