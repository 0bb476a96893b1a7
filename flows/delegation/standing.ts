import type { Day } from '../../src/calendar/day.ts';
import { formatDayShort } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { refuse } from '../../src/core/errors.ts';
import type { Action, ActorContext, Outcome } from '../../src/engine/index.ts';
import { overCard, postsWords, postWords, spanWords } from './cards.ts';
import { type Delegation, delegationsOf, delegationsOfAct, endDelegation } from './store.ts';
import { text } from './text.ts';
import { endedEffects } from './told.ts';

const mostShown = 10;

/** What this person has lent and stands in for; the own ones can be ended. How it is done, to whoever may. */
export async function listed(context: ActorContext, mayLend: boolean): Promise<Outcome> {
  const { tx, actor, today, directory } = context;
  const rows = (await delegationsOf(tx, [actor.code], today)).slice(0, mostShown);
  const nameOf = (code: string): string => directory.person(code)?.name ?? code;
  const lines = rows.map((row) => {
    const [post, span] = [postWords(context, row), spanWords(context, row)];
    return row.awayCode === actor.code
      ? text.mine(post, nameOf(row.standInCode), span)
      : text.forOthers(post, nameOf(row.awayCode), span);
  });
  const acts = new Map(
    rows.filter(({ awayCode }) => awayCode === actor.code).map((row) => [actOf(row), row]),
  );
  const card = buildCard({
    title: text.listTitle,
    tone: 'info',
    summary: lines[0] ?? text.none,
    blocks: [
      ...(lines.length === 0 ? [paragraph(text.none)] : [list(lines)]),
      buttons(
        [...acts].map(([act, row], at) => {
          const from = formatDayShort(row.fromOn as Day, today);
          const label = acts.size === 1 ? text.end : text.endOne(nameOf(row.standInCode), from);
          return button({ label, name: `end_${at}`, action: 'delegation.end', payload: { act } });
        }),
      ),
      ...(acts.size === 0 ? [] : [note(text.endNote)]),
      ...(mayLend ? [note(text.how(text.example))] : []),
    ],
  });
  return { reply: card };
}

function actOf({ id }: Delegation): string {
  return id.split('/')[0] ?? id;
}

/** 结束代办: from now on the post receives its own again. Only the holder ends it. */
export const endLending: Action = async (context, { payload }) => {
  const { tx, actor, today, directory } = context;
  const act = String(payload.act);
  const rows = (await delegationsOfAct(tx, act)).filter(
    ({ awayCode, fromOn, toOn }) => awayCode === actor.code && fromOn < toOn && today < toOn,
  );
  const [first] = rows;
  if (!first) return refuse('over', text.no.nothing);
  const name = directory.person(first.standInCode)?.name ?? '';
  for (const row of rows) await endDelegation(tx, row, today as Day);
  return {
    card: overCard(text.endedTitle, text.endedNow(name, postsWords(context, rows))),
    toast: { tone: 'success', text: text.endedToast },
    undo: { none: text.endIsFinal },
    effects: [
      ...endedEffects(context, act, rows),
      {
        do: 'audit',
        entry: {
          org: first.orgCode,
          channel: 'card',
          object: `${first.orgCode}/delegation/${act}`,
          action: 'delegate_end',
          actor: actor.code,
          after: { standIn: first.standInCode, to: today },
        },
      },
    ],
  };
};
