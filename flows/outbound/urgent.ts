import { formatDayTime } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, text as paragraph } from '../../src/cards/elements.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { orgsWith } from '../../src/engine/access.ts';
import {
  type Action,
  type ActorContext,
  composeEach,
  type Outcome,
  sentenceCard,
} from '../../src/engine/index.ts';
import { allowUrgent, forbidUrgent, isStillShort, readUrgent } from '../../src/notices/urgent.ts';
import { text } from './text.ts';

/** `/加急`: how it stands, what it does and costs, and the press that changes it. `/加急 开` and `/加急 关` do. */
export async function urgentByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const word = line.trim();
  if (word === '') return show(context);
  const wanted = text.urgent.words[word];
  return wanted === undefined ? refuse('unclear', text.no.urgentWord) : turn(context, wanted, 'command');
}

export const pressUrgent: Action = async (context, { payload }) => {
  const outcome = await turn(context, payload.on === true, 'card');
  if (isRefusal(outcome)) return outcome;
  const { reply, ...rest } = outcome;
  return { ...rest, card: reply };
};

async function turn(
  context: ActorContext,
  isOn: boolean,
  channel: 'card' | 'command',
): Promise<Outcome | Refusal> {
  const { tx, actor, now } = context;
  const [org] = orgsWith(context, 'administer');
  if (org === undefined) return refuse('not_administrator', text.no.urgentRight);
  const isNew = isOn
    ? await allowUrgent(tx, { by: actor.code, at: now.toISOString() })
    : await forbidUrgent(tx);
  const said = isOn ? text.urgent.isOn : text.urgent.isOff;
  if (!isNew) return { reply: sentenceCard(said, text.urgent.title) };
  return {
    reply: sentenceCard(said, text.urgent.title),
    undo: { none: isOn ? text.urgent.howOff : text.urgent.howOn },
    effects: [
      {
        do: 'audit',
        entry: {
          org,
          channel,
          object: 'outbound',
          action: `outbound.urgent_${isOn ? 'on' : 'off'}`,
          actor: actor.code,
        },
      },
    ],
  };
}

async function show(context: ActorContext): Promise<Outcome | Refusal> {
  const { tx, directory, calendar, today } = context;
  if (orgsWith(context, 'administer').length === 0) {
    return refuse('not_administrator', text.no.urgentRight);
  }
  const on = await readUrgent(tx);
  const state = on
    ? text.urgent.onSince(
        directory.person(on.by)?.name ?? '',
        formatDayTime(new Date(on.at), calendar, today),
      )
    : text.urgent.isOff;
  const press = button({
    label: on ? text.urgent.turnOff : text.urgent.turnOn,
    name: 'turn',
    action: 'outbound.urgent',
    payload: { on: on === undefined },
  });
  return {
    reply: buildCard({
      title: text.urgent.title,
      tone: 'info',
      summary: state,
      blocks: [paragraph(state), list([...text.urgent.facts]), buttons([press])],
    }),
  };
}

/** The mark itself, looked at once more: turned off meanwhile, or too late to be of use, it is left out. */
export const composeUrgent = composeEach(async ({ tx, now }, notice) => {
  if (!isStillShort(notice, now)) return { kind: 'suppress', reason: 'begun' };
  if (!(await readUrgent(tx))) return { kind: 'suppress', reason: 'turned_off' };
  const { messageId } = notice.subject as { readonly messageId: string };
  return { kind: 'urgent', messageId };
});
