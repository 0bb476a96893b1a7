import { type Day, dayOf } from '../../calendar/day.ts';
import { formatDay, formatDayShort, formatPeriod } from '../../calendar/format.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { PassedPost } from '../../org/posts.ts';
import { postAt, shortOrgName } from '../../org/short-name.ts';
import { postName } from '../../org/terms.ts';
import { deadlineName } from '../../text/catalogue.ts';
import { explainText as words } from '../../text/explain.ts';
import { completionOf } from '../completion.ts';
import type { DutyInstance } from '../instance.ts';
import { type OverridePart, prescribedWords } from '../overrides/words.ts';
import { isOutage } from '../pauses.ts';
import type { ExplainedStage, Explanation, KeptLine, ToldGroup, WaitingDate } from './explanation.ts';

export interface WordsContext {
  readonly directory: Directory;
  readonly calendar: WorkCalendar;
  readonly today: Day;
}

export interface ExplanationWords {
  /** What it is about, in one line. */
  readonly item: string;
  /** `label  value` lines; of what is settled the first says so. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** One for each stage, in the order of days. */
  readonly stages: readonly string[];
}

/** Of these a member who takes part may know as well: the rule and the date, and not who was told of a slip (duties.md f.2). */
const openLabels: ReadonlySet<string> = new Set([
  words.labels.item,
  words.labels.source,
  words.labels.due,
  words.labels.how,
  words.labels.prescribed,
  words.labels.extended,
]);

/** As a member reads it who was told of it, or invited, and oversees nothing. */
export function memberWords(context: WordsContext, found: Explanation): ExplanationWords {
  const { item, facts } = wordsOf(context, found);
  return { item, facts: facts.filter(([label]) => openLabels.has(label)), stages: [] };
}

/** An explanation as a person reads it, on a card or in a terminal. */
export function wordsOf(context: WordsContext, found: Explanation): ExplanationWords {
  const { instance, duty, due, pauses, undone } = found;
  const show = (day: Day): string => formatDay(day, context.calendar, context.today);
  const short = (day: Day): string => formatDayShort(day, context.today);
  const period = instance.period.startsWith('ev:') ? '' : formatPeriod(instance.period, context.today);
  const { labels } = words;
  const item = `${shortOrgName(context.directory, instance.orgCode)} ${period}${duty.name.zh}`;
  const state = stateOf(instance, context.today, show);
  const facts: (readonly [string, string])[] = [
    ...(state === undefined ? [] : [[labels.state, state] as const]),
    [labels.item, item],
    [labels.source, duty.source.map(({ clause }) => clause).join('、')],
    [
      labels.due,
      `${words.due(show(instance.heldBy), due.isProvisional)}，${words.record(show(instance.recordBy))}`,
    ],
    [labels.how, howOf(found, short)],
    ...ownRules(context, found),
  ];
  if (instance.originalHeldBy) facts.push([labels.extended, words.original(show(instance.originalHeldBy))]);
  if (found.waiting) facts.push([labels.request, waitingWords(context, found.waiting, show)]);
  for (const pause of pauses) {
    const what = pause.isStop ? 'stop' : isOutage(pause) ? 'outage' : 'closure';
    facts.push([labels.pauses, words.pause(short(pause.from), short(pause.to), what)]);
  }
  if (undone !== undefined && undone > 0) facts.push([labels.progress, words.undone(undone)]);
  if (found.onlineAllowed) {
    const { org, post, on } = found.onlineAllowed;
    facts.push([labels.online, words.online(postAt(context.directory, org, post), show(on))]);
  }
  return { item, facts, stages: found.stages.map((stage) => stageWords(context, instance, stage, short)) };
}

/** That it is settled, when and how, as the ledgers count it; of what is under way nothing. */
function stateOf(instance: DutyInstance, today: Day, show: (day: Day) => string): string | undefined {
  const completion = completionOf(instance, today);
  switch (instance.state) {
    case 'not_applicable':
      if (instance.reasonCode === 'system_fault') return words.missed;
      return `${words.ended.not_applicable}${instance.reason === null ? '' : words.because(instance.reason)}`;
    case 'waived':
    case 'void':
      return words.ended[instance.state];
    case 'done':
    case 'done_late': {
      const { heldOn, recordedAt, daysLate } = instance;
      const recorded = recordedAt === null ? undefined : dayOf(recordedAt);
      const kinds: Readonly<Record<string, (days: number) => string>> = words.settledAs;
      return words.settled(
        kinds[completion]?.(daysLate ?? 0) ?? '',
        heldOn === null ? undefined : show(heldOn),
        recorded === undefined || recorded === heldOn ? undefined : show(recorded),
      );
    }
    default:
      return undefined;
  }
}

function waitingWords(
  { directory }: WordsContext,
  { kind, newDay, askedOn, org, post }: WaitingDate,
  show: (day: Day) => string,
): string {
  const wish = kind === 'extend' && newDay !== null ? words.asksFor(show(newDay)) : words.asksOff;
  return words.waiting(wish, show(askedOn), postAt(directory, org, post));
}

/** Who prescribes otherwise than the catalogue (本级规定), what, why and by which document. */
function ownRules(
  { directory }: WordsContext,
  { prescribed }: Explanation,
): readonly (readonly [string, string])[] {
  return prescribed.map((part) => [words.labels.prescribed, prescribedSaid(directory, part)]);
}

/** One own rule: whose, what, by which document and why. */
export function prescribedSaid(directory: Directory, part: OverridePart): string {
  const { org, document, reason } = part.override;
  return words.prescribed(shortOrgName(directory, org), prescribedWords(part), document, reason);
}

function howOf({ due }: Explanation, short: (day: Day) => string): string {
  const parts = [words.computed(deadlineName(due.rule), words.shiftNames[due.shift])];
  if (due.isGiven) parts.push(words.given);
  else if (due.comes !== undefined) parts.push(words.comes(short(due.comes)));
  else if (due.nominal !== undefined && due.passed.length > 0) parts.push(words.nominal(short(due.nominal)));
  const passed = due.passed.map(({ from, to, kind, name }) =>
    words.range(short(from), short(to), name ? name + words.kinds[kind] : words.kinds[kind]),
  );
  if (passed.length > 0) parts.push(due.nominal ? words.passed(passed) : words.counted(passed));
  return parts.join('；');
}

function stageWords(
  context: WordsContext,
  { heldOn, heldBy }: DutyInstance,
  stage: ExplainedStage,
  short: (day: Day) => string,
): string {
  // Held in time: what is late is the record alone.
  const isRecord = heldOn !== null && heldOn <= heldBy;
  const name = words.round(stageWord(stage.stage, isRecord), stage.round);
  const told = stage.told.map((group) => fateWords(context, group, short));
  const ahead = stage.wouldHear.map((group) => words.wouldHear(whoWords(context, group)));
  const outcome = words.outcomes[stage.outcome] ?? stage.outcome;
  const what =
    stage.outcome === 'told' ? (told.length > 0 ? told : [words.nobody]) : [outcome, ...told, ...ahead];
  const on = stage.on && words.stageDay(short(stage.on), context.calendar.isProvisional(stage.on));
  return words.stage(name, on, what);
}

function fateWords(context: WordsContext, group: ToldGroup, short: (day: Day) => string): string {
  const who = whoWords(context, group);
  const day = short(group.on);
  if (group.fate === 'told') return words.told(who, day);
  const reason = group.reason === null ? '' : words.because(words.reasons[group.reason] ?? group.reason);
  return words.fates[group.fate](who, day) + reason;
}

function whoWords(context: WordsContext, { post, count, fallback, isLent }: ToldGroup): string {
  const named = words.who(post === 'member' ? words.member : postName(post), count);
  const who = isLent ? named + words.lent : named;
  return fallback.length === 0
    ? who
    : who + words.fallback(fallback.map((passed) => passedWords(context, passed)));
}

/** Through which post somebody hears it, and how it came to be this one. */
export function hearerWords(context: WordsContext, line: KeptLine): string {
  return whoWords(context, { ...line, count: 1 });
}

function passedWords({ directory }: WordsContext, { org, from, reason }: PassedPost): string {
  return words.passedPost(shortOrgName(directory, org), postName(from), reason === 'vacant');
}

/** The name of a stage without its round. */
export function stageWord(stage: string, isRecord = false): string {
  const level = /^L(\d)$/.exec(stage)?.[1];
  return level ? words.level(level, isRecord) : words.reminder(stage);
}
