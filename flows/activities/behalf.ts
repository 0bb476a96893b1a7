import { parseCommand } from '../../src/commands/parse.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { authorityOver } from '../../src/duties/authority.ts';
import { type ActorContext, type Effect, type Outcome, sayAgainAs } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Org } from '../../src/org/types.ts';
import { text } from './text.ts';

/** What an officer may enter for a branch: what happened, never what it is to do. */
const entered: ReadonlySet<string> = new Set(['roll', 'minutes', 'makeup', 'correct']);

const owner = { level: 'branch', post: ['branch_secretary'], coverage: undefined } as const;

/** The branches for which this person may enter what happened, from above. */
export function branchesBelow({ directory, actor, today }: ActorContext): readonly Org[] {
  return directory.orgs.filter(
    ({ code, level }) =>
      level === 'branch' &&
      authorityOver(directory, actor.code, code, owner, 'record', today)?.as === 'behalf',
  );
}

/** `/代录 支部 动作…`: the command of the branch, run by an officer above it; the trace says for whom. */
export async function enterOnBehalf(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { directory, commands } = context;
  const mine = branchesBelow(context);
  if (mine.length === 0) return refuse('not_yours', text.no.behalfNotYours);
  const names = mine.flatMap(({ code, name }) =>
    [code, name, shortOrgName(directory, code)].map((said) => ({ code, said })),
  );
  const [named] = names
    .filter(({ said }) => line.toUpperCase().startsWith(said.toUpperCase()))
    .sort((a, b) => b.said.length - a.said.length);
  if (!named) return refuse('which_branch', text.no.behalfBranch(text.behalfExample));
  const words = line.slice(named.said.length).replace(/^[\s，,：:/、]+/u, '');
  const parsed = parseCommand(`/${words}`, commands);
  if (parsed.kind !== 'command' || !entered.has(parsed.command.alias)) {
    return refuse('which_act', text.no.behalfAct(text.behalfExample));
  }
  const outcome = await parsed.command.run({ ...context, behalf: named.code }, parsed.rest);
  if (isRefusal(outcome)) return outcome;
  const traced: Effect = {
    do: 'audit',
    entry: {
      org: named.code,
      channel: 'command',
      object: named.code,
      action: `${parsed.command.alias}.on_behalf`,
      actor: context.actor.code,
      after: { onBehalfOf: named.code },
    },
  };
  return {
    ...outcome,
    reply: outcome.reply && sayAgainAs(outcome.reply, `${text.behalfLine} ${named.code} `),
    effects: [...(outcome.effects ?? []), traced],
  };
}
