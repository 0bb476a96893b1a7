import type { IntentName, IntentReading } from './intent-name.ts';

/** How an intent is carried out: by which command, with which words. Commands are named by their English alias. */
export interface IntentCommand {
  /** The commands that really do it, the best first. */
  readonly does: readonly string[];
  /** Pieces of the line; a piece whose `{slot}` was not said is left out. */
  readonly words: readonly string[];
  /** Another command where this slot fits the pattern. */
  readonly instead?: {
    readonly slot: 'activity';
    readonly fits: RegExp;
    readonly does: readonly string[];
    readonly words: readonly string[];
  };
  /** Lines that come nearest while nobody does it: offered, never run. */
  readonly nearest: readonly string[];
  /** The answer is nobody else's business: also when asked in a group it comes in private. */
  readonly isPersonal: boolean;
}

const planWords = ['{when}', '同时开{together}', '地点 {place}', '主题 {topic}', '主讲 {speaker}'];

export const intentCommands: Readonly<Record<IntentName, IntentCommand>> = {
  leave: {
    does: ['leave'],
    words: ['{mark}', '{activity}', '{when}', '{kind}'],
    nearest: ['activity'],
    isPersonal: true,
  },
  confirm_attendance: {
    does: ['checkin'],
    words: ['{mark}', '{code}', '{activity}', '{when}'],
    nearest: [],
    isPersonal: true,
  },
  activity_info: {
    does: ['activity'],
    words: ['{activity}', '{when}'],
    nearest: ['mine'],
    isPersonal: false,
  },
  month_status: {
    does: ['todo', 'mine'],
    words: ['{period}', '{activity}'],
    nearest: ['activity'],
    isPersonal: true,
  },
  own_dues: { does: ['dues'], words: ['我的'], nearest: ['mine'], isPersonal: true },
  dues_progress: { does: ['dues'], words: [], nearest: [], isPersonal: true },
  talk_record: { does: ['talk'], words: ['{person}', '{when}'], nearest: [], isPersonal: true },
  due_date: { does: ['todo', 'mine'], words: ['{item}'], nearest: [], isPersonal: true },
  extension_request: {
    does: ['extend'],
    words: ['{item}', '{when}', '{because}'],
    nearest: ['explain'],
    isPersonal: true,
  },
  minutes_request: { does: ['paper'], words: ['会议记录'], nearest: [], isPersonal: true },
  roll_on_behalf: { does: [], words: [], nearest: ['checkin 参加'], isPersonal: true },
  correct_roll: { does: ['correct'], words: ['{person}', '{mark}', '{when}'], nearest: [], isPersonal: true },
  make_up_study: {
    does: ['makeup'],
    words: ['{person}', '{activity}', '{when}'],
    nearest: [],
    isPersonal: true,
  },
  record_activity: { does: ['minutes'], words: ['{activity}'], nearest: ['todo'], isPersonal: true },
  approve_leave: { does: ['approve-leave'], words: ['{person}', '{mark}'], nearest: [], isPersonal: true },
  change_speaker: { does: ['speaker'], words: ['{activity}', '{person}'], nearest: [], isPersonal: true },
  attendance_sheet: { does: ['paper'], words: ['签到表', '{activity}'], nearest: [], isPersonal: true },
  overview: { does: ['digest'], words: ['{period}'], nearest: ['todo'], isPersonal: true },
  overdue: { does: ['overdue'], words: ['{org}'], nearest: ['todo'], isPersonal: true },
  why: { does: ['why'], words: [], nearest: [], isPersonal: true },
  take_back: { does: ['undo'], words: [], nearest: [], isPersonal: true },
  term_date: { does: ['election'], words: [], nearest: ['todo'], isPersonal: true },
  mute: { does: ['mute'], words: ['{when}'], nearest: [], isPersonal: true },
  open_items: { does: ['mine', 'todo'], words: [], nearest: ['activity'], isPersonal: true },
  who_not_arrived: { does: ['roll'], words: ['{activity}'], nearest: [], isPersonal: false },
  plan_activity: {
    does: ['plan'],
    words: ['{activity}', '{group}', ...planWords],
    instead: { slot: 'activity', fits: /党日/u, does: ['themeday'], words: planWords },
    nearest: ['themeday'],
    isPersonal: true,
  },
  move_activity: { does: ['move'], words: ['{activity}', '{when}'], nearest: [], isPersonal: true },
  cancel_activity: { does: ['cancel'], words: ['{activity}', '{because}'], nearest: [], isPersonal: true },
  roll: {
    does: ['roll'],
    words: ['{activity}', '全到', '除 {absent}', '请假 {onLeave}', '线上 {online}'],
    nearest: [],
    isPersonal: false,
  },
  merge_activity: {
    does: ['merge'],
    words: ['{activity}', '{other}'],
    nearest: ['plan', 'themeday'],
    isPersonal: true,
  },
  help: { does: ['help'], words: [], nearest: [], isPersonal: false },
};

/** The lines, without the slash, that would do this: a command's alias and its words, the best first. */
export function linesFor({ intent, slots }: IntentReading): readonly string[] {
  const { does, words, instead } = intentCommands[intent];
  const other = instead?.fits.test(slots[instead.slot] ?? '') ? instead : undefined;
  const line = filled(other?.words ?? words, slots);
  return (other?.does ?? does).map((alias) => `${alias} ${line}`.trim());
}

function filled(pieces: readonly string[], slots: IntentReading['slots']): string {
  return pieces
    .flatMap((piece) => {
      const slot = /\{(\w+)\}/.exec(piece)?.[1] as keyof typeof slots | undefined;
      if (slot === undefined) return [piece];
      const said = slots[slot];
      return said === undefined || said === '' ? [] : [piece.replace(`{${slot}}`, said)];
    })
    .join(' ');
}
