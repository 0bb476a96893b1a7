import { dayOf, partsOf } from '../calendar/day.ts';
import type { WorkCalendar } from '../calendar/workdays.ts';
import { readMoveIntent } from './intent-move.ts';
import type { CardKind, Intent, IntentName, IntentReading, IntentRule, Slots } from './intent-name.ts';
import { readPlanIntent } from './intent-plan.ts';
import { readRollIntent } from './intent-roll.ts';
import { askingRules } from './intent-rules-asking.ts';
import { attendingRules } from './intent-rules-attending.ts';
import { normalizeTyped } from './normalize.ts';
import { readSentence, type Sentence, withoutQuotations } from './sentence.ts';
import { foldTraditional } from './traditional.ts';

export interface SaidAt {
  readonly now: Date;
  readonly calendar: WorkCalendar;
  /** What the card shows to which the message replies. */
  readonly quotes?: CardKind | undefined;
}

/** Longer than this is a report or a chat, not a wish; it also bounds the work. */
const longestSentence = 160;
const longestClause = 26;
/** The same over and over is no speech, and would keep the rules busy. */
const stammer = /(.{1,6})\1{3,}/u;
const mostMeanings = 3;

/** Words of others, denials, conditions, jokes: nothing is read into such a sentence. */
const notOwn =
  /听说|据说|(?:[他她]们?|人家|别人|有人)(?:说|讲|问|要|想|回)|谁(?:说|问)|说(?:是|了|过|的|他|她|[要想]|:)|没(?:有)?(?:说|讲|提)|不是(?:说|要|想)|别(?:说|写|念)|如果|要是|假如|假设|万一|的话|比如|例如|譬如|开玩笑|怎么(?:说|写|回)|(?<!不好)意思/u;
/** Plans to speak of it later, and errands to others. */
const notNow =
  /(?:问|告诉|回复|通知|转告|提醒)(?:一下)?(?:他|她|大家|小\p{Script=Han}|老\p{Script=Han})|再说|再看|再定|再议|等.{1,8}(?:再|后|时)/u;

const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');

interface Compiled {
  readonly rule: IntentRule;
  readonly sure: readonly RegExp[];
  readonly doubtful: readonly RegExp[];
  readonly beside: readonly RegExp[];
}

function compile(rule: IntentRule, quotes: CardKind | undefined): Compiled {
  const inReply = quotes === undefined ? [] : (rule.inReply?.[quotes] ?? []);
  const doubtfulInReply = quotes === undefined ? [] : (rule.doubtfulInReply?.[quotes] ?? []);
  return {
    rule,
    sure: [...(rule.sure ?? []), ...inReply].map(whole),
    doubtful: [...(rule.doubtful ?? []), ...doubtfulInReply].map(whole),
    beside: (rule.beside ?? []).map(whole),
  };
}

const compiled = new Map<CardKind | undefined, readonly Compiled[]>();

function rulesFor(quotes: CardKind | undefined): readonly Compiled[] {
  const known = compiled.get(quotes);
  if (known) return known;
  const made = [...attendingRules, ...askingRules].map((rule) => compile(rule, quotes));
  compiled.set(quotes, made);
  return made;
}

/**
 * What a plain sentence means, by rules alone; undefined when nothing stands for certain. A sentence is sure when
 * each of its clauses belongs to one meaning; with words beside it that nobody read, or with two meanings, it is
 * doubtful and has to be asked back. (Source: duties.md h.)
 */
export function readIntent(typed: string, at: SaidAt): Intent | undefined {
  if (typed.length > longestSentence) return undefined;
  const folded = foldTraditional(normalizeTyped(typed));
  const own = withoutQuotations(folded);
  if (notOwn.test(own)) return undefined;
  const roll = notNow.test(own) || own !== folded ? undefined : readRollIntent(typed);
  const plan = readPlanIntent(typed, at);
  const move = readMoveIntent(typed, at);
  const { year } = partsOf(dayOf(at.now));
  const joined = readByRules(readSentence(typed, year, false), at.quotes);
  const split = /\S\s+\S/u.test(typed) ? readByRules(readSentence(typed, year, true), at.quotes) : undefined;
  const found = [roll, plan, move, joined?.confidence === 'sure' ? joined : (split ?? joined)].filter(
    (one) => one !== undefined,
  );
  const sure = found.filter((one) => one.confidence === 'sure');
  const [first] = sure.length > 0 ? sure : found;
  if (!first) return undefined;
  if (sure.length > 1) return { ...first, confidence: 'doubtful', also: sure.slice(1, mostMeanings) };
  return first;
}

interface Match extends IntentReading {
  readonly rule: IntentRule;
  readonly isSure: boolean;
}

function readByRules(sentence: Sentence, quotes: CardKind | undefined): Intent | undefined {
  const { clauses } = sentence;
  if (clauses.length === 0 || sentence.hasQuotation || notNow.test(sentence.text)) {
    return clauses.length === 0 ? acknowledged(sentence, quotes) : undefined;
  }
  if (clauses.some((clause) => clause.length > longestClause || stammer.test(clause))) return undefined;
  const rules = rulesFor(quotes);
  const matches = clauses.map((clause) => matchesOf(clause, rules, sentence));
  const unread = (match: Match): number =>
    clauses.filter(
      (clause, i) =>
        !matches[i]?.some(({ intent }) => intent === match.intent) &&
        !rules.some((one) => one.rule.intent === match.intent && one.beside.some((re) => re.test(clause))),
    ).length;
  const byIntent = new Map<IntentName, Match & { readonly left: number }>();
  for (const match of matches.flat()) {
    const left = unread(match);
    if (left > 0 && match.rule.isAlone) continue;
    const before = byIntent.get(match.intent);
    const slots = { ...match.slots, ...before?.slots };
    byIntent.set(match.intent, { ...match, slots, isSure: match.isSure || before?.isSure === true, left });
  }
  const all = [...byIntent.values()].map((match) => ({
    ...match,
    slots: { ...match.slots, ...besideSlots(match.intent, sentence, rules) },
  }));
  const sure = all.filter(({ isSure, left }) => isSure && left === 0);
  const [best, ...others] = sure.length > 0 ? sure : all;
  if (!best) return undefined;
  const { intent, slots } = best;
  if (sure.length === 1) return { intent, slots, confidence: 'sure', also: [] };
  const also = [
    ...others.map(({ intent: other, slots: said }) => ({ intent: other, slots: said })),
    ...(best.rule.also ?? []).map((other) => ({ intent: other, slots: {} })),
  ];
  return { intent, slots, confidence: 'doubtful', also: also.slice(0, mostMeanings - 1) };
}

function matchesOf(clause: string, rules: readonly Compiled[], sentence: Sentence): readonly Match[] {
  const found: Match[] = [];
  for (const { rule, sure, doubtful, beside } of rules) {
    const certain = firstMatch(sure, clause);
    const match = certain ?? firstMatch(doubtful, clause);
    if (!match) continue;
    const hasBeside = sentence.clauses.some((one) => one !== clause && firstMatch(beside, one));
    if (rule.needsBeside && !hasBeside) continue;
    const isSettled = rule.isSettledBeside === true && hasBeside;
    const slots = slotsOf(rule, match.groups ?? {}, sentence);
    found.push({ intent: rule.intent, slots, rule, isSure: certain !== undefined || isSettled });
  }
  return found;
}

function firstMatch(patterns: readonly RegExp[], clause: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(clause);
    if (match) return match;
  }
  return undefined;
}

const kinds: Readonly<Record<string, string>> = { 病: '病假', 事: '事假', 公: '公务' };

function slotsOf(
  rule: IntentRule,
  groups: Readonly<Record<string, string | undefined>>,
  sentence: Sentence,
): Slots {
  const { business, sick, personal, again, kind, ...named } = groups;
  const said = Object.fromEntries(Object.entries(named).filter(([, words]) => words !== undefined));
  const why = kind ? kinds[kind] : business ? '公务' : sick ? '病假' : personal ? '事假' : undefined;
  const activity = named.activity ?? again;
  return {
    ...rule.slots,
    ...said,
    ...(activity === undefined ? {} : { activity }),
    ...(why === undefined ? {} : { kind: why }),
    ...(sentence.days.length === 0 ? {} : { when: sentence.days.join(' ') }),
  };
}

/** A reason in a clause of its own tells the kind: 我明天出差，请个假. */
function besideSlots(intent: IntentName, sentence: Sentence, rules: readonly Compiled[]): Slots {
  for (const { rule, beside } of rules) {
    if (rule.intent !== intent) continue;
    for (const clause of sentence.clauses) {
      const match = firstMatch(beside, clause);
      if (match) return slotsOf({ intent }, match.groups ?? {}, { ...sentence, days: [] });
    }
  }
  return {};
}

/** 收到 alone says nothing; in a reply to an invitation it is asked what is meant. */
function acknowledged({ text }: Sentence, quotes: CardKind | undefined): Intent | undefined {
  if (quotes !== 'invitation' || text === '' || /谢谢|辛苦/u.test(text)) return undefined;
  return {
    intent: 'confirm_attendance',
    slots: { mark: '参加' },
    confidence: 'doubtful',
    also: [{ intent: 'leave', slots: {} }],
  };
}
