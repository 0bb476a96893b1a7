import { refuse } from '../../src/core/errors.ts';
import {
  type Action,
  type ActorContext,
  type Effect,
  sentenceCard,
  type Undo,
} from '../../src/engine/index.ts';
import { draftedHere } from './draft.ts';
import { deleteClause, insertClause, type ListKey, lockClause, type Typed } from './queries.ts';
import { text } from './text.ts';

/** The drafter's card follows. */
export function touched({ org, year }: ListKey): readonly Effect[] {
  return [{ do: 'touch_live', kind: 'lists.draft', subject: `${org}/${year}` }];
}

export function traced(
  { actor }: ActorContext,
  { id, orgCode, duty, personCode, content }: Typed,
  action: string,
  channel: 'card' | 'command',
): Effect {
  return {
    do: 'audit',
    entry: {
      org: orgCode,
      channel,
      object: `list-clause/${id}`,
      action,
      actor: actor.code,
      after: { duty, person: personCode, content },
    },
  };
}

export const undoAssign: Undo = async ({ tx }, payload) => {
  const clause = await lockClause(tx, String(payload.id));
  if (!clause) return refuse('gone', text.no.undoChanged);
  await deleteClause(tx, clause.id);
  if (payload.before) await insertClause(tx, revived(payload.before));
  return { effects: touched({ org: clause.orgCode, year: clause.year }) };
};

/** 删去一条: what a drafter wrote; what the catalogue says stays. */
export const pressRemove: Action = async (context, { payload, option }) => {
  const found = draftedHere(context, payload);
  if ('refused' in found) return found;
  const clause = await lockClause(context.tx, String(option));
  if (!clause || clause.orgCode !== found.key.org || clause.year !== found.key.year) {
    return refuse('gone', text.no.clauseGone);
  }
  await deleteClause(context.tx, clause.id);
  return {
    reply: sentenceCard(text.removed(clause.content), text.title),
    toast: { tone: 'success', text: text.removedToast },
    undo: {
      kind: 'lists.remove',
      payload: { clause },
      org: clause.orgCode,
      object: clause.id,
    },
    effects: [...touched(found.key), traced(context, clause, 'remove_clause', 'card')],
  };
};

export const undoRemove: Undo = async ({ tx }, payload) => {
  const clause = revived(payload.clause);
  await insertClause(tx, clause);
  return { effects: touched({ org: clause.orgCode, year: clause.year }) };
};

/** A row as it comes back from an undo's payload: its moment is text there. */
function revived(payload: unknown): Typed {
  const row = payload as Omit<Typed, 'addedAt'> & { readonly addedAt: string };
  return { ...row, addedAt: new Date(row.addedAt) };
}
