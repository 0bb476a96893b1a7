import { formatPeriod } from '../../src/calendar/format.ts';
import type { Period } from '../../src/calendar/periods.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { actingPosts, authorityOver } from '../../src/duties/authority.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { lockInstances } from '../../src/duties/store.ts';
import { orgsWith } from '../../src/engine/access.ts';
import {
  type Action,
  type ActorContext,
  type Outcome,
  sentenceCard,
  type Undo,
} from '../../src/engine/index.ts';
import { type BeforeSettling, beforeSettling, unsettle } from '../../src/engine/unsettle.ts';
import { postName } from '../../src/org/terms.ts';
import { unissuedLists } from './queries.ts';
import { listIssue } from './rules.ts';
import { text } from './text.ts';

function mayRecord({ directory, actor, today }: ActorContext, { orgCode, rules }: DutyInstance): boolean {
  return authorityOver(directory, actor.code, orgCode, rules, 'record', today)?.as === 'own';
}

/** The duty of issuing the list of a quarter, where it is still open and this person's to settle. */
export async function issuableList(
  context: ActorContext,
  quarter: Period,
): Promise<DutyInstance | undefined> {
  for (const org of orgsWith(context, 'issue')) {
    const found = (await unissuedLists(context.tx, org)).find(({ period }) => period === quarter);
    if (found && mayRecord(context, found)) return found;
  }
  return undefined;
}

/** 登记本季清单已下发: the quarter's list is out, with a person and a day on each item (duties.md b.7). */
export const pressListIssued: Action = async (context, { payload }): Promise<Outcome | Refusal> => {
  const { tx, today, now, actor } = context;
  const [instance] = await lockInstances(tx, [String(payload.instance)]);
  if (!instance || instance.duty !== listIssue) return refuse('gone', text.no.listGone);
  if (!mayRecord(context, instance)) {
    const posts = actingPosts(instance.rules, 'record').map((post) => postName(post));
    return refuse('not_yours', text.no.notListOwner(posts.join(text.list)));
  }
  if (isStill(instance.state)) return refuse('settled', text.no.listGone);
  const before = await beforeSettling(context, [instance]);
  const event = { type: 'record', heldOn: today, on: today, at: now } as const;
  return {
    card: sentenceCard(text.listIssued(formatPeriod(instance.period, today)), text.title),
    toast: { tone: 'success', text: text.listIssuedToast },
    undo: {
      kind: 'rectification.list',
      payload: { before },
      org: instance.orgCode,
      object: instance.key,
    },
    effects: [
      { do: 'transition', instance: instance.key, event },
      {
        do: 'audit',
        entry: {
          org: instance.orgCode,
          channel: 'card',
          object: instance.key,
          action: 'issue_list',
          actor: actor.code,
          before: { state: instance.state },
        },
      },
    ],
  };
};

export const undoListIssued: Undo = async (context, payload) => {
  const failed = await unsettle(context, payload.before as readonly BeforeSettling[]);
  if (failed) return refuse(failed, failed === 'told' ? text.no.told : text.no.changed);
  return {};
};
