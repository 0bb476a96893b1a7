import { formatDay, formatDayShort, formatPeriod } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { list, note, text as paragraph } from '../../src/cards/elements.ts';
import { bold, plain } from '../../src/cards/rich.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { reasonNames } from '../../src/text/reasons.ts';
import type { Exception, PaperFacts } from './facts.ts';
import { upcoming } from './gather.ts';
import type { Answers } from './papers.ts';
import type { FactKind, Section, Template } from './templates.ts';
import { text } from './text.ts';

type View = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;

/** A report has one page: what goes beyond is told as a number. */
const mostExceptions = 8;

/** The figures of a section, a line each. */
export function factLines(view: View, section: Section, facts: PaperFacts | null): readonly string[] {
  return facts ? section.facts.flatMap((kind) => linesOf(view, kind, facts)) : [];
}

function linesOf(view: View, kind: FactKind, facts: PaperFacts): readonly string[] {
  const words = text.facts;
  switch (kind) {
    case 'meetings': {
      const named = facts.meetings.map(({ duty, done, owed, waived = 0, notApplicable = 0 }) =>
        words.meeting(view.catalogue.find(duty)?.name.brief ?? duty, done, owed, waived, notApplicable),
      );
      const before = (facts.beforeUse ?? []).map(({ duty, owed }) =>
        words.times(view.catalogue.find(duty)?.name.brief ?? duty, owed),
      );
      return [
        named.length === 0 ? words.noMeetings : words.meetings(named, asOf(view, facts)),
        ...(before.length > 0 ? [words.beforeUse(before)] : []),
      ];
    }
    case 'attendance':
      return [words.attendance(facts.attendance.expected, facts.attendance.present)];
    case 'progress': {
      const { owed, onTime, extended, late, open, waived, notApplicable = 0, exceptions } = facts.progress;
      const parts = [
        [words.onTime, onTime],
        [words.extended, extended],
        [words.late, late],
        [words.open, open],
        [words.waived, waived],
        [words.notApplicable, notApplicable],
      ] as const;
      const told = parts.filter(([name, count]) => count > 0 || name === words.onTime);
      const shown = exceptions.slice(0, mostExceptions).map((one) => exceptionLine(view, one));
      const rest = exceptions.length - shown.length;
      return [
        words.progress(owed, told, asOf(view, facts)),
        ...shown,
        ...(rest > 0 ? [words.moreExceptions(rest)] : []),
      ];
    }
    case 'talks':
      return [words.talks(facts.talks.inPeriod, facts.talks.done, facts.talks.total)];
    case 'rectification':
      return [words.rectification(facts.rectification.closed, facts.rectification.total)];
    case 'own_attendance': {
      const { expected, present } = facts.ownAttendance ?? { expected: 0, present: 0 };
      return [words.ownAttendance(expected, present)];
    }
    default:
      return kind satisfies never;
  }
}

/** The day to which it is counted, while there is more of the period to come. */
function asOf({ today }: View, { on, until }: PaperFacts): string | undefined {
  return until !== undefined && on < until ? formatDayShort(on, today) : undefined;
}

function exceptionLine(view: View, one: Exception): string {
  const name = view.catalogue.find(one.duty)?.name.brief ?? one.duty;
  const item = text.item(one.period.startsWith('ev:') ? '' : formatPeriod(one.period, view.today), name);
  if (one.kind === 'extended') {
    const named = one.reasonCode === null || one.reasonCode === 'other' ? '' : reasonNames[one.reasonCode];
    const reason = [named, one.reason ?? ''].filter((part) => part !== '').join('：');
    return text.facts.extendedTo(item, formatDay(one.heldBy, view.calendar, view.today), reason);
  }
  const reason = one.reason ?? text.facts.noReason;
  if (one.kind === 'overdue') return text.facts.overdue(item, reason);
  return one.daysLate === null
    ? text.facts.filedLate(item, reason)
    : text.facts.doneLate(item, one.daysLate, reason);
}

/** What stands in a field before anybody has typed: 无, or the next period by the calendar. */
export function startOf(view: View, section: Section, period: string, facts: PaperFacts): string {
  if (section.start === 'none') return text.none;
  if (section.start !== 'next') return '';
  const ahead = [...upcoming(view, period, facts.meetings)];
  ahead.sort((a, b) => ((a.days[0] ?? '') < (b.days[0] ?? '') ? -1 : a.days[0] === b.days[0] ? 0 : 1));
  const meetings = ahead.map(({ duty, days }) =>
    text.nextMeeting(
      duty.name.brief,
      days.map((day) => formatDayShort(day, view.today)),
    ),
  );
  return meetings.length === 0 ? text.none : meetings.join('；');
}

/** A whole paper to read: figures and words, section by section. */
export function paperBlocks(
  view: View,
  { sections }: Template,
  answers: Answers,
  facts: PaperFacts | null,
): readonly Block[] {
  const blocks = sections.flatMap((section): Block[] => {
    const lines = factLines(view, section, facts);
    const written = (answers[section.key] ?? '').trim();
    const shown = section.ask === undefined ? '' : written === '' ? text.unwritten : written;
    return [
      paragraph(bold(section.title)),
      ...(lines.length > 0 ? [list(lines)] : []),
      ...(shown === '' ? [] : [paragraph(plain(shown))]),
    ];
  });
  const counts = facts !== null && sections.some((section) => section.facts.length > 0);
  return counts ? [...blocks, note(text.facts.on(formatDay(facts.on, view.calendar, view.today)))] : blocks;
}
