import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Db } from '../../db/client.ts';
import { flows as allFlows } from '../../flows/index.ts';
import { dayOf, isDay } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { SimulatedClock } from '../../src/core/clock.ts';
import { createLogger } from '../../src/core/logger.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { Flow } from '../../src/engine/index.ts';
import type { Directory } from '../../src/org/directory.ts';
import { loadDirectory } from '../../src/org/directory-load.ts';
import { ensureRoster } from '../../src/org/first-roster.ts';
import { type RunningWorkspace, startWorkspace } from '../../src/rehearsal/workspace.ts';
import { engineText } from '../../src/text/engine.ts';
import { Control, type WorkspaceChat, type WorkspaceUser } from './control.ts';
import { type TestDatabase, testDatabase } from './db.ts';
import { onlyDuties } from './duties.ts';
import { ledgerProblems } from './ledger.ts';
import { withoutNoticeButtons } from './notice-buttons.ts';
import { Crowd, Group, Person, type PersonDesk } from './person.ts';
import { type ChatReader, describeMessage, type ReadMessage, StoryFailure } from './reader.ts';
import { changesBetween, demoRoster, instanceOf, type RosterChange, reimport, stateOf } from './records.ts';
import { emptyRedis } from './redis.ts';
import { watchingUndo } from './undo-said.ts';

export interface WorldOptions {
  /** A folder with the three CSV files. */
  readonly roster?: string | undefined;
  /** Beijing time, e.g. `2026-05-20T10:00`. */
  readonly startAt?: string | undefined;
  readonly goLiveOn?: string | undefined;
  readonly flows?: readonly Flow[] | undefined;
  /** The duties in force, by id; the theme day alone by default, so that a story tells of one thing. */
  readonly duties?: readonly string[] | 'all' | undefined;
  /** The workspace keeps a journal, so that the process can be away for a while: `isDownUntil`. */
  readonly canRestart?: boolean | undefined;
  /** The leaders' week in numbers; off, so that a story tells of one thing. */
  readonly tellsWeeks?: boolean | undefined;
  /** A second opinion every night, as the product has. */
  readonly auditsNightly?: boolean | undefined;
}

interface ReadChat {
  readonly reader: ChatReader;
  readonly messages: readonly ReadMessage[];
}

const defaultStart = '2026-02-02T09:05';

let opened: TestDatabase | undefined;
let current: World | undefined;
let worlds = 0;
/** Acts of the story that left open whether they can be taken back. */
const undoUnsaid = new Set<string>();

/**
 * The real bot beside the workspace on a frozen clock. One world at a time: opening the next closes the last and
 * empties its database, because starting an embedded database costs more than everything else together.
 */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  await current?.close();
  opened ??= await testDatabase();
  await opened.reset();
  worlds += 1;
  current = await World.open(opened, options, `{story-${process.pid}-${worlds}}`);
  return current;
}

/** After each test, by every-file.ts: whatever story was told, nothing came that nobody expected. */
export async function endOfStory(hasFailed: boolean): Promise<void> {
  const unsaid = [...undoUnsaid];
  undoUnsaid.clear();
  // A story that failed already has said why; what it left unread would only hide that.
  if (!current || hasFailed) return;
  if (unsaid.length > 0) {
    throw new StoryFailure(`改了东西，却没有撤销，也没有说明不能撤销：\n${unsaid.join('\n')}`);
  }
  await current.expectQuiet();
  await current.expectTrueLedger();
}

/** After each file. An embedded database stays open for the next file of this worker and ends with it. */
export async function endOfFile(): Promise<void> {
  await current?.close();
  current = undefined;
  if (opened?.database.driver === 'pglite') return;
  await opened?.close();
  opened = undefined;
}

/** `2026-02-12T15:10`, or a day for its end, in Beijing. */
function moment(text: string): string {
  return isDay(text) ? `${text}T23:59:00+08:00` : `${text.length === 16 ? `${text}:00` : text}+08:00`;
}

export class World {
  readonly db: Db;
  readonly control: Control;
  #running: RunningWorkspace;
  #clock: SimulatedClock;
  readonly #start: (clock: SimulatedClock) => Promise<RunningWorkspace>;
  readonly #users: readonly WorkspaceUser[];
  readonly #groups: readonly WorkspaceChat[];
  readonly #desk: PersonDesk;
  /** Holds the journal. */
  #folder: string | undefined;
  #isClosed = false;

  private constructor(
    db: Db,
    clock: SimulatedClock,
    running: RunningWorkspace,
    start: (clock: SimulatedClock) => Promise<RunningWorkspace>,
    users: readonly WorkspaceUser[],
    groups: readonly WorkspaceChat[],
  ) {
    this.db = db;
    this.#clock = clock;
    this.#running = running;
    this.#start = start;
    this.#users = users;
    this.#groups = groups;
    this.control = new Control(running.url);
    this.#desk = {
      control: this.control,
      groupIds: new Set(groups.map((group) => group.chat_id)),
      expected: new Set(),
      botName: engineText.answerTitle,
      breathe: () => this.passes('PT1S'),
      toasts: new Map(),
    };
  }

  static async open(test: TestDatabase, options: WorldOptions, queuePrefix: string): Promise<World> {
    const { database } = test;
    const clock = new SimulatedClock(new Date(moment(options.startAt ?? defaultStart)), 0);
    const problems = await ensureRoster(database.db, options.roster ?? demoRoster, clock.now());
    if (problems.length > 0) throw new StoryFailure(`名册有误：\n${problems.join('\n')}`);
    const redisUrl = await emptyRedis();
    const folder = options.canRestart ? await mkdtemp(join(tmpdir(), 'story-')) : undefined;
    const journalFile = folder && join(folder, 'workspace.jsonl');
    const start = (at: SimulatedClock): Promise<RunningWorkspace> =>
      startWorkspace({
        database,
        redisUrl,
        queuePrefix,
        clock: at,
        calendar: announcedCalendar(),
        flows: (options.flows ?? allFlows)
          .map((flow) => onlyDuties(flow, options.duties ?? ['branch_theme_day']))
          .map((flow) => watchingUndo(flow, (problem) => undoUnsaid.add(problem)))
          .map((flow) => (options.tellsWeeks ? flow : { ...flow, daily: {} })),
        host: '127.0.0.1',
        port: 0,
        log: createLogger(process.env.STORY_LOG ?? 'silent'),
        goLiveOn: options.goLiveOn,
        auditsNightly: options.auditsNightly,
        journalFile,
      });
    const running = await start(clock);
    const { users, chats } = await new Control(running.url).state();
    const groups = chats.filter((chat) => chat.type === 'group');
    const world = new World(database.db, clock, running, start, users, groups);
    world.#folder = folder;
    await running.settled();
    return world;
  }

  person(name: string): Person {
    const found = this.#users.filter((user) => user.name === name);
    const [user] = found;
    if (!user || found.length > 1) throw new StoryFailure(`工作区里有 ${found.length} 位“${name}”`);
    return new Person(user, this.#desk);
  }

  group(name: string): Group {
    const chat = this.#groups.find((one) => one.name === name);
    const reader = chat?.members[0];
    if (!chat || !reader) throw new StoryFailure(`没有群“${name}”`);
    return new Group(name, chat.chat_id, reader, this.#desk);
  }

  everyone(names: readonly string[]): Crowd {
    return new Crowd(names.map((name) => this.person(name)));
  }

  /** The members of a branch who have an account. */
  async membersOf(branch: string): Promise<Crowd> {
    const members = (await this.directory()).membersOf(branch);
    return this.everyone(members.filter((one) => one.account !== undefined).map((one) => one.name));
  }

  directory(): Promise<Directory> {
    return loadDirectory(this.db, dayOf(this.#clock.now()));
  }

  /** The theme day of a branch and month as the database has it. */
  themeDay(branch: string, month: string): Promise<DutyInstance> {
    return instanceOf(this.db, branch, month);
  }

  /** A new roster comes in: this person moved to another branch, or left. */
  async roster(change: RosterChange): Promise<void> {
    await reimport(this.db, change, this.#clock.now());
  }

  /** Whatever happens in there leaves duties, rolls, records and the audit trail as they were. */
  async staysUnchanged(during: () => Promise<unknown>): Promise<void> {
    const before = await stateOf(this.db);
    await during();
    const changes = changesBetween(before, await stateOf(this.db));
    if (changes.length > 0) throw new StoryFailure(`什么都不该变，却变了：\n${changes.join('\n')}`);
  }

  /** Everything due up to that moment is done. A day alone means its end. */
  async moveTo(to: string): Promise<void> {
    await this.control.post('/clock', { to: moment(to) });
  }

  async passes(duration: string): Promise<void> {
    await this.control.post('/clock', { advance: duration });
  }

  /** The process ends, time goes on without it, and it starts again on the same database and journal. */
  async isDownUntil(to: string): Promise<void> {
    await this.#running.stop();
    this.#clock = new SimulatedClock(new Date(moment(to)), 0);
    this.#running = await this.#start(this.#clock);
    this.control.moveTo(this.#running.url);
    await this.settled();
  }

  /** Everybody's digest moment of that working day is over. */
  async morningOf(day: string): Promise<void> {
    await this.moveTo(`${day}T10:05`);
  }

  settled(): Promise<void> {
    return this.#running.settled();
  }

  /** The platform delivers an event once more, as the same or as a new one. */
  async redelivers(eventId: string, how: { readonly asNew: boolean }): Promise<void> {
    await this.control.post('/redeliver', { event_id: eventId, new_event_id: how.asNew });
    await this.passes('PT1S');
  }

  /** Counts everything that was sent until now as expected. */
  async forgetsPast(): Promise<void> {
    for (const { messages } of this.#unreadOf(await this.#chats())) {
      for (const message of messages) this.#desk.expected.add(message.id);
    }
    this.#desk.toasts.clear();
  }

  /** Fails on any message, and any warning after a press, that no story asserted. */
  async expectQuiet(): Promise<void> {
    const chats = await this.#chats();
    const silent = await withoutNoticeButtons(
      this.db,
      chats.flatMap(({ reader, messages }) => messages.map((message) => ({ reader, message }))),
    );
    if (silent.length > 0)
      throw new StoryFailure(`通知上没有“为什么”和“提意见”：\n${silent.slice(0, 20).join('\n')}`);
    const lines = this.#unreadOf(chats).flatMap(({ reader, messages }) =>
      messages.map((message) => `${reader.name}：\n${describeMessage(message)}`),
    );
    const warnings = [...this.#desk.toasts.values()]
      .flat()
      .filter(({ toast }) => toast.type === 'warning' || toast.type === 'error')
      .map(({ who, toast }) => `${who}按下以后的提示：${toast.content}`);
    const surprises = [...lines, ...warnings];
    if (surprises.length > 0) {
      const shown = surprises.slice(0, 20).join('\n');
      const more = surprises.length > 20 ? `\n……另有 ${surprises.length - 20} 条` : '';
      throw new StoryFailure(`有 ${surprises.length} 条消息没有被预料到：\n${shown}${more}`);
    }
    this.#desk.toasts.clear();
  }

  #unreadOf(chats: readonly ReadChat[]): readonly ReadChat[] {
    return chats.map(({ reader, messages }) => ({
      reader,
      messages: messages.filter(({ id }) => !this.#desk.expected.has(id)),
    }));
  }

  async #chats(): Promise<readonly ReadChat[]> {
    await this.settled();
    const { chats } = await this.control.state();
    const readers = chats.flatMap((chat): ChatReader[] => {
      if (chat.type === 'group') return [this.group(chat.name)];
      const user = this.#users.find((one) => one.open_id === chat.members[0]);
      return user ? [new Person(user, this.#desk)] : [];
    });
    return Promise.all(readers.map(async (reader) => ({ reader, messages: await reader.messages() })));
  }

  /** Outbox and the platform's own request log tell the same story (invariants 1 to 4). */
  async expectTrueLedger(): Promise<void> {
    await this.settled();
    const problems = await ledgerProblems(this.db, this.control, this.#clock.now());
    if (problems.length > 0) throw new StoryFailure(`台账与平台记录不一致：\n${problems.join('\n')}`);
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    await this.#running.stop();
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true });
  }
}
