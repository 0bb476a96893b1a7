import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import type { Action, ActorContext, Effect, Outcome } from '../../src/engine/index.ts';
import { orgNamed } from '../../src/org/org-named.ts';
import type { PostType } from '../../src/org/types.ts';
import { countsCard, namesCard } from './cards.ts';
import { text } from './text.ts';

/** Who reads names, of the own branch only: lists of Party members go no further (duties.md f.2). */
const nameReaders: readonly PostType[] = [
  'branch_secretary',
  'branch_deputy_secretary',
  'commissioner_organization',
];

interface Shown {
  readonly names: string | undefined;
  readonly counts: readonly string[];
}

/** `/名册 [支部]`: the own branch by name, the branches below in numbers. Every look at names leaves a trace. */
export async function rosterByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const shown = shownTo(context, line.trim());
  if (isRefusal(shown)) return shown;
  const { names, counts } = shown;
  if (names === undefined) return { reply: countsCard(context, counts, 0) };
  return {
    reply: namesCard(context, names, 0, mayReadStatus(context, names)),
    effects: [look(context, names, 'command')],
  };
}

/** Another page; asked anew with the rights of that moment, and traced again. */
export const turnRoster: Action = async (context, { payload }) => {
  const shown = shownTo(context, typeof payload.org === 'string' ? payload.org : '');
  if (isRefusal(shown)) return shown;
  const { names, counts } = shown;
  if (names === undefined) return { card: countsCard(context, counts, payload.page) };
  const card = namesCard(context, names, payload.page, mayReadStatus(context, names));
  return { card, effects: [look(context, names, 'card')] };
};

function shownTo(context: ActorContext, words: string): Shown | Refusal {
  const { directory } = context;
  const held = orgsWith(context, 'roster');
  const posts = postsWith('roster');
  if (held.length === 0) return refuse('not_yours', text.no.notYours(posts));
  const named = namedBranches(context);
  const below = held
    .filter((org) => directory.org(org)?.level !== 'branch')
    .flatMap((org) => directory.branchesUnder(org).map(({ code }) => code));
  if (words === '') return { names: named[0], counts: below };
  const code = orgNamed(directory, [...new Set([...named, ...below])], words);
  if (code === undefined) return refuse('unknown_org', text.no.noSuchOrg(words, posts));
  return named.includes(code) ? { names: code, counts: [] } : { names: undefined, counts: [code] };
}

function namedBranches({ directory, actor, today }: ActorContext): readonly string[] {
  const held = directory.postsOf(actor.code, today);
  return [...new Set(held.filter(({ post }) => nameReaders.includes(post)).map(({ org }) => org))];
}

/** Whose rights are suspended is told to the secretary alone. */
function mayReadStatus({ directory, actor, today }: ActorContext, branch: string): boolean {
  return directory
    .holders(branch, 'branch_secretary', today)
    .some(({ person }) => person.code === actor.code);
}

function look({ actor, directory }: ActorContext, org: string, channel: 'command' | 'card'): Effect {
  return {
    do: 'audit',
    entry: {
      org,
      channel,
      object: `roster/${org}`,
      action: 'look_names',
      actor: actor.code,
      after: { shown: directory.membersOf(org).length },
    },
  };
}
