import { parse } from 'csv-parse/sync';
import { and, eq, ne } from 'drizzle-orm';
import readWorkbook from 'read-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../db/client.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { flows } from '../../flows/index.ts';
import { asDay, type Day } from '../../src/calendar/day.ts';
import { announcedCalendar } from '../../src/calendar/tables.ts';
import { createLogger } from '../../src/core/logger.ts';
import { ledgerFile } from '../../src/duties/ledgers/ledger.ts';
import type { LedgerKind } from '../../src/duties/ledgers/query.ts';
import { ledgerScope } from '../../src/duties/ledgers/scope.ts';
import { ledgerText } from '../../src/duties/ledgers/text.ts';
import { Registry } from '../../src/engine/registry.ts';
import type { Directory } from '../../src/org/directory.ts';
import { loadDirectory } from '../../src/org/directory-load.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { OrgLevel, Person, PostType } from '../../src/org/types.ts';
import type { Entry } from '../../src/rehearsal/entries.ts';
import { rehearse } from '../../src/rehearsal/rehearse.ts';
import { unzip } from '../exports/docx-text.ts';
import { viewCard } from '../harness/card-view.ts';
import { Control } from '../harness/control.ts';
import { everythingIn } from '../harness/everything.ts';
import { demoRoster } from '../harness/records.ts';

/** What nobody says of dates or names: where it turns up, something was kept that must not be. */
const canaries = ['金丝雀心事', '青蛙家事', '8848元', '7321.50', '白鹭处分'];
const [from, to] = [asDay('2026-01-01'), asDay('2026-03-31')];
const calendar = announcedCalendar();

/** 罗启平, 阎秋若 and 吕洋 of one branch, and the organ committee's deputy, try every way of writing too much. */
const people = {
  secretary: 'P000001',
  commissioner: 'P000003',
  member: 'P000009',
  deputy: 'P000029',
} as const;
const lines: readonly (readonly [keyof typeof people, (word: string) => string])[] = [
  ['secretary', (word) => `/谈话 吕洋 昨天 ${word}`],
  ['secretary', (word) => `/谈话 吕洋${word} 昨天`],
  ['secretary', (word) => `/必谈 吕洋 ${word}`],
  ['secretary', (word) => `/谈话进度 ${word}`],
  ['member', (word) => `跟罗启平谈过${word}了`],
  ['member', (word) => `我想跟罗启平谈一谈${word}`],
  ['member', (word) => `党费 ${word}`],
  ['commissioner', (word) => `/党费 已收 吕洋 ${word}`],
  ['commissioner', (word) => `/党费 全收 除 ${word}`],
  ['commissioner', (word) => `/党费 未收 吕洋${word}`],
  ['deputy', (word) => `/谈话 罗启平 ${word}`],
];

function plants(directory: Directory, day: Day): readonly Entry[] {
  if (!calendar.isWorkday(day)) return [];
  const at = Number(day.slice(8));
  return [0, 1, 2].flatMap((step) => {
    const [who, lineOf] = lines[(at * 3 + step) % lines.length] ?? [];
    const account = who && directory.person(people[who])?.account;
    const word = canaries[(at + step) % canaries.length] ?? '';
    return account && lineOf ? [{ account, line: lineOf(word) }] : [];
  });
}

type Cells = readonly (readonly string[])[];

interface Drawn {
  readonly kind: LedgerKind;
  readonly reader: Person;
  /** Everything in the files, raw. */
  readonly text: string;
  readonly isSame: boolean;
  /** As another library reads the .xlsx, and as a third reads the .csv. */
  readonly book: Cells;
  readonly list: Cells;
}

/** Every ledger this reader may draw, as both kinds of file, twice. */
async function ledgersOf(db: Db, directory: Directory, reader: Person): Promise<readonly Drawn[]> {
  const { catalogue } = new Registry(flows);
  const context = { tx: db, today: to, calendar, directory, catalogue };
  const drawn: Drawn[] = [];
  for (const kind of Object.keys(ledgerText.names) as LedgerKind[]) {
    const draw = async (format: 'xlsx' | 'csv'): Promise<Buffer> =>
      Buffer.from((await ledgerFile(context, { kind, reader: reader.code, period: '2026', format })).bytes);
    const [book, again, list] = [
      await draw('xlsx'),
      await draw('xlsx'),
      (await draw('csv')).toString('utf8'),
    ];
    const sheets = await readWorkbook(book);
    const isOne = sheets.length === 1;
    drawn.push({
      ...{ kind, reader, isSame: again.equals(book), text: [...unzip(book).values(), list].join('\n') },
      book: sheets.flatMap(({ sheet, data }) =>
        data
          .slice(1)
          .map((row) => trimmed([...(isOne ? [] : [sheet]), ...row.map((cell) => String(cell ?? ''))])),
      ),
      list: (parse(list, { bom: true, relax_column_count: true }) as string[][])
        .slice(1)
        .map((row) => trimmed(row.map((cell) => cell.replace(/^'(?=[=+\-@＝＋－＠])/u, '')))),
    });
  }
  return drawn;
}

function trimmed(row: readonly string[]): readonly string[] {
  const last = row.findLastIndex((cell) => cell !== '');
  return row.slice(0, last + 1);
}

interface Read {
  readonly reader: Person | undefined;
  readonly inGroup: boolean;
  readonly text: string;
}

/** A paper or a workbook as it arrived in a chat, every part of it unpacked. */
interface Opened {
  readonly reader: Person;
  readonly name: string;
  readonly text: string;
}

/** Whoever may have papers drawn up asks for all of them: secretaries, and the officers above. */
async function paperLines(db: Db, directory: Directory): Promise<readonly (readonly [Person, string])[]> {
  const late = await db
    .select({ number: dutyInstances.number, org: dutyInstances.orgCode })
    .from(dutyInstances)
    .where(and(eq(dutyInstances.state, 'overdue'), ne(dutyInstances.escalation, 'E_PRIVATE')))
    .orderBy(dutyInstances.key);
  const holders = (level: OrgLevel, post: PostType): readonly Person[] =>
    directory.orgs
      .filter((org) => org.level === level)
      .flatMap(({ code }) => directory.holders(code, post, to).map(({ person }) => person))
      .filter(({ account }) => account !== undefined);
  const urged = late.filter(({ org }) => directory.org(org)?.level === 'branch').slice(0, 3);
  return [
    ...holders('branch', 'branch_secretary').flatMap((person) =>
      ['/文书 签到表', '/文书 会议记录', '/文书 通知'].map((line) => [person, line] as const),
    ),
    ...[
      ...holders('organ_committee', 'party_affairs_officer'),
      ...holders('organ_committee', 'organ_fulltime_deputy'),
    ].flatMap((person) =>
      [
        ...urged.map(({ number }) => `/督办 ${number}`),
        ...['/文书 通报 第一季度', '/文书 换届提醒函', '/季报 表格 第一季度'],
      ].map((line) => [person, line] as const),
    ),
  ];
}

async function asksFor(control: Control, { account = '' }: Person, line: string): Promise<void> {
  await control.post('/say', { as: account, text: line });
}

/** Nobody is sent more than a few messages a second: an answer and its file need time to leave. */
async function passes(control: Control, settled: () => Promise<void>): Promise<void> {
  await settled();
  await control.post('/clock', { advance: 'PT5S' });
  await settled();
}

/** Where it is asked which of several activities is meant, the first answer is pressed. */
async function choosesFirst(control: Control, { account = '' }: Person): Promise<void> {
  const last = (await control.inbox(account)).at(-1);
  const [answer] = last?.sender.type === 'app' ? viewCard(last.content).buttons : [];
  if (!last || answer?.name !== 'answer_0') return;
  await control.post('/click', { as: account, message_id: last.message_id, name: answer.name });
}

/** Every document of an inbox, downloaded and unpacked. */
async function filesIn(
  control: Control,
  inbox: Awaited<ReturnType<Control['inbox']>>,
  reader: Person | undefined,
): Promise<readonly Opened[]> {
  const opened: Opened[] = [];
  for (const { sender, msg_type, content } of inbox) {
    if (!reader || sender.type !== 'app' || msg_type !== 'file') continue;
    const { file_key: key, file_name: name = '' } = JSON.parse(content) as {
      readonly file_key: string;
      readonly file_name?: string;
    };
    const parts = [...unzip(await control.file(key))].map(([part, text]) => `${part}\n${text}`);
    opened.push({ reader, name, text: parts.join('\n') });
  }
  return opened;
}

const left = {
  tables: '',
  read: [] as Read[],
  ledgers: [] as Drawn[],
  files: [] as Opened[],
  /** The report of a branch as it opens, by its secretary. */
  reports: [] as { readonly branch: string; readonly text: string }[],
  directory: undefined as Directory | undefined,
};

beforeAll(async () => {
  await rehearse({
    ...{ roster: demoRoster, from, to, behaviour: 'mixed', seed: 7, flows, calendar },
    log: createLogger('silent'),
    alsoTyped: (day, directory) => plants(directory, day),
    onEnd: async ({ db, url, settled }) => {
      const directory = await loadDirectory(db, to);
      const control = new Control(url);
      const { users, chats } = await control.state();
      const groups = new Set(chats.filter(({ type }) => type === 'group').map(({ chat_id }) => chat_id));
      left.directory = directory;
      left.tables = await everythingIn(db);
      for (const user of users) {
        const inbox = await control.inbox(user.open_id);
        // What somebody typed stands in the own chat as typed; what the bot answered is looked at.
        for (const { sender, chat_id, content } of inbox) {
          if (sender.type !== 'app') continue;
          const reader = directory.personByAccount(user.open_id);
          left.read.push({ reader, inGroup: groups.has(chat_id), text: viewCard(content).text });
        }
      }
      for (const { code } of directory.orgs) {
        for (const member of directory.membersOf(code)) {
          if (ledgerScope(directory, member.code, to).rows.length === 0) continue;
          left.ledgers.push(...(await ledgersOf(db, directory, member)));
        }
        const [holder] = directory.holders(code, 'branch_secretary', to);
        const account = holder?.person.account;
        if (account === undefined) continue;
        await control.post('/say', { as: account, text: `/季报 ${code}-QR-26Q1` });
        await settled();
        const answers = (await control.inbox(account)).filter(({ sender }) => sender.type === 'app');
        left.reports.push({ branch: code, text: viewCard(answers.at(-1)?.content ?? '{}').text });
      }
      for (const [person, line] of await paperLines(db, directory)) {
        await asksFor(control, person, line);
        await passes(control, settled);
        await choosesFirst(control, person);
        await passes(control, settled);
      }
      for (const { open_id: account } of users) {
        const reader = directory.personByAccount(account);
        left.files.push(...(await filesIn(control, await control.inbox(account), reader)));
      }
      left.tables += await everythingIn(db);
    },
  });
});

function ordinaryMembers(): readonly Person[] {
  const { directory } = left;
  if (!directory) throw new Error('nothing was rehearsed');
  const everybody = directory.orgs.flatMap(({ code }) => directory.membersOf(code));
  return everybody.filter(({ code }) => directory.postsOf(code, to).length === 0);
}

describe('three rehearsed months in which people write what must not be kept', () => {
  it('no table, card or export holds a word or an amount', () => {
    expect(left.tables).toContain(people.member);
    expect(left.read.length).toBeGreaterThan(500);
    expect(left.ledgers.length).toBeGreaterThan(70);
    expect(canaries.filter((word) => left.tables.includes(word))).toEqual([]);
    const shown = left.read.filter(({ text }) => canaries.some((word) => text.includes(word)));
    expect(shown.map(({ reader, text }) => [reader?.name, text])).toEqual([]);
    const written = left.ledgers.filter(({ text }) => canaries.some((word) => text.includes(word)));
    expect(written.map(({ kind, reader }) => [kind, reader.name])).toEqual([]);
  });

  it('no paper and no workbook that was sent holds a word or an amount, or names a member to an officer', () => {
    const papers = left.files.filter(({ text }) => text.includes('word/document.xml'));
    const books = left.files.filter(({ text }) => text.includes('xl/workbook.xml'));
    expect(papers.length).toBeGreaterThan(10);
    expect(books.length).toBeGreaterThan(0);
    expect(papers.some(({ text }) => text.includes('督办'))).toBe(true);
    const written = left.files.filter(({ text }) => canaries.some((word) => text.includes(word)));
    expect(written.map(({ name, reader }) => [name, reader.name])).toEqual([]);
    const members = ordinaryMembers();
    for (const { name, reader, text } of left.files) {
      const named = members.filter((one) => one.branch !== reader.branch && text.includes(one.name));
      expect(
        named.map((one) => one.name),
        `${name} of ${reader.name}`,
      ).toEqual([]);
    }
  });

  it('no ordinary member is named above the own branch: not to leaders, not in a ledger of talks or dues', () => {
    const members = ordinaryMembers();
    const above = left.read.filter(({ reader, inGroup }) => {
      const levels = left.directory
        ?.postsOf(reader?.code ?? '', to)
        .map(({ org }) => left.directory?.org(org)?.level);
      return !inGroup && levels?.some((level) => level === 'leadership_group' || level === 'work_committee');
    });
    expect(above.length).toBeGreaterThan(20);
    const leaks = above.flatMap(({ reader, text }) =>
      members
        .filter(({ branch, name }) => branch !== reader?.branch && text.includes(name))
        .map(({ name }) => `${reader?.name} sees ${name}: ${text}`),
    );
    expect(leaks).toEqual([]);
    for (const { kind, reader, text } of left.ledgers) {
      if (kind !== 'talk' && kind !== 'dues') continue;
      const named = members.filter(({ branch, name }) => branch !== reader.branch && text.includes(name));
      expect(named, `${kind} of ${reader.name}`).toEqual([]);
    }
  });

  it('a ledger reads the same cell by cell in both files, and is the same bytes again', () => {
    expect(left.ledgers.filter(({ isSame }) => !isSame)).toEqual([]);
    for (const { book, list, kind, reader } of left.ledgers) {
      expect(list, `${kind} of ${reader.name}`).toEqual(book);
    }
  });

  it('the report of the quarter says in figures what the ledger says row by row', () => {
    const catalogue = new Registry(flows).catalogue;
    const own = new Set(
      catalogue.duties.filter(({ escalation }) => escalation === 'E_PRIVATE').map(({ name }) => name.zh),
    );
    const checked = left.reports.filter(({ text }) => text.includes('一、组织生活开展情况'));
    expect(checked.length).toBeGreaterThan(2);
    for (const { branch, text } of checked) {
      const [holder] = left.directory?.holders(branch, 'branch_secretary', to) ?? [];
      const ledger = left.ledgers.find(
        ({ kind, reader }) => kind === 'duty' && reader.code === holder?.person.code,
      );
      const rows = (ledger?.book ?? []).filter(
        (row) => (row[6] ?? '') <= '2026-03-31' && row[3]?.startsWith(branchName(branch)),
      );
      const counted = rows.filter(
        ([, duty = '', , , , , , , state = '']) => !own.has(duty) && !['免除', '不适用'].includes(state),
      );
      const themes = counted.filter(([, duty]) => duty === '支部主题党日');
      const done = themes.filter(([, , , , , , , heldOn]) => (heldOn ?? '') !== '');
      expect(text, branch).toContain(`主题党日 ${done.length}/${themes.length}`);
      // What was extended is due on another day there, and told by itself here.
      if (rows.some((row) => row.join().includes('原定'))) continue;
      const late = counted.filter(([, , , , , , , , state]) => state === '逾期' || state === '逾期完成');
      expect(text, branch).toContain(`应完成 ${counted.length} 项`);
      if (late.length > 0) expect(text, branch).toContain(`逾期 ${late.length}`);
    }
  });
});

function branchName(code: string): string {
  return left.directory ? shortOrgName(left.directory, code) : '';
}
