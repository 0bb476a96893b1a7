import { formatPeriod } from '../../src/calendar/format.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { resolveRollCall } from '../../src/duties/activities/roll-call.ts';
import { type DutyInstance, isSettled, isStill } from '../../src/duties/instance.ts';
import { lockInstances } from '../../src/duties/store.ts';
import { type ActorContext, askBack, type Effect, type Outcome } from '../../src/engine/index.ts';
import { coveredSoFar, markSubjects, unmarkSubjects } from '../../src/engine/marking.ts';
import { beforeSettling } from '../../src/engine/unsettle.ts';
import { personLabel } from '../../src/org/person-label.ts';
import { markedCard } from './cards.ts';
import { keeperName, keptBranches } from './keeper.ts';
import { monthsOf } from './queries.ts';
import { type DuesLine, readDues } from './rules.ts';
import { showDues } from './status.ts';
import { text } from './text.ts';
import { marksUndo } from './unmark.ts';

/** `/党费`: the commissioner enters who paid; whoever else asks sees the own months, or numbers. */
export async function duesByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const read = readDues(line, context.today);
  return read.act === 'own' ? showDues(context, line.trim() !== '') : enterDues(context, read, line);
}

async function enterDues(context: ActorContext, read: DuesLine, line: string): Promise<Outcome | Refusal> {
  const { directory, tx, today } = context;
  const [branch] = keptBranches(context);
  if (!branch) return refuse('not_yours', text.no.notKeeper(keeperName(context)));
  if (read.act === 'unclear') return refuse('unclear', text.no.unclear);
  if (read.names.length === 0 && read.act !== 'all') return refuse('missing', text.no.missingNames);
  const found = await monthFor(context, branch, read);
  if ('refused' in found) return found;
  const resolved = resolveRollCall(directory, [branch], {
    isAll: true,
    saysAll: read.act === 'all',
    absent: read.names,
    onLeave: [],
    online: [],
    before: '',
    unread: '',
  });
  if (resolved.kind === 'unknown') {
    return refuse('unknown_name', text.no.unknown(resolved.nearest.map(({ name }) => name).join(text.and)));
  }
  if (resolved.kind === 'several') {
    const { people, typed } = resolved;
    return askBack(
      text.severalNames(typed),
      people.map((person) => ({
        label: personLabel(directory, person, people),
        line: `${text.line} ${line.replace(typed, person.code)}`,
      })),
    );
  }
  const [instance] = await lockInstances(tx, [found.key]);
  if (!instance || isStill(instance.state)) {
    return refuse('settled', text.no.settled(formatPeriod(found.period, today)));
  }
  return writeMarks(context, instance, read.act, resolved.call.absent);
}

/** The month that was named, or the oldest of last month and this one that is open. */
async function monthFor(
  context: ActorContext,
  branch: string,
  { period }: DuesLine,
): Promise<DutyInstance | Refusal> {
  const months = await monthsOf(context.tx, [branch], context.today);
  if (period === undefined) {
    const current = months.at(-1);
    return current && !isSettled(current.state) ? current : refuse('nothing_open', text.no.noneOpen);
  }
  const named = months.find((month) => month.period === period);
  return named ?? refuse('no_month', text.no.noMonth(formatPeriod(period, context.today)));
}

async function writeMarks(
  context: ActorContext,
  instance: DutyInstance,
  act: DuesLine['act'],
  named: ReadonlySet<string>,
): Promise<Outcome> {
  const { actor, today } = context;
  const month = formatPeriod(instance.period, today);
  const subjects = (await coveredSoFar(context, [instance])).get(instance.key)?.subjects ?? [];
  const owing = subjects.map(({ key }) => key);
  const strangers = [...named].filter((code) => !owing.includes(code)).length;
  const aside = strangers > 0 ? [text.notOwing(strangers)] : [];
  const answer = (sentences: readonly string[], effects: readonly Effect[]): Outcome => ({
    reply: markedCard(context, instance.orgCode, instance.period, [...sentences, ...aside]),
    effects,
  });
  if (act === 'not_received') {
    const count = await unmarkSubjects(context, instance, [...named]);
    const entry = {
      org: instance.orgCode,
      channel: 'command',
      object: instance.key,
      action: 'unmark',
      actor: actor.code,
      after: { unmarked: count },
    } as const;
    const said = [text.unmarked(month, count)];
    if (count === 0) return answer(said, []);
    return { ...answer(said, [{ do: 'audit', entry }]), undo: { none: text.unmarkIsFinal } };
  }
  const keys = act === 'all' ? owing.filter((code) => !named.has(code)) : [...named];
  const by = { actor: actor.code, channel: 'command' } as const;
  const before = await beforeSettling(context, [instance]);
  const { fresh, undone, effects } = await markSubjects(context, instance, keys, today, by);
  const done = subjects.length - undone.length;
  const said =
    undone.length === 0
      ? text.markedAll(month, subjects.length)
      : text.marked(month, fresh.length, done, subjects.length);
  const undo = fresh.length === 0 ? {} : { undo: marksUndo(instance, fresh, before, undone.length === 0) };
  return { ...answer([said], effects), ...undo };
}
