import { shorten } from '../cards/rich.ts';
import { intentCommands, linesFor } from '../commands/intent-commands.ts';
import type { Intent, IntentReading } from '../commands/intent-name.ts';
import { readIntent } from '../commands/intents.ts';
import { type Parsed, parseCommand } from '../commands/parse.ts';
import { isThanks } from '../commands/sentence.ts';
import type { Refusal } from '../core/errors.ts';
import { engineText } from '../text/engine.ts';
import { buttonOf, intentText, meaningOf } from '../text/intents.ts';
import { mayUse } from './access.ts';
import { type AskedOption, askBack } from './ask-back.ts';
import type { ActorContext, Command, Outcome } from './define.ts';
import type { Registry } from './registry.ts';
import { sentenceCard } from './sentence-card.ts';

/** What a person typed: a command, or a plain sentence that one serves. Nothing is done on a guess. */
export async function runMessage(
  context: ActorContext,
  registry: Registry,
  text: string,
): Promise<Outcome | Refusal> {
  const parsed = parseCommand(text, registry.commands);
  switch (parsed.kind) {
    case 'command':
      return parsed.command.run(context, parsed.rest);
    case 'unknown':
      return unknownCommand(context, parsed);
    case 'plain':
      return runSentence(context, registry, parsed.text);
    default:
      return parsed satisfies never;
  }
}

const isLatin = /^[a-z-]+$/iu;

type Unknown = Extract<Parsed<Command>, { kind: 'unknown' }>;

/** The commands it may have been, each to be run with the words typed behind it; in a group they are only named. */
function unknownCommand(context: ActorContext, { typed, rest, nearest }: Unknown): Outcome {
  const sentence = engineText.unknownCommand(typed, nearest);
  // Where the words run into the name nobody knows what followed it.
  const options = nearest
    .filter(({ name, isPrivate }) => !isPrivate && (isLatin.test(typed) || typed.length <= name.length + 1))
    .map(({ name }) => `/${name} ${rest}`.trim())
    .map((line) => ({ label: shorten(line, longestEcho), line }));
  return context.chat.type === 'group' || options.length === 0
    ? { reply: sentenceCard(sentence), isForGroup: true }
    : askBack(sentence, options);
}

async function runSentence(
  context: ActorContext,
  registry: Registry,
  typed: string,
): Promise<Outcome | Refusal> {
  const slashless = withoutSlash(typed, registry);
  const written = slashless?.line;
  const intent = readIntent(typed, {
    now: context.now,
    calendar: context.calendar,
    quotes: context.about?.kind,
  });
  if (!intent && slashless?.command.isPrivate) {
    return { reply: sentenceCard(engineText.askSlash(slashless.command.example)) };
  }
  if (!intent && written) {
    const sentence = engineText.askCommand(shorten(typed, longestEcho));
    return askBack(sentence, [{ label: shorten(written, longestEcho), line: written }]);
  }
  // Every message is a cost: thanks need no answer.
  if (!intent)
    return isThanks(typed) ? {} : { reply: sentenceCard(engineText.notUnderstood), isForGroup: true };
  if (intent.confidence === 'doubtful') return askWhichMeant(context, registry, typed, intent);
  const [command, words] = servedBy(context, registry, intent);
  if (!command) return notHere(registry, intent);
  const { isPersonal } = intentCommands[intent.intent];
  return command.run(isPersonal ? { ...context, chat: { id: '', type: 'p2p' } } : context, words);
}

const longestEcho = 40;

/** 点名 全到 除 张三: somebody forgot the slash, or begins a sentence with that word. */
function withoutSlash(
  typed: string,
  registry: Registry,
): { readonly command: Command; readonly line: string } | undefined {
  const [, first, rest] = /^(\S+?)(?:[ :]+)(\S.*)$/su.exec(typed) ?? [];
  if (first === undefined || rest === undefined) return undefined;
  const parsed = parseCommand(`/${first}`, registry.commands);
  if (parsed.kind !== 'command' || parsed.rest !== '') return undefined;
  return { command: parsed.command, line: `/${parsed.command.name} ${rest}` };
}

/** The command that really does this, and what would follow it: the best of those this person may use. */
function servedBy(
  context: ActorContext,
  registry: Registry,
  reading: IntentReading,
): readonly [Command | undefined, string] {
  const serving = linesFor(reading).flatMap((line): (readonly [Command, string])[] => {
    const command = commandOf(registry, line);
    return command ? [[command, wordsOf(line)]] : [];
  });
  return serving.find(([command]) => mayUse(context, command)) ?? serving[0] ?? [undefined, ''];
}

function commandOf(registry: Registry, line: string): Command | undefined {
  return registry.commands.find((command) => command.alias === line.split(' ')[0]);
}

function wordsOf(line: string): string {
  return line.split(' ').slice(1).join(' ');
}

function askWhichMeant(context: ActorContext, registry: Registry, typed: string, intent: Intent): Outcome {
  const options = [intent, ...intent.also].flatMap((reading): AskedOption[] => {
    const [command, words] = servedBy(context, registry, reading);
    return command ? [{ label: buttonOf(reading), line: `/${command.name} ${words}`.trim() }] : [];
  });
  if (options.length === 0) return notHere(registry, intent);
  const isPrivate = servedBy(context, registry, intent)[0]?.isPrivate === true;
  const question = isPrivate
    ? intentText.askPrivate(meaningOf(intent))
    : intentText.ask(shorten(typed, longestEcho), meaningOf(intent));
  return askBack(question, options);
}

/** Understood, but nobody does it yet: said so, with what comes nearest. */
function notHere(registry: Registry, reading: IntentReading): Outcome {
  const options = intentCommands[reading.intent].nearest.flatMap((line): AskedOption[] => {
    const command = commandOf(registry, line);
    if (!command) return [];
    const words = wordsOf(line);
    const label = words === '' ? intentText.nearestButton(command.name, command.description) : words;
    return [{ label, line: `/${command.name} ${words}`.trim() }];
  });
  const meaning = meaningOf(reading);
  if (options.length === 0) return { reply: sentenceCard(intentText.notHere(meaning)) };
  const isOnBehalf = reading.intent === 'roll_on_behalf';
  return askBack(isOnBehalf ? intentText.onBehalf : intentText.nearest(meaning), options);
}
