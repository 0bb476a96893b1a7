import { and, eq } from 'drizzle-orm';
import { outbox } from '../../db/schema/index.ts';
import { parseCommand } from '../../src/commands/parse.ts';
import { isStill } from '../../src/duties/instance.ts';
import { openInstances, readPauses } from '../../src/duties/store.ts';
import { mayUse } from '../../src/engine/access.ts';
import { type ActorContext, composeEach, type Flow, type Outcome } from '../../src/engine/index.ts';
import { sentenceCard } from '../../src/engine/sentence-card.ts';
import type { NoticeDraft } from '../../src/notices/notice.ts';
import { commandCard, helpCard, standingOf, welcomeCard } from './cards.ts';
import { text } from './text.ts';

/** `/帮助 [命令]`: what this person may do, or how one of these is written. */
function showHelp(context: ActorContext, words: string): Outcome {
  const commands = context.commands.filter((command) => mayUse(context, command));
  const parsed = parseCommand(`/${words.replace(/^[/／]/u, '')}`, commands);
  if (words !== '' && parsed.kind === 'command') {
    return { reply: commandCard(parsed.command), isForGroup: true };
  }
  return { reply: helpCard(commands, standingOf(context, context.actor).audience), isForGroup: true };
}

/** What a person owes at this moment, for the welcome card of a secretary. */
const composeWelcome = composeEach(async (context, notice) => {
  const person = context.directory.person(notice.personCode ?? '');
  if (!person) return { kind: 'suppress', reason: 'left' };
  const { audience, org } = standingOf(context, person);
  const open = audience === 'secretary' ? await openInstances(context.tx, org) : [];
  const running = open.filter(
    ({ state, rules }) => state !== 'planned' && !isStill(state) && rules.post.includes('branch_secretary'),
  );
  return { kind: 'card', card: welcomeCard(context, person, running, await readPauses(context.tx)) };
});

/** The key makes it once in a person's life, however often the chat is opened; whoever wrote first needs none. */
async function greet({ tx, actor }: ActorContext): Promise<Outcome> {
  const answered = and(eq(outbox.personCode, actor.code), eq(outbox.kind, 'engine.reply'));
  const [known] = await tx.select({ id: outbox.id }).from(outbox).where(answered).limit(1);
  if (known) return {};
  const notice: NoticeDraft = {
    key: `welcome:${actor.code}`,
    kind: 'help.welcome',
    channel: 'reply',
    to: { person: actor.code },
    subject: {},
  };
  return { effects: [{ do: 'notify', notice }] };
}

export const help: Flow = {
  key: 'help',
  title: text.title,
  commands: [
    {
      name: '帮助',
      alias: 'help',
      spellings: ['幫助', '怎么用'],
      description: text.helpDescription,
      example: text.helpExample,
      run: async (context, words) => showHelp(context, words.trim()),
    },
    {
      name: '撤销',
      alias: 'undo',
      spellings: ['撤銷'],
      description: text.undoDescription,
      example: text.undoExample,
      run: async () => ({ reply: sentenceCard(text.undo), isForGroup: true }),
    },
  ],
  actions: {
    'help.commands': async (context) => showHelp(context, ''),
  },
  notices: { 'help.welcome': composeWelcome },
  onEnter: greet,
};
