import { addDays, type Day, dayOf } from '../../calendar/day.ts';
import type { WorkCalendar } from '../../calendar/workdays.ts';
import type { Directory } from '../../org/directory.ts';
import type { PassedPost } from '../../org/posts.ts';
import type { PostType } from '../../org/types.ts';
import { type CoverageSubject, concernedPeople, undoneSubjects } from '../coverage.ts';
import { type DutyInstance, isSettled, isStill } from '../instance.ts';
import { ladderOf } from '../ladder.ts';
import { type LifecycleEvent, type Transition, transition } from '../lifecycle.ts';
import { routeStage, standIns } from '../route.ts';
import {
  dueStages,
  isStopped,
  isWarning,
  lapseBase,
  pastReminders,
  type Stage,
  type StageCalendars,
  type StageDay,
  stageDays,
  stageMoment,
  stageName,
  worthTelling,
} from '../stages.ts';
import { eventOf, type ForecastAct } from './acts.ts';

/** One line one person will hear, on the day of the message that carries it. */
export interface ForecastLine {
  readonly instance: string;
  readonly number: string;
  readonly duty: string;
  readonly org: string;
  readonly period: string;
  /** Of every round under its plain name. */
  readonly stage: Stage | 'soft' | 'closing';
  readonly kind: 'reminder' | 'overdue' | 'escalation' | 'closing';
  readonly to: string;
  readonly post: PostType;
  readonly day: Day;
  readonly fallback?: readonly PassedPost[] | undefined;
}

/** What every instance of one organisation is run against. */
export interface RunScene {
  readonly directory: Directory;
  readonly calendar: WorkCalendar;
  readonly calendars: StageCalendars;
  readonly goLiveOn: Day;
  readonly to: Day;
  /** Nobody planned and nothing left on this day. */
  isDown(day: Day): boolean;
  digestAt(person: string, day: Day): Date;
}

/** An instance with what becomes of it. */
export interface Owed {
  readonly planned: DutyInstance;
  readonly acts: readonly ForecastAct[];
  readonly openedAt?: Date | undefined;
}

interface Booked {
  readonly line: ForecastLine;
  readonly round: number;
  /** Of a closing: the last round of which its reader had heard before. */
  readonly heardOf?: number | undefined;
}

/** How an instance stood from a moment on. */
export interface Standing {
  readonly at: Date;
  readonly instance: DutyInstance;
  readonly marks: ReadonlySet<string>;
}

const isReminder = ({ kind }: ForecastLine): boolean => kind === 'reminder';
const isOpen = (): boolean => true;

/**
 * One instance from its making to a day, as the jobs of the product would run it: what is told on which day, what
 * an act takes back before it leaves, and who hears that the matter is settled.
 */
export class ForecastRun {
  readonly lines: ForecastLine[] = [];
  readonly standings: Standing[];
  #instance: DutyInstance;
  readonly #scene: RunScene;
  readonly #from: Day;
  readonly #handled = new Set<string>();
  readonly #booked = new Set<string>();
  readonly #closed = new Map<string, number>();
  readonly #marks = new Set<string>();
  #toldAbove = new Set<string>();
  #waiting: Booked[] = [];
  #slips: Booked[] = [];
  #days: readonly StageDay[] | undefined;

  constructor(instance: DutyInstance, from: Day, scene: RunScene) {
    this.#instance = { ...instance, state: 'open' };
    this.#from = from;
    this.#scene = scene;
    this.standings = [{ at: new Date(0), instance: this.#instance, marks: new Set() }];
  }

  /** Runs to the end; `acts` in the order they happened. */
  run(acts: readonly ForecastAct[], openedAt?: Date | undefined): this {
    for (const { stage, on } of this.#stageDays()) if (on < this.#from) this.#handled.add(stage);
    let notBefore = openedAt;
    for (const act of acts) {
      this.#runUntil(act.at, notBefore);
      if (this.#isGone(dayOf(act.at))) break;
      this.#carry(act.at);
      this.#apply(act);
      notBefore = act.at;
    }
    this.#runUntil(undefined, notBefore);
    this.#carry(undefined);
    return this;
  }

  /** Every stage that comes due before a moment (or to the last day); none earlier than `notBefore`. */
  #runUntil(moment: Date | undefined, notBefore: Date | undefined): void {
    const { to } = this.#scene;
    for (;;) {
      if (isStill(this.#instance.state)) return;
      const first = this.#stageDays().find((stage) => !this.#handled.has(this.#name(stage)));
      if (!first) return;
      let day = first.on;
      let at = notBefore && dayOf(notBefore) >= day ? notBefore : undefined;
      if (at && at > stageMoment({ on: day })) day = dayOf(at);
      else at = undefined;
      for (; this.#scene.isDown(day); day = addDays(day, 1)) at = undefined;
      if (day > to || this.#isGone(day)) return;
      if (moment && (at ?? stageMoment({ on: day })) > moment) return;
      this.#turn(day, at);
    }
  }

  #turn(day: Day, at: Date | undefined): void {
    const { directory, calendars } = this.#scene;
    const { due } = dueStages(this.#stageDays(), this.#handled, this.#instance.round, day);
    const worth = worthTelling(due);
    const told = new Set(this.#toldAbove);
    const input = {
      directory,
      instance: this.#instance,
      ladder: ladderOf(directory, this.#instance, calendars.profiles),
      day,
      toldAbove: told,
      undone: this.#undone(day),
    };
    const fresh: ForecastLine[] = [];
    const before = this.#instance;
    for (const stage of due) {
      this.#handled.add(this.#name(stage));
      if (!worth.includes(stage) || isStopped(before, stage)) continue;
      const { hearers } = routeStage(input, stage);
      for (const standIn of standIns(hearers)) told.add(standIn);
      for (const { person, post, fallback } of hearers) {
        const kind = stage.level < 0 ? 'reminder' : stage.level === 0 ? 'overdue' : 'escalation';
        fresh.push(this.#line(stage.stage, kind, person.code, post, fallback));
      }
      if (stage.level >= 0 && !isWarning(stage)) {
        this.#withdraw(isReminder, at ?? stageMoment({ on: day }));
        this.#move({ type: 'lapse', level: stage.level, kind: lapseBase(before).kind });
      }
    }
    this.#toldAbove = told;
    for (const line of fresh) this.#book(line, before.round, day, at);
  }

  #undone(day: Day): readonly CoverageSubject[] | undefined {
    return undoneSubjects(this.#scene.directory, this.#instance, day, this.#marks);
  }

  #apply(act: ForecastAct): void {
    if (act.kind === 'marked') this.#mark(act);
    else this.#settleOrMove(eventOf(act, this.#instance, this.#scene.calendar), act.at);
    this.standings.push({ at: act.at, instance: this.#instance, marks: new Set(this.#marks) });
  }

  #mark({ subject = [], at }: ForecastAct): void {
    if (isStill(this.#instance.state)) return;
    const on = dayOf(at);
    const before = this.#undone(on);
    if (!before || before.length === 0) return;
    const keys = this.#instance.rules.coverage === 'per_pair' ? [[...subject].sort().join('+')] : subject;
    for (const key of keys) this.#marks.add(key);
    const undone = before.filter(({ key }) => !this.#marks.has(key));
    if (undone.length === 0) {
      this.#settleOrMove({ type: 'record', heldOn: on, on, at }, at);
      return;
    }
    // Whoever is not concerned any more hears nothing of it from here on.
    const concerned = (of: readonly CoverageSubject[]): ReadonlySet<string> =>
      new Set(concernedPeople(this.#scene.directory, this.#instance, of, on).map(({ code }) => code));
    const [then, now] = [concerned(before), concerned(undone)];
    this.#withdraw(({ to, post }) => post === 'member' && then.has(to) && !now.has(to), at);
  }

  #settleOrMove(event: LifecycleEvent | undefined, at: Date): void {
    const { round, state } = this.#instance;
    const step = event && this.#move(event);
    if (!event || !step) return;
    if (isSettled(state) && !isSettled(this.#instance.state)) this.#unclose(at);
    if (event.type === 'schedule') this.#withdraw(isReminder, at);
    if (step.to === 'submitted' || step.settles || event.type === 'extend') this.#withdraw(isOpen, at);
    if (step.settles || event.type === 'extend') this.#close(event, at);
    if (this.#instance.round > round || event.type === 'owe') {
      for (const stage of pastReminders(this.#stageDays(), at)) this.#handled.add(this.#name(stage));
    }
  }

  #move(event: LifecycleEvent): Transition | undefined {
    const step = transition(this.#instance, event, this.#scene.calendars.slips);
    if (!step) return undefined;
    const { round } = this.#instance;
    this.#instance = { ...this.#instance, ...step.changes };
    if (step.restarts) this.#days = undefined;
    if (this.#instance.round !== round) this.#toldAbove = new Set();
    return step;
  }

  /** Everybody who was told of the slip, and not yet that it is over, hears so once. */
  #close(event: LifecycleEvent, at: Date): void {
    const round = this.#instance.round - (event.type === 'extend' ? 1 : 0);
    const told = new Map<string, ForecastLine>();
    for (const { line, round: of } of [...this.#slips].sort((a, b) =>
      a.line.stage < b.line.stage ? -1 : 1,
    )) {
      if (of > (this.#closed.get(line.to) ?? -1) && !told.has(line.to)) told.set(line.to, line);
    }
    for (const { to, post } of told.values()) {
      const heardOf = this.#closed.get(to);
      this.#closed.set(to, round);
      this.#book(this.#line('closing', 'closing', to, post), round, dayOf(at), at, heardOf);
    }
  }

  /** It is open again: who has not heard of its end by then hears of the next one instead. */
  #unclose(at: Date): void {
    this.#carry(at);
    const isClosing = ({ line }: Booked): boolean => line.kind === 'closing';
    for (const { line, round, heardOf } of this.#waiting.filter(isClosing).toReversed()) {
      this.#booked.delete(`${stageName(line.stage, round)}/${line.to}`);
      if (heardOf === undefined) this.#closed.delete(line.to);
      else this.#closed.set(line.to, heardOf);
    }
    this.#waiting = this.#waiting.filter((booked) => !isClosing(booked));
  }

  /** For the person's next digest; a line is unique by stage, round and person. */
  #book(line: ForecastLine, round: number, on: Day, at: Date | undefined, heardOf?: number): void {
    const { calendar, isDown, digestAt } = this.#scene;
    const key = `${stageName(line.stage, round)}/${line.to}`;
    if (this.#booked.has(key)) return;
    this.#booked.add(key);
    let day = on;
    if (at && digestAt(line.to, day) < at) day = addDays(day, 1);
    while (!calendar.isWorkday(day) || isDown(day)) day = addDays(day, 1);
    this.#waiting.push({ line: { ...line, day }, round, heardOf });
  }

  /** Lines whose digest has left by a moment are told; the rest can still be taken back. */
  #carry(by: Date | undefined): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const today = by && dayOf(by);
    for (const booked of waiting) {
      const { line } = booked;
      const isLater = by && today && line.day >= today && this.#scene.digestAt(line.to, line.day) > by;
      if (isLater) this.#waiting.push(booked);
      else {
        this.lines.push(line);
        if (line.kind === 'overdue' || line.kind === 'escalation') this.#slips.push(booked);
      }
    }
  }

  #withdraw(isUntrue: (line: ForecastLine) => boolean, at: Date): void {
    if (this.#waiting.length === 0) return;
    this.#carry(at);
    this.#waiting = this.#waiting.filter(({ line }) => line.kind === 'closing' || !isUntrue(line));
  }

  #line(
    stage: ForecastLine['stage'],
    kind: ForecastLine['kind'],
    to: string,
    post: PostType,
    fallback?: readonly PassedPost[] | undefined,
  ): ForecastLine {
    const { key, number, orgCode, duty, period, heldBy } = this.#instance;
    const line = { instance: key, number, duty, org: orgCode, period, stage, kind, to, post, day: heldBy };
    return fallback ? { ...line, fallback } : line;
  }

  #stageDays(): readonly StageDay[] {
    const { directory, calendars } = this.#scene;
    const ladder = () => ladderOf(directory, this.#instance, calendars.profiles);
    this.#days ??= stageDays(this.#instance, ladder(), calendars);
    return this.#days;
  }

  #name({ stage }: StageDay): string {
    return stageName(stage, this.#instance.round);
  }

  #isGone(day: Day): boolean {
    const dissolvedOn = this.#scene.directory.org(this.#instance.orgCode)?.dissolvedOn;
    return dissolvedOn !== undefined && dissolvedOn <= day;
  }
}
