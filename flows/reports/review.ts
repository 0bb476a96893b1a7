import { eq } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { foldTraditional } from '../../src/commands/traditional.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { toInstance } from '../../src/duties/store.ts';
import {
  type Action,
  type ActorContext,
  type Effect,
  formWords,
  type Outcome,
} from '../../src/engine/index.ts';
import { canSee } from '../../src/org/scope.ts';
import { mayLook, nextWaiting, tableFor, waitingTable } from './inbox.ts';
import { versionBefore } from './papers.ts';
import { checkReader, lockForReading, type Received } from './received.ts';
import { reviewCard } from './review-cards.ts';
import { readVerdict, type Verdict } from './rules.ts';
import { isNamed, type Subject, unknown } from './subject.ts';
import { templates } from './templates.ts';
import { type ReturnCode, returnCodes, text } from './text.ts';
import { giveVerdict } from './verdict.ts';

/** `/核验 编号 通过|退回 [原因]`; with a number alone the paper to read, without anything all that waits. */
export async function acceptByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const typed = line.trim();
  if (typed === '') return (await waitingTable(context)) ?? refuse('nothing', text.no.noTable);
  const [, number, rest = ''] = /^([A-Z0-9]+-[A-Z]{2}-[A-Z0-9-]+)\s*[,，:：]?\s*(.*)$/isu.exec(typed) ?? [];
  if (number === undefined) {
    const kind = [...templates.keys()].find((id) => isNamed(context, id, foldTraditional(typed)));
    const table = kind === undefined ? undefined : await tableFor(context, kind, undefined);
    return table ?? refuse('missing_number', text.no.missingNumber);
  }
  const [row] = await context.tx
    .select()
    .from(dutyInstances)
    .where(eq(dutyInstances.number, number.toUpperCase()));
  const instance = row && toInstance(row);
  if (!instance || !canSee(context.directory, context.actor.code, instance.orgCode, context.today)) {
    return unknown(number.toUpperCase());
  }
  if (instance.rules.acceptedBy === 'issuer') return refuse('by_issuer', text.no.byIssuer);
  if (instance.rules.acceptedBy && !templates.has(instance.duty)) {
    return refuse('by_request', text.no.byRequest);
  }
  // Of statements there are many behind one number.
  if (instance.rules.coverage !== undefined) {
    return (await tableFor(context, instance.duty, instance.period)) ?? unknown(number.toUpperCase());
  }
  const found = await lockForReading(context, instance.key);
  if ('refused' in found) return found;
  if (rest.trim() === '') return lookAt(context, found);
  const verdict = readVerdict(rest.trim());
  if (verdict === undefined) return refuse('missing_verdict', text.no.missingVerdict);
  const given = await giveVerdict(context, found, verdict, 'command');
  return 'refused' in given ? given : { reply: given.card, effects: given.effects, undo: given.undo };
}

/** To its reader with the answers there are; to others who see the organisation by name, only to read. */
async function lookAt(context: ActorContext, found: Received): Promise<Outcome | Refusal> {
  const { subject, version } = found;
  const refusal = checkReader(context, found);
  if (refusal && !mayLook(context, subject)) return refusal;
  const next = await nextWaiting(context, subject.paperId);
  return {
    reply: reviewCard(context, subject, version, next, !refusal, await versionBefore(context.tx, version)),
    effects: lookEffects(context, subject),
  };
}

/** A look at somebody's own statement leaves a trace (duties.md f.3). */
function lookEffects({ actor }: ActorContext, { instance, person, paperId }: Subject): readonly Effect[] {
  if (person === undefined) return [];
  const entry = { org: instance.orgCode, channel: 'card', object: paperId, actor: actor.code } as const;
  return [{ do: 'audit', entry: { ...entry, action: 'look_paper' } }];
}

/** A choice in the table, and 看下一份. */
export const lookPaper: Action = async (context, click) => {
  const found = await lockForReading(context, String(click.option ?? click.payload.paper));
  if ('refused' in found) return found;
  const outcome = await lookAt(context, found);
  return 'refused' in outcome || click.payload.here !== true
    ? outcome
    : { card: outcome.reply, effects: outcome.effects };
};

/** 已阅并回复 and 退回补正 on the reader's card. */
export const reviewForm: Action = async (context, click) => {
  const found = await lockForReading(context, String(click.payload.paper));
  if ('refused' in found) return found;
  const words = (name: string): string => formWords(click.form[name]);
  const isReturn = click.payload.verdict === 'return';
  const code = returnCodes.find((one) => one === click.form.code);
  if (isReturn && code === undefined) return refuse('no_code', text.no.noCode);
  const verdict: Verdict = isReturn
    ? { kind: 'returned', code: code as ReturnCode, words: words('words') }
    : { kind: 'read', comment: words('comment') };
  const given = await giveVerdict(context, found, verdict, 'card');
  if ('refused' in given) return given;
  return {
    card: given.card,
    effects: given.effects,
    toast: { tone: 'success', text: isReturn ? text.returnedToast : text.acceptedToast },
    undo: given.undo,
  };
};
