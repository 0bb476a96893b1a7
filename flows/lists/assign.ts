import { isDay, partsOf } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  formWords,
  type Outcome,
  sentenceCard,
} from '../../src/engine/index.ts';
import { orgNamed } from '../../src/org/org-named.ts';
import { personLabel } from '../../src/org/person-label.ts';
import type { Person } from '../../src/org/types.ts';
import { everybody, formOf, longest, longestQuantity } from './assign-form.ts';
import { touched, traced } from './clause-acts.ts';
import { isCommon } from './clauses.ts';
import { dueWords } from './compose.ts';
import { draftedHere } from './draft.ts';
import { draftedOrgs, drafterPosts } from './drafters.ts';
import { deleteClause, insertClause, type ListKey, type Typed, typedClauses } from './queries.ts';
import { type AssignLine, readAssign } from './read-assign.ts';
import { peopleOf, personMeant } from './responsible.ts';
import { rhythmNamed } from './rhythm.ts';
import { text } from './text.ts';

/**
 * `/定责任 事项 责任人 数量 期限 标准`: a clause beside the catalogue's; with the name of a duty and a person alone,
 * who answers for that duty. Without words the form.
 */
export async function assignByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { directory, today, actor } = context;
  const orgs = draftedOrgs(context);
  const [first] = orgs;
  if (first === undefined) {
    return refuse('not_yours', text.no.notDrafter(drafterPosts(context, actor.branch)));
  }
  const [head = '', ...others] = line.trim().split(/\s+/u);
  const named = others.length > 0 ? orgNamed(directory, orgs, head) : undefined;
  const org = named ?? first;
  const words = named === undefined ? line.trim() : others.join(' ');
  const key = { org, year: String(partsOf(today).year) };
  if (words === '') return { reply: formOf(context, key) };
  const read = readAssign(words, context);
  if (read.doubt) {
    const { typed, question, options } = read.doubt;
    return askBack(
      question,
      options.map(({ label, day }) => ({ label, line: text.assignLine(line.replace(typed, day)) })),
    );
  }
  const who = read.isEverybody ? null : personMeant(context, org, read.who);
  if (who && isRefusal(who)) return who;
  if (who && 'people' in who) {
    return askBack(
      text.severalNames(read.who),
      who.people.map((person) => ({
        label: personLabel(directory, person, who.people),
        line: text.assignLine(line.replace(read.who, person.code)),
      })),
    );
  }
  return save(context, key, read, who?.person ?? null, 'command');
}

export const pressAssign: Action = async (context, { payload, form: filled }) => {
  const found = draftedHere(context, payload);
  if ('refused' in found) return found;
  const due = formWords(filled.due).slice(0, 10);
  const isEverybody = filled.person === everybody;
  const person = peopleOf(context, found.key.org).find(({ code }) => code === filled.person);
  if (!isEverybody && !person) return refuse('missing', text.no.noPerson(text.assignExample));
  const read = {
    content: formWords(filled.content),
    quantity: formWords(filled.quantity),
    due: isDay(due) ? due : undefined,
    rhythm: isDay(due) ? undefined : rhythmNamed(filled.rhythm),
    standard: formWords(filled.standard),
  };
  const saved = await save(context, found.key, read, person ?? null, 'card');
  if (isRefusal(saved)) return saved;
  const { reply, ...outcome } = saved;
  return { ...outcome, card: reply, toast: { tone: 'success', text: text.assignedToast } };
};

type Wish = Pick<AssignLine, 'content' | 'quantity' | 'due' | 'rhythm' | 'standard'>;

async function save(
  context: ActorContext,
  key: ListKey,
  wish: Wish,
  person: Person | null,
  channel: 'card' | 'command',
): Promise<Outcome | Refusal> {
  const { tx, now, actor, eventKey } = context;
  const duty = person && !isDated(wish) && wish.standard === '' && dutyNamed(context, key, wish.content);
  const refusal = duty ? undefined : checkWish(context, key, wish);
  if (refusal) return refusal;
  const known = await typedClauses(tx, key);
  const before = duty ? known.find((one) => one.duty === duty.id) : undefined;
  const isTwin = known.some((one) => one.duty === null && one.content === wish.content);
  if (!duty && isTwin) return refuse('twin', text.no.duplicate(wish.content));
  const clause: Typed = {
    id: stableId(`clause:${eventKey}`),
    orgCode: key.org,
    year: key.year,
    duty: duty ? duty.id : null,
    personCode: person?.code ?? null,
    content: duty ? duty.name.zh : wish.content,
    quantity: duty ? '' : wish.quantity || text.times(wish.rhythm?.times ?? 1),
    dueOn: duty ? null : (wish.due ?? null),
    dueRule: duty ? null : (wish.rhythm?.rule ?? null),
    standard: duty ? '' : wish.standard,
    addedBy: actor.code,
    addedAt: now,
  };
  if (before) await deleteClause(tx, before.id);
  await insertClause(tx, clause);
  const when = text.when(clause.quantity, dueWords(clause));
  const sentence = duty
    ? text.assignedDuty(duty.name.zh, person.name)
    : person
      ? text.assignedOne(clause.content, person.name, when)
      : text.assignedAll(clause.content, when);
  return {
    reply: sentenceCard(sentence, text.title),
    undo: {
      kind: 'lists.assign',
      payload: { id: clause.id, before: before ?? null },
      org: key.org,
      object: clause.id,
    },
    effects: [...touched(key), traced(context, clause, 'assign_clause', channel)],
  };
}

function isDated({ due, rhythm }: Wish): boolean {
  return due !== undefined || rhythm !== undefined;
}

/** A duty of the catalogue that one person may be given. */
function dutyNamed(
  { catalogue, directory }: ActorContext,
  { org }: ListKey,
  words: string,
): DutyDef | undefined {
  const level = directory.org(org)?.level;
  return catalogue.duties.find(
    (duty) =>
      duty.owner.level === level && !isCommon(duty) && [duty.name.brief, duty.name.zh].includes(words),
  );
}

function checkWish(context: ActorContext, { year }: ListKey, wish: Wish): Refusal | undefined {
  const { calendar, today } = context;
  if (wish.content === '') return refuse('missing', text.no.noContent(text.assignExample));
  if ([wish.content, wish.standard].some((words) => [...words].length > longest)) {
    return refuse('too_long', text.no.tooLong(longest));
  }
  if ([...(wish.quantity ?? '')].length > longestQuantity) {
    return refuse('too_long', text.no.quantityLong);
  }
  if (!isDated(wish)) return refuse('missing', text.no.noDue(text.assignExample));
  if (wish.due !== undefined && !wish.due.startsWith(year)) {
    return refuse('due_outside', text.no.dueOutside(formatDay(wish.due, calendar, today), year));
  }
  return wish.standard === '' ? refuse('missing', text.no.noStandard(text.assignExample)) : undefined;
}
