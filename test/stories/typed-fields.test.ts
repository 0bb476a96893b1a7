import { describe, expect, it } from 'vitest';
import { flows } from '../../flows/index.ts';
import { Registry } from '../../src/engine/registry.ts';
import type { ClickAnswered } from '../harness/control.ts';
import type { ReadMessage } from '../harness/reader.ts';
import { openWorld, type World } from '../harness/world.ts';
import { ownFiles, textOf } from '../source.ts';

/** Mention, link, markup, formula, emoji, marks that turn the direction of writing: one line of everything. */
const strange =
  "<at id=all></at>[点我](https://evil.example)**粗**`码`<font color='red'>红</font>=1+1😀\u202e反着\u202c{{x}}";
const long = '长'.repeat(10_000);
const number = 'D01B02-TD-2602';

type Json = Readonly<Record<string, unknown>>;

function walk(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(walk);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Json, ...Object.values(value).flatMap(walk)];
}

interface Form {
  readonly typed: readonly string[];
  readonly values: Json;
  readonly buttons: readonly string[];
}

/** Every form of a card, with something chosen wherever something has to be, and words of our choice where one types. */
function formsOf({ fields, buttons }: ReadMessage, words: string): readonly Form[] {
  const names = [...new Set(fields.map(({ form }) => form))];
  return names.map((form) => {
    const own = fields.filter((field) => field.form === form);
    const values = own.flatMap(({ tag, name, options: [first] }): (readonly [string, unknown])[] => {
      if (tag === 'input') return [[name, words.slice(0, 1_000)]];
      if (tag === 'date_picker') return [[name, '2026-03-05 +0800']];
      if (tag === 'picker_datetime') return [[name, '2026-02-20 15:00 +0800']];
      return tag === 'select_static' && first ? [[name, first.value]] : [];
    });
    return {
      typed: own.filter(({ tag }) => tag === 'input').map(({ name }) => name),
      values: Object.fromEntries(values),
      buttons: buttons.filter((button) => button.form === form).map(({ name }) => name),
    };
  });
}

/** What the platform received: nothing typed became a mention, a link or markup, and every card was taken. */
async function expectPlainWords(world: World): Promise<void> {
  const requests = await world.control.requests('/open-apis/im/v1/messages');
  const refused = requests.filter(({ answer }) => answer?.code !== 0);
  expect(refused.map(({ body, answer }) => [answer, String(body?.content).slice(0, 300)])).toEqual([]);
  const markdown = requests
    .flatMap(({ body }) => walk(JSON.parse(String(body?.content ?? '{}')) as unknown))
    .filter(({ tag }) => tag === 'markdown')
    .map(({ content }) => String(content));
  expect(markdown.length).toBeGreaterThan(0);
  for (const trap of [/<at\b/, /\]\(http/, /color='red'/, /\*\*粗/, /`码/, /[\u202a-\u202e]/]) {
    expect(markdown.filter((content) => trap.test(content))).toEqual([]);
  }
}

/** As a client sends it: cut where the field is full; undefined where the press before it changed the card. */
async function submit(world: World, press: Json, values: Json): Promise<ClickAnswered | undefined> {
  try {
    return await world.control.post<ClickAnswered>('/click', { ...press, form_value: values });
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    if (said.includes('no such component')) return undefined;
    const [, field = '', most] = /(\w+): at most (\d+) characters/.exec(said) ?? [];
    if (most === undefined) throw error;
    return submit(world, press, { ...values, [field]: String(values[field]).slice(0, Number(most)) });
  }
}

/** In this order one finds what the one before has asked for, issued or filed. */
const people = ['夏成超', '黎柏', '夏成超', '汤新岩', '吕洋'];

/** Fields on cards that only another person's act brings: an answer, a comment, a reason, a result. */
const notMet = ['answer', 'comment', 'reason', 'result'];

/** Every field of the code into which words are typed, by its name. */
function fieldsInCode(): readonly string[] {
  const cards = ownFiles().filter((path) => /^flows\/.+\.ts$/.test(path));
  const names = cards.flatMap((path) =>
    [...textOf(path).matchAll(/textInput\(\{\s*name: ['`]([a-z_]+)/g)].map(([, name = '']) => name),
  );
  return [...new Set(names.map((name) => name.replace(/_$/, '')))].sort();
}

async function typeEverywhere(
  world: World,
  names: readonly string[],
  words: string,
  lines: readonly string[],
): Promise<ReadonlySet<string>> {
  const filled = new Set<string>();
  for (const name of names) {
    const person = world.person(name);
    for (const command of new Registry(flows).commands) {
      for (const rest of lines) await person.says(`/${command.name} ${rest}`.trim());
      for (const message of await person.unread()) {
        for (const { typed, values, buttons } of formsOf(message, words)) {
          for (const button of buttons) {
            const press = { as: person.openId, message_id: message.id, name: button };
            const answer = await submit(world, press, values);
            if (!answer) continue;
            expect([command.name, button, answer.status, answer.code]).toEqual([
              command.name,
              button,
              200,
              0,
            ]);
          }
          for (const field of typed) filled.add(field.replace(/_\d+$/, ''));
        }
      }
      await world.forgetsPast();
    }
  }
  return filled;
}

describe('写进每一个可以写字的地方', () => {
  it('古怪的文字：没有一处变成提醒、链接或格式', async () => {
    const world = await openWorld({ startAt: '2026-03-03T10:05', goLiveOn: '2026-02-02', duties: 'all' });
    const lines = ['', strange, `${number} ${strange}`, `D01B02 ${strange}`];
    const filled = await typeEverywhere(world, people, strange, lines);
    expect(filled.size).toBeGreaterThan(15);
    expect(fieldsInCode().filter((field) => !filled.has(field))).toEqual(notMet);
    await expectPlainWords(world);
  }, 400_000);

  it('一万个字：每个命令都有一句回答，每张卡片平台都收得下', async () => {
    const world = await openWorld({ startAt: '2026-03-03T10:05', goLiveOn: '2026-02-02', duties: 'all' });
    await typeEverywhere(world, ['黎柏'], long, [long]);
    await expectPlainWords(world);
  }, 240_000);
});
