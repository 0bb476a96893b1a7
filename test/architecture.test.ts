import { basename } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkImports, type ImportReport } from './imports.ts';
import { codeFacts, factsOf, isCode, isTest, ownFiles, textOf } from './source.ts';

const files = ownFiles();
const code = files.filter(isCode);
const product = code.filter((path) => !isTest(path));
const flowFolders = [...new Set(files.map((path) => /^flows\/[^/]+(?=\/)/.exec(path)?.[0]))].filter(
  (folder) => folder !== undefined,
);

/** Paths with what is wrong in them, so that a failing rule names the place. */
function offenders(
  paths: readonly string[],
  wrongIn: (path: string) => readonly string[],
): readonly string[] {
  return paths.flatMap((path) => wrongIn(path).map((what) => `${path}: ${what}`));
}

describe('import directions', () => {
  let report: ImportReport;
  beforeAll(async () => {
    report = await checkImports();
  });

  it('are kept by every module', () => {
    expect(report.problems).toEqual([]);
  });

  it('were looked at: the links everything hangs on are among those seen', () => {
    expect(report.modules).toContain('src/app.ts');
    expect(report.modules).toContain('flows/index.ts');
    expect(report.modules).toContain('db/client.ts');
    expect(report.links).toBeGreaterThan(report.modules.length);
  });
});

describe('Chinese', () => {
  /** Where a person's words may stand in code; everything else is English. */
  const places = [
    /(^|\/)text\.ts$/, // each flow's and each room's sentences
    /^src\/text\//, // shared sentences
    /^src\/calendar\/zh-dates[a-z-]*\.ts$/, // the grammar of dates
    /^src\/commands\/(roll-call|parse|sentence|traditional)\.ts$/, // the grammar of what is typed
    /^src\/commands\/intent(s|-[a-z-]+)\.ts$/, // the grammar of plain sentences
    /^src\/commands\/(intents|intents-plan|traps)\.table\.ts$/, // what its tests read
    /^src\/org\/(terms|name-grammar)\.ts$/, // names of levels and posts, of people
    /^flows\/[^/]+\/flow\.ts$/, // the words that are typed as commands
  ];

  it('stands in code only where people are spoken to or understood', () => {
    const silent = product.filter((path) => !places.some((place) => place.test(path)));
    expect(silent.length).toBeGreaterThan(150);
    expect(offenders(silent, (path) => codeFacts(path).chinese)).toEqual([]);
  });

  it('stands in all of those places: none of them is a leftover', () => {
    for (const place of places) {
      const there = product.filter((path) => place.test(path));
      expect([place, there.some((path) => codeFacts(path).chinese.length > 0)]).toEqual([place, true]);
    }
  });

  /** What people type may be anything; nobody reads these. */
  const understood = [
    /^src\/calendar\/zh-dates[a-z-]*\.ts$/,
    /^src\/commands\/(roll-call|parse|sentence|traditional)\.ts$/,
    /^src\/commands\/intent(s|-[a-z-]+)\.ts$/,
    /^src\/commands\/(intents|intents-plan|traps)\.table\.ts$/,
    /^src\/org\/name-grammar\.ts$/,
  ];
  /** Duties h, tone: nobody is threatened, compared or shouted at. */
  const unkind = /警告|处罚|排名|落后|！|\p{Extended_Pictographic}/u;

  it('has the tone of a colleague wherever people read it: no threats, no ranking, no shouting', () => {
    const read = product.filter((path) => !understood.some((grammar) => grammar.test(path)));
    const speaking = read.filter((path) => codeFacts(path).chinese.length > 0);
    for (const path of [
      'src/org/terms.ts',
      'flows/digest/flow.ts',
      'flows/digest/text.ts',
      'src/exports/text.ts',
    ])
      expect(speaking).toContain(path);
    expect(
      offenders(speaking, (path) => codeFacts(path).chinese.filter((words) => unkind.test(words))),
    ).toEqual([]);
  });

  it('and in its data and papers: the catalogue, templates, year tables, the demo roster, every README', () => {
    const data = files.filter((path) => !isTest(path) && /\.(ya?ml|json|csv|md|html)$/u.test(path));
    for (const path of [
      'flows/activities/duties.yaml',
      'flows/digest/README.md',
      'src/calendar/cn/2026.json',
    ])
      expect(data).toContain(path);
    // A README draws what stands behind what with arrows and signs; it shouts at nobody.
    const wrong = new RegExp(unkind, 'gu');
    expect(offenders(data, (path) => textOf(path).match(wrong) ?? [])).toEqual([]);
  });
});

describe('the world', () => {
  const doors = ['src/core/clock.ts', 'src/core/config.ts'];

  it('is reached through its doors alone: clock and settings', () => {
    // The page is a browser's: it has no injected clock and no settings.
    const inside = product.filter((path) => !doors.includes(path) && !path.startsWith('src/sandbox/page/'));
    expect(inside.length).toBeGreaterThan(150);
    expect(offenders(inside, (path) => codeFacts(path).impure)).toEqual([]);
  });

  it('is reached there', () => {
    for (const door of doors) expect(codeFacts(door).impure).not.toEqual([]);
  });
});

describe('files', () => {
  it('stay short', () => {
    const ours = files.filter((path) => isCode(path) || path.endsWith('.css'));
    expect(ours.length).toBeGreaterThan(200);
    expect(ours.filter((path) => textOf(path).trimEnd().split('\n').length > 400)).toEqual([]);
  });

  it('are named in kebab-case', () => {
    const named = files.filter((path) => basename(path) !== 'README.md');
    expect(named.length).toBeGreaterThan(200);
    const kebab =
      /^([a-z0-9]+(-[a-z0-9]+)*\/)*[a-z0-9]+(-[a-z0-9]+)*(\.(property|test|config|table))*\.[a-z0-9]+$/;
    expect(named.filter((path) => !kebab.test(path))).toEqual([]);
  });

  it('are named after what they hold', () => {
    const vague = /(^|[/.-])(utils?|helpers?|common|managers?|misc)([/.-]|$)/;
    expect(vague.test('src/org/name-utils.ts')).toBe(true);
    expect(files.filter((path) => vague.test(path))).toEqual([]);
  });

  it('called index are faces of a folder that many import', () => {
    const faces = ['db/schema/index.ts', 'flows/index.ts', 'src/engine/index.ts'];
    expect(code.filter((path) => basename(path).startsWith('index.'))).toEqual(faces);
  });
});

describe('flows', () => {
  it('each explain themselves, declare themselves and keep their sentences together', () => {
    expect(flowFolders.length).toBeGreaterThan(4);
    const missing = flowFolders.flatMap((folder) =>
      ['README.md', 'flow.ts', 'text.ts']
        .map((name) => `${folder}/${name}`)
        .filter((path) => !files.includes(path)),
    );
    expect(missing).toEqual([]);
  });

  it('are all in the list', () => {
    const list = textOf('flows/index.ts');
    expect(flowFolders.filter((folder) => !list.includes(`./${basename(folder)}/flow.ts`))).toEqual([]);
  });

  it('tell every command and button in their README', () => {
    const untold = flowFolders.flatMap((folder) => {
      const told = textOf(`${folder}/README.md`);
      const source = textOf(`${folder}/flow.ts`);
      const commands = [...source.matchAll(/name: '(.+?)'/g)].map((match) => `/${match[1]}`);
      const keys = [...source.matchAll(/'([a-z]+\.[a-z_]+)':/g)].map((match) => `${match[1]}`);
      return [...commands, ...keys]
        .filter((word) => !told.includes(word))
        .map((word) => `${folder}: ${word}`);
    });
    expect(untold).toEqual([]);
  });
});

describe('tests', () => {
  it('are awake', () => {
    const tests = code.filter((path) => path.includes('.test.'));
    expect(tests.length).toBeGreaterThan(30);
    expect(offenders(tests, (path) => codeFacts(path).sleeping)).toEqual([]);
  });
});

describe('the rules themselves', () => {
  it('see what they forbid', () => {
    const guilty = `
      // 注释可以引用术语
      const at = new Date();
      const then = new Date(0);
      const seed = Math.random() + Date.now() + Number(process.env.SEED);
      const words = \`\${seed}天\` + '今天' + /明天/.source;
      it.skip('later', () => undefined);
      describe.only('x', () => it('y', () => undefined));
    `;
    const { chinese, impure, sleeping } = factsOf('guilty.ts', guilty);
    expect(chinese).toEqual(['}天`', "'今天'", '/明天/']);
    expect(impure).toEqual(['new Date()', 'Math.random', 'Date.now', 'process.env']);
    expect(sleeping).toEqual(['it.skip', 'describe.only']);
    expect(factsOf('page.tsx', 'const p = <p title="x">你好</p>;').chinese).toEqual(['你好']);
  });
});
