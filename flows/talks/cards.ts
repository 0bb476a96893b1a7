import { addDays, type Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, note, text as paragraph } from '../../src/cards/elements.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Talk } from './queries.ts';
import type { TalkKind } from './rules.ts';
import { text } from './text.ts';

type CardContext = Pick<FlowContext, 'today' | 'calendar' | 'directory'>;

/** One press corrects a date by a few days; what is further off was another talk. */
const nearbyDays = [-3, -2, -1, 1, 2, 3];

/** The other side's card (cards.md 8): one fact, three answers. */
export function confirmCard(context: CardContext, talk: Talk, reader: string): object {
  const { directory, calendar, today } = context;
  const by = directory.person(talk.personCode)?.name ?? talk.personCode;
  const other = directory.person(talk.otherCode)?.name ?? talk.otherCode;
  const on = talk.talkedOn ?? today;
  const day = formatDay(on, calendar, today);
  const isOwn = reader === talk.otherCode;
  const said = isOwn ? text.confirmOwn(by, day) : text.confirmFor(by, other, day);
  const head = { title: text.confirmTitle, summary: text.confirmSummary(by, day) };
  switch (talk.state) {
    case 'asked':
      return buildCard({
        ...head,
        tone: 'todo',
        blocks: [
          paragraph(said),
          buttons([
            answer(text.confirm, 'confirm', talk, 'talks.confirm', {}, true),
            answer(text.decline, 'decline', talk, 'talks.decline'),
          ]),
          fold(text.otherDay, [
            note(text.otherDayHint),
            buttons(
              nearby(on, today).map((near, at) =>
                answer(formatDay(near, calendar, today), `day_${at}`, talk, 'talks.confirm', { on: near }),
              ),
            ),
          ]),
        ],
      });
    case 'confirmed':
      return buildCard({
        ...head,
        tone: 'done',
        tag: text.confirmedTag,
        blocks: [paragraph(said), paragraph(text.confirmedOn(day))],
      });
    case 'declined':
      return buildCard({
        ...head,
        tone: 'closed',
        tag: text.declinedTag,
        blocks: [paragraph(said), paragraph(text.declinedNote)],
      });
    default:
      return buildCard({
        ...head,
        tone: 'closed',
        tag: text.withdrawnTag,
        blocks: [paragraph(text.sentWithdrawn)],
      });
  }
}

function nearby(on: Day, today: Day): readonly Day[] {
  return nearbyDays.map((days) => addDays(on, days)).filter((day) => day <= today);
}

function answer(
  label: string,
  name: string,
  talk: Talk,
  action: string,
  payload: Readonly<Record<string, string>> = {},
  isUsual = false,
) {
  return button({
    label,
    name,
    action,
    payload: { talk: talk.id, ...payload },
    style: isUsual ? 'primary' : 'default',
  });
}

/** What the one who entered it sees; it follows the answer of the other side without a new message. */
export function sentCard(context: CardContext, talk: Talk, confirmer: string): object {
  const { directory, calendar, today } = context;
  const other = directory.person(talk.otherCode)?.name ?? talk.otherCode;
  const day = formatDay(talk.talkedOn ?? today, calendar, today);
  const shown = {
    asked: { tone: 'info', tag: text.askedTag, said: text.sentAsked(confirmer) },
    confirmed: { tone: 'done', tag: text.confirmedTag, said: text.sentConfirmed },
    declined: { tone: 'closed', tag: text.declinedTag, said: text.sentDeclined },
    withdrawn: { tone: 'closed', tag: text.withdrawnTag, said: text.sentWithdrawn },
  } as const;
  const { tone, tag, said } = shown[talk.state === 'owed' || talk.state === 'met' ? 'confirmed' : talk.state];
  return buildCard({
    title: text.sentTitle,
    subtitle: shortOrgName(directory, talk.orgCode),
    tone,
    tag,
    summary: text.sentSummary(other, day),
    blocks: [
      paragraph(text.sentFacts(text.kinds[talk.kind as TalkKind], other, day)),
      paragraph(said),
      ...(talk.state === 'asked'
        ? [buttons([answer(text.withdraw, 'withdraw', talk, 'talks.withdraw')])]
        : []),
    ],
  });
}
