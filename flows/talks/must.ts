import { formatDay } from '../../src/calendar/format.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, text as paragraph } from '../../src/cards/elements.ts';
import { choice, form } from '../../src/cards/form.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { stableId } from '../../src/core/ids.ts';
import { eventId, openEvent, plannedEvent } from '../../src/duties/planning/events.ts';
import { branchesWith, may, postsWith } from '../../src/engine/access.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  type Outcome,
  sentenceCard,
} from '../../src/engine/index.ts';
import { findPeople } from '../../src/org/names.ts';
import { personLabel } from '../../src/org/person-label.ts';
import type { Person } from '../../src/org/types.ts';
import { insertTalk } from './queries.ts';
import { mustTalk } from './rules.ts';
import { text } from './text.ts';

/**
 * `/必谈 张三 情形`: something happened after which somebody has to be talked with (五必谈、六必谈). Which of the
 * occasions it was is asked, so that it is one of them, and then forgotten: kept are the person and the day.
 */
export async function mustByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const { directory } = context;
  const branches = branchesWith(context, 'record');
  if (branches.length === 0) return refuse('not_yours', text.no.mustRight(postsWith('record')));
  const [typed = '', ...words] = line.trim().split(/\s+/u);
  if (typed === '') return refuse('missing', text.no.missing(text.mustExample));
  const found = findPeople(directory, typed, branches);
  if (found.kind === 'none') {
    return refuse('unknown_name', text.no.unknown(found.nearest.map(({ name }) => name).join(text.and)));
  }
  const said = text.occasions.find((occasion) => occasion.said.test(words.join('')));
  if (found.kind === 'many') {
    return askBack(
      text.severalNames(typed),
      found.people.map((person) => ({
        label: personLabel(directory, person, found.people),
        line: `${text.mustLine} ${person.code}`,
      })),
    );
  }
  const { person } = found;
  if (person.code === context.actor.code) return refuse('self', text.no.self);
  return said ? openMust(context, person, 'command') : { reply: await occasionCard(context, person) };
}

/** The occasion is chosen from six; there is no field to write in. */
async function occasionCard(context: ActorContext, person: Person): Promise<object> {
  const { calendar, today, catalogue } = context;
  const shown = { id: 'shown', org: person.branch, on: today };
  const { heldBy } = await plannedEvent(context, catalogue.get(mustTalk), shown);
  return buildCard({
    title: text.mustTitle,
    tone: 'info',
    summary: text.mustSummary(person.name),
    blocks: [
      paragraph(text.mustIntro(person.name, formatDay(heldBy, calendar, today))),
      form(
        'must',
        [
          choice({
            name: 'occasion',
            label: text.mustOccasion,
            required: true,
            options: text.occasions.map(({ value, label }) => ({ value, label })),
          }),
        ],
        [
          button({
            label: text.mustSubmit,
            name: 'must_submit',
            action: 'talks.must',
            payload: { person: person.code },
            style: 'primary',
          }),
        ],
      ),
    ],
  });
}

export const pressMust: Action = async (context, click) => {
  const person = context.directory.person(String(click.payload.person));
  if (!person || !may(context, 'record', person.branch)) {
    return refuse('not_yours', text.no.mustRight(postsWith('record')));
  }
  const chosen = text.occasions.some(({ value }) => value === click.form.occasion);
  if (!chosen) return refuse('unclear', text.no.mustUnknown);
  const outcome = await openMust(context, person, 'card');
  return isRefusal(outcome) ? outcome : { card: outcome.reply, effects: outcome.effects, undo: outcome.undo };
};

async function openMust(
  context: ActorContext,
  person: Person,
  channel: 'card' | 'command',
): Promise<Outcome | Refusal> {
  const { tx, now, today, calendar, catalogue, actor } = context;
  const duty = catalogue.duties.find(({ id }) => id === mustTalk);
  if (!duty) return refuse('off', text.no.mustOff);
  // One talk a person and day, whatever happened: the id tells neither who nor why.
  const id = eventId(today, `must:${person.code}:${today}`);
  const { instance, isNew } = await openEvent(context, duty, { id, org: person.branch, on: today });
  const due = formatDay(instance.heldBy, calendar, today);
  if (!isNew) return { reply: sentenceCard(text.mustKnown(person.name, due)) };
  await insertTalk(tx, {
    id: stableId(`owed:${instance.key}`),
    kind: mustTalk,
    orgCode: person.branch,
    personCode: actor.code,
    otherCode: person.code,
    talkedOn: null,
    state: 'owed',
    instanceKey: instance.key,
    enteredAt: now,
    answeredAt: null,
    answeredBy: null,
  });
  return {
    reply: sentenceCard(text.mustOpened(person.name, due, instance.number)),
    undo: { none: text.mustIsFinal },
    effects: [
      {
        do: 'audit',
        entry: {
          org: person.branch,
          channel,
          object: instance.key,
          action: 'open_event',
          actor: actor.code,
          after: { state: 'open', heldBy: instance.heldBy },
        },
      },
    ],
  };
}
