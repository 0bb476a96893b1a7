import type { Day } from '../../src/calendar/day.ts';
import { periodStart } from '../../src/calendar/periods.ts';
import { committeeOf } from '../../src/duties/coverage.ts';
import { isStill } from '../../src/duties/instance.ts';
import { lockInstances } from '../../src/duties/store.ts';
import type { ActorContext, Effect } from '../../src/engine/index.ts';
import { coveredSoFar, markSubjects } from '../../src/engine/marking.ts';
import { type BeforeSettling, beforeSettling } from '../../src/engine/unsettle.ts';
import { changeTalk, instancesFor, owedTalks, type Talk } from './queries.ts';
import { classesOf } from './rules.ts';
import { type Counted, nothingCounted } from './undo.ts';

type Channel = 'card' | 'command';

/**
 * What a confirmed talk counts for, in one transaction: every open instance that has these two among its undone
 * parts, of each duty the oldest, because a talk is one talk; and the talk owed on an event, if there is one.
 */
export async function countTalk(
  context: ActorContext,
  talk: Talk,
  on: Day,
  channel: Channel,
): Promise<{ readonly effects: Effect[]; readonly counted: Counted }> {
  const { tx, directory } = context;
  const one = directory.person(talk.personCode);
  const other = directory.person(talk.otherCode);
  if (!one || !other) return { effects: [], counted: nothingCounted };
  const pair = [one.code, other.code];
  const classes = classesOf(directory, [one, other], on);
  const found = await instancesFor(
    tx,
    [...new Set(classes.map(({ org }) => org))],
    classes.map(({ duty }) => duty),
  );
  const wanted = found.filter(
    (instance) =>
      !isStill(instance.state) &&
      periodStart(instance.period) <= on &&
      classes.some(({ duty, org }) => duty === instance.duty && org === instance.orgCode),
  );
  const locked = new Map(
    (
      await lockInstances(
        tx,
        wanted.map(({ key }) => key),
      )
    ).map((instance) => [instance.key, instance]),
  );
  const covered = await coveredSoFar(context, [...locked.values()]);
  const before = await beforeSettling(context, [...locked.values()]);
  const marks: [string, readonly string[]][] = [];
  const used = new Set<string>();
  const effects: Effect[] = [];
  for (const { key } of wanted) {
    const instance = locked.get(key);
    if (!instance) continue;
    const keys = (covered.get(key)?.undone ?? [])
      .filter(({ people }) => people.every(({ code }) => pair.includes(code)))
      .map((subject) => subject.key)
      .filter((subject) => !used.has(`${instance.duty}/${subject}`));
    for (const subject of keys) used.add(`${instance.duty}/${subject}`);
    const marked = await markSubjects(context, instance, keys, on, { actor: context.actor.code, channel });
    effects.push(...marked.effects);
    if (marked.fresh.length > 0) marks.push([key, marked.fresh]);
  }
  const owed = await settleOwed(context, talk, on);
  const isSettled = (key: string): boolean =>
    effects.some((effect) => effect.do === 'transition' && effect.instance === key);
  const marked = before.filter(({ key }) => marks.some(([of]) => of === key));
  return {
    effects: [...effects, ...owed.effects],
    counted: {
      marks,
      settled: [...marked.filter(({ key }) => isSettled(key)), ...owed.before],
      waiting: marked.filter(({ key }) => !isSettled(key)).flatMap(({ waiting }) => waiting),
      owed: owed.met,
    },
  };
}

interface Met {
  readonly effects: readonly Effect[];
  readonly before: readonly BeforeSettling[];
  readonly met: readonly Pick<Talk, 'id' | 'talkedOn'>[];
}

/** A talk owed on an event is met by whoever of the committee talked with that person after it. */
async function settleOwed(context: ActorContext, talk: Talk, on: Day): Promise<Met> {
  const { tx, directory, today, now } = context;
  const effects: Effect[] = [];
  const before: BeforeSettling[] = [];
  const met: Pick<Talk, 'id' | 'talkedOn'>[] = [];
  for (const owed of await owedTalks(tx, [talk.personCode, talk.otherCode])) {
    const talker = owed.otherCode === talk.otherCode ? talk.personCode : talk.otherCode;
    const isSeated = committeeOf(directory, owed.orgCode, on).some(({ code }) => code === talker);
    const [instance] = owed.instanceKey === null ? [] : await lockInstances(tx, [owed.instanceKey]);
    if (!isSeated || !instance || isStill(instance.state) || on < (instance.eventOn ?? on)) continue;
    before.push(...(await beforeSettling(context, [instance])));
    met.push({ id: owed.id, talkedOn: owed.talkedOn });
    await changeTalk(tx, owed.id, { state: 'met', talkedOn: on, answeredAt: now });
    const event = { type: 'record', heldOn: on, on: today, at: now } as const;
    effects.push({ do: 'transition', instance: instance.key, event });
  }
  return { effects, before, met };
}
