import { dayOf } from '../../src/calendar/day.ts';
import { formatDayShort } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, fold, list, text as paragraph, picker } from '../../src/cards/elements.ts';
import { bold, rich } from '../../src/cards/rich.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Clause } from './clauses.ts';
import type { ListKey, PersonalList } from './queries.ts';
import { text } from './text.ts';

export interface PersonCard {
  readonly key: ListKey;
  readonly person: string;
  readonly clauses: readonly Clause[];
  readonly sent?: PersonalList | undefined;
  readonly reader: string;
  /** Clauses the reader may take off: those a drafter wrote. */
  readonly removable?: readonly Clause[] | undefined;
}

/** One person's list. To that person, once it was sent, with the one press that confirms it. */
export function personCard(
  view: Pick<FlowContext, 'directory' | 'today'>,
  { key, person, clauses, sent, reader, removable }: PersonCard,
): object {
  const { directory, today } = view;
  const { org, year } = key;
  const who = directory.person(person)?.name ?? person;
  const isOwn = person === reader;
  const isConfirmed = sent !== undefined && sent.confirmedAt !== null;
  const asks = isOwn && sent !== undefined && !isConfirmed;
  const own = clauses.filter(({ kind }) => kind === 'own');
  const common = clauses.filter(({ kind }) => kind === 'common');
  const by = directory.person(sent?.sentBy ?? '')?.name ?? '';
  const confirmed =
    sent?.confirmedAt && sent.confirmedBy !== null
      ? text.confirmedBy(
          directory.person(sent.confirmedBy)?.name ?? '',
          formatDayShort(dayOf(sent.confirmedAt), today),
          sent.confirmedBy === person,
        )
      : undefined;
  const name = shortOrgName(directory, org);
  return buildCard({
    title: asks ? text.confirmTitle : isOwn ? text.ownTitle : text.personTitle(who),
    subtitle: `${name} · ${text.draftTitle(year)}`,
    tone: asks ? 'todo' : isConfirmed ? 'done' : 'info',
    tag: isConfirmed ? text.confirmedState : undefined,
    summary: asks ? text.confirmSummary(name, year) : text.draftSummary(name, year),
    blocks: [
      ...(asks ? [paragraph(text.confirmIntro(by))] : []),
      ...(sent ? [] : [paragraph(text.notSent)]),
      ...(own.length === 0 ? [paragraph(text.noOwn)] : [paragraph(bold(text.own(own.length))), rows(own)]),
      ...(common.length === 0 ? [] : [fold(text.common(common.length), [rows(common)])]),
      ...(confirmed === undefined ? [] : [paragraph(confirmed)]),
      ...(asks
        ? [
            buttons([
              button({
                label: text.confirm,
                name: 'confirm_list',
                action: 'lists.confirm',
                payload: { org, year, version: sent.version },
                style: 'primary',
              }),
            ]),
          ]
        : []),
      ...(removable && removable.length > 0
        ? [
            picker({
              name: 'remove_clause',
              action: 'lists.remove',
              payload: { org, year },
              placeholder: text.removeOne,
              options: removable.map(({ id, content }) => ({ label: content, value: id })),
            }),
          ]
        : []),
    ],
  });
}

function rows(clauses: readonly Clause[]): Block {
  return list(
    clauses.map(({ content, quantity, due, standard, source }) => {
      const words = [
        [quantity, due].filter((part) => part !== '').join(text.comma),
        text.standard(standard),
        source,
      ];
      return rich`${bold(content)}  ${text.clause(words)}`;
    }),
  );
}
