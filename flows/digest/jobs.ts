import type { Composer } from '../../src/engine/index.ts';
import { carryLines } from '../../src/notices/lines.ts';
import type { Composed } from '../../src/notices/notice.ts';
import { drawDigests } from './draw.ts';
import { isOfWeek } from './missed-weeks.ts';
import { withholdUnwanted } from './quiet.ts';
import { rideSoft } from './soft.ts';

/** Everything each person has to hear now, with the instances locked: what it says is true when it leaves. */
export const composeDigest: Composer = async (context, notices) => {
  const people = new Map(
    notices.map((notice) => [notice.id, context.directory.person(notice.personCode ?? '')]),
  );
  const carriers = [...people].flatMap(([id, person]) => (person ? [{ id, person: person.code }] : []));
  await withholdUnwanted(
    context,
    carriers.map(({ person }) => person),
  );
  const booked = await carryLines(context.tx, carriers);
  const isDigest = new Set(notices.filter(({ channel }) => channel === 'digest').map(({ id }) => id));
  const soft = await rideSoft(
    context,
    carriers.filter(({ id }) => isDigest.has(id) && (booked.get(id)?.length ?? 0) > 0),
  );
  const drawn = await drawDigests(
    context,
    notices.flatMap((notice) => {
      const person = people.get(notice.id);
      const lines = [...(booked.get(notice.id) ?? []), ...(soft.get(notice.id) ?? [])];
      const isDirect = notice.channel === 'direct';
      const tellsWeek = isOfWeek(notice, context.calendar);
      return person ? [{ id: notice.id, person, isDirect, tellsWeek, lines, page: 0 }] : [];
    }),
  );
  return new Map(
    notices.map(({ id }): [string, Composed] => {
      const card = drawn.get(id);
      if (!people.get(id)) return [id, { kind: 'suppress', reason: 'left' }];
      return [id, card ? { kind: 'card', card } : { kind: 'suppress', reason: 'nothing_left' }];
    }),
  );
};
