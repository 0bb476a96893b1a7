import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { Action, ActorContext, Outcome } from '../../src/engine/index.ts';
import { itemsOf, owedNames, progressFor } from './progress.ts';
import { type NamedPart, namesCard, progressCard } from './progress-cards.ts';
import { branchTalks, organTalk } from './rules.ts';
import { suggestionsFor } from './suggest.ts';
import { text } from './text.ts';

/** `/谈话进度`: numbers, by what this person has to do with it; never in a group. */
export async function progressByText(context: ActorContext): Promise<Outcome> {
  return { reply: progressCard(context, await progressFor(context)) };
}

export const pressProgress: Action = async (context) => ({
  reply: progressCard(context, await progressFor(context)),
});

/** 看未谈名单: a private message to the one who answers for it, and a trace that it was looked at. */
export const pressNames: Action = (context, click) => lookAtNames(context, String(click.payload.org));

async function lookAtNames(context: ActorContext, org: string): Promise<Outcome | Refusal> {
  const level = context.directory.org(org)?.level;
  const duties = level === 'branch' ? branchTalks : [organTalk];
  const items = (await itemsOf(context, [org], duties)).filter(({ isAnswering }) => isAnswering);
  const owed = level === 'branch' ? await owedNames(context, org, context.today) : [];
  if (items.length === 0 && owed.length === 0) return refuse('not_yours', text.no.noNames);
  const parts: NamedPart[] = [];
  for (const item of items) parts.push({ item, suggestions: await suggestionsFor(context, item) });
  return {
    reply: namesCard(context, org, parts, owed),
    effects: [
      {
        do: 'audit',
        entry: {
          org,
          channel: 'card',
          object: `talks/${org}`,
          action: 'look_names',
          actor: context.actor.code,
          after: { instances: items.map(({ instance }) => instance.key), owed: owed.length },
        },
      },
    ],
  };
}
