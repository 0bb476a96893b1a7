import { type Refusal, refuse } from '../../src/core/errors.ts';
import { type DutyInstance, instanceKey, isStill } from '../../src/duties/instance.ts';
import { lockInstances } from '../../src/duties/store.ts';
import {
  type Action,
  type ActorContext,
  composeTogether,
  type Effect,
  type Outcome,
  type Undo,
} from '../../src/engine/index.ts';
import { type BeforeSettling, beforeSettling, unsettle } from '../../src/engine/unsettle.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { composeList } from './compose.ts';
import { draftedHere } from './draft.ts';
import { draftCard, isSame } from './draft-cards.ts';
import { listDuty } from './drafters.ts';
import { personCard } from './person-card.ts';
import {
  dropList,
  type ListKey,
  lockLists,
  noteConfirmed,
  type PersonalList,
  sentLists,
  writeList,
} from './queries.ts';
import { text } from './text.ts';

/** 请各人确认: whoever's list is new or has changed gets it once; the others keep what they confirmed. */
export const pressSend: Action = async (context, { payload }) => {
  const found = draftedHere(context, payload);
  if ('refused' in found) return found;
  const { tx, actor, now, calendar } = context;
  const { key, org } = found;
  const { lists, unassigned } = await composeList(context, org, key.year);
  const [open] = unassigned;
  if (open) {
    const { zh, brief } = open.duty.name;
    return refuse('not_one', text.no.notOne(zh, open.reason, text.assignTo(brief)));
  }
  if (lists.length === 0) return refuse('empty', text.no.emptyList);
  const before = await lockLists(tx, key);
  const duty = listDuty(context, key.org);
  const effects: Effect[] = [];
  for (const gone of before.filter((one) => !lists.some(({ person }) => person.code === one.personCode))) {
    await dropList(tx, gone);
    effects.push(traced(context, key, gone.personCode, 'drop_list', gone.version));
  }
  const changed = lists.filter(({ person, clauses }) => {
    const known = before.find((one) => one.personCode === person.code);
    return known === undefined || !isSame(known.clauses, clauses);
  });
  if (changed.length === 0 && effects.length === 0) return refuse('unchanged', text.no.nothingNew);
  for (const { person, clauses } of changed) {
    const version = (before.find((one) => one.personCode === person.code)?.version ?? 0) + 1;
    await writeList(tx, {
      orgCode: key.org,
      year: key.year,
      personCode: person.code,
      version,
      clauses,
      sentBy: actor.code,
      sentAt: now,
      confirmedAt: null,
      confirmedBy: null,
    });
    effects.push(traced(context, key, person.code, 'send_list', version));
    // Whoever drafts it has it on the card before the eyes.
    if (person.account === undefined || person.code === actor.code) continue;
    effects.push({
      do: 'notify',
      notice: {
        key: `list:${key.org}:${key.year}:${person.code}:${version}`,
        kind: 'lists.confirm',
        channel: 'direct',
        to: { person: person.code },
        subject: { ...key, version, instance: duty && instanceKey(key.org, duty.id, key.year) },
        notBefore: nextSendingTime(now, calendar),
      },
    });
  }
  return {
    card: await draftCard(context, org, key.year, actor.code),
    toast: { tone: 'success', text: text.sentToast },
    undo: { none: text.sentNoUndo },
    effects,
  };
};

function traced(
  { actor }: ActorContext,
  { org, year }: ListKey,
  person: string,
  action: string,
  version: number,
): Effect {
  return {
    do: 'audit',
    entry: {
      org,
      channel: 'card',
      object: `list/${org}/${year}/${person}`,
      action,
      actor: actor.code,
      after: { version },
    },
  };
}

/** Drawn just before the wire: a list that changed or was confirmed meanwhile asks nobody. */
export const composeConfirm = composeTogether({
  thingOf: ({ subject }) => `${(subject as ListKey).org}/${(subject as ListKey).year}`,
  read: ({ tx }, thing) => {
    const [org = '', year = ''] = thing.split('/');
    return sentLists(tx, { org, year });
  },
  compose: (context, lists, notice) => {
    const { org, year, version } = notice.subject as ListKey & { readonly version: number };
    const person = notice.personCode ?? '';
    const sent = lists.find((one) => one.personCode === person);
    if (!sent || sent.version !== version || sent.confirmedAt !== null) {
      return { kind: 'suppress', reason: 'changed' };
    }
    const shown = { key: { org, year }, person, clauses: sent.clauses, sent, reader: person };
    return { kind: 'card', card: personCard(context, shown) };
  },
});

/** 确认, by the person it is for. An old card answers with the list as it is now. */
export const pressConfirm: Action = async (context, { payload }) => {
  const { actor, tx } = context;
  const key = { org: String(payload.org), year: String(payload.year) };
  const all = await lockLists(tx, key);
  const own = all.find((one) => one.personCode === actor.code);
  if (!own) return refuse('not_yours', text.no.notYours);
  const shown = { key, person: actor.code, clauses: own.clauses, reader: actor.code };
  if (own.version !== payload.version || own.confirmedAt !== null) {
    return {
      card: personCard(context, { ...shown, sent: own }),
      toast: {
        tone: 'info',
        text: own.confirmedAt === null ? text.no.gone : text.no.confirmedAlready,
      },
    };
  }
  const done = await confirm(context, key, all, own);
  return {
    ...done,
    card: personCard(context, {
      ...shown,
      sent: { ...own, confirmedAt: context.now, confirmedBy: actor.code },
    }),
    toast: { tone: 'success', text: text.confirmedToast },
  };
};

/** The drafter asked somebody without an account, and confirms in that person's place. */
export const pressBehalf: Action = async (context, { payload, option }) => {
  const found = draftedHere(context, payload);
  if ('refused' in found) return found;
  const { key, org } = found;
  const all = await lockLists(context.tx, key);
  const list = all.find((one) => one.personCode === String(option));
  const person = context.directory.person(String(option));
  if (!list || !person) return refuse('gone', text.no.gone);
  if (person.account !== undefined) return refuse('has_account', text.no.hasAccount(person.name));
  if (list.confirmedAt !== null) return refuse('confirmed', text.no.confirmedAlready);
  const done = await confirm(context, key, all, list);
  return {
    ...done,
    card: await draftCard(context, org, key.year, context.actor.code),
    toast: { tone: 'success', text: text.confirmedToast },
  };
};

/** One confirmation; the last of them settles the duty of the list on its day. */
async function confirm(
  context: ActorContext,
  key: ListKey,
  all: readonly PersonalList[],
  list: PersonalList,
): Promise<Outcome> {
  const { tx, now, actor, today } = context;
  await noteConfirmed(tx, list, { confirmedAt: now, confirmedBy: actor.code });
  const isLast = all.every((one) => one === list || one.confirmedAt !== null);
  const instance = isLast ? await lockDuty(context, key) : undefined;
  const before = instance ? await beforeSettling(context, [instance]) : [];
  const event = { type: 'record', heldOn: today, on: today, at: now } as const;
  return {
    undo: {
      kind: 'lists.confirm',
      payload: { ...key, person: list.personCode, version: list.version, before },
      org: key.org,
      object: `list/${key.org}/${key.year}/${list.personCode}`,
    },
    effects: [
      ...(instance ? [{ do: 'transition', instance: instance.key, event } as const] : []),
      { do: 'touch_live', kind: 'lists.draft', subject: `${key.org}/${key.year}` },
      traced(context, key, list.personCode, 'confirm_list', list.version),
    ],
  };
}

/** The instance that the whole list settles, while it is open. */
async function lockDuty(context: ActorContext, { org, year }: ListKey): Promise<DutyInstance | undefined> {
  const duty = listDuty(context, org);
  const [instance] = duty ? await lockInstances(context.tx, [instanceKey(org, duty.id, year)]) : [];
  return instance && !isStill(instance.state) ? instance : undefined;
}

export const undoConfirm: Undo = async (context, payload): Promise<Outcome | Refusal> => {
  const { org, year, person, version, before } = payload as unknown as ListKey & {
    readonly person: string;
    readonly version: number;
    readonly before: readonly BeforeSettling[];
  };
  const key = { org, year };
  const list = (await lockLists(context.tx, key)).find((one) => one.personCode === person);
  if (!list || list.version !== version || list.confirmedAt === null) {
    return refuse('changed', text.no.undoChanged);
  }
  const failed = await unsettle(context, before);
  if (failed) return refuse(failed, failed === 'told' ? text.no.undoTold : text.no.undoChanged);
  await noteConfirmed(context.tx, list, { confirmedAt: null, confirmedBy: null });
  const sent = { ...list, confirmedAt: null, confirmedBy: null };
  const shown = { key, person, clauses: list.clauses, sent, reader: context.actor.code };
  return {
    reply: personCard(context, shown),
    effects: [{ do: 'touch_live', kind: 'lists.draft', subject: `${org}/${year}` }],
  };
};
