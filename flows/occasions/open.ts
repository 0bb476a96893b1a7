import { asDay, type Day, isDay } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { readWhen } from '../../src/calendar/zh-dates.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { readItem } from '../../src/duties/activities/meeting.ts';
import type { DutyDef } from '../../src/duties/catalogue/catalogue.ts';
import { eventId, openEvent, openedByHand } from '../../src/duties/planning/events.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  type Click,
  type Outcome,
  sentenceCard,
  type Undo,
} from '../../src/engine/index.ts';
import { listingUndo, takeOffList } from '../../src/engine/unlist.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import { checkCard, formCard, openedCard } from './cards.ts';
import { dated, exampleOf, type Occasion, openableDuties, openers, ownOccasions, readDay } from './read.ts';
import { text } from './text.ts';

/** `/列入 事项 日期`: what no calendar knows of, put on the list by whoever owes it; without words, what that may be. */
export async function openByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const own = ownOccasions(context);
  if (own.length === 0 && line.trim() === '') {
    const posts = openableDuties(context).flatMap(({ owner }) => owner.post.map((post) => postName(post)));
    return refuse('not_yours', text.no.nobody([...new Set(posts)].join(text.list)));
  }
  const duties = [...new Map(own.map(({ duty }) => [duty.id, duty])).values()];
  if (line.trim() === '') {
    const options = duties.map(({ name }) => ({ label: name.brief, line: text.line(name.zh) }));
    return askBack(text.whichItem, options, options.length);
  }
  const read = readOccasion(context, line);
  if (!read) {
    const [first] = duties.length > 0 ? duties : openableDuties(context);
    const names = (duties.length > 0 ? duties : openableDuties(context)).map(({ name }) => name.brief);
    return refuse(
      'unknown_item',
      text.no.unknown(names.join(text.list), first ? exampleOf(first, context) : ''),
    );
  }
  const { duty, rest } = read;
  const refusal = refuseOther(duty);
  if (refusal) return refusal;
  const meant = own.filter((one) => one.duty.id === duty.id);
  const named = orgIn(context, duty, rest, meant);
  const [occasion, ...others] = named ? meant.filter(({ org }) => org === named.org) : meant;
  if (!occasion) return refuse('not_yours', text.no.notYours(duty.name.zh, openers(duty)));
  if (others.length > 0) {
    const options = meant.map(({ org }) => ({
      label: shortOrgName(context.directory, org),
      line: text.line(duty.name.zh, org, rest),
    }));
    return askBack(text.whichOrg, options, options.length);
  }
  return askOrCheck(context, occasion, (named ? rest.replace(named.word, ' ') : rest).trim());
}

/** The item may stand in front of the day or behind it. */
function readOccasion(context: ActorContext, line: string) {
  const { duties } = context.catalogue;
  const read = readItem(line, duties);
  if (read) return read;
  const when = readWhen(line, context);
  const behind = when.kind === 'none' ? undefined : readItem(when.rest, duties);
  return behind && { duty: behind.duty, rest: line };
}

function refuseOther({ name, opens }: DutyDef): Refusal | undefined {
  if (opens === undefined) return refuse('periodic', text.no.periodic(name.brief));
  return 'action' in opens ? refuse('elsewhere', text.no.elsewhere(name.zh, opens.command)) : undefined;
}

/** The organisation that is named, by code or name, the longest; of several called so the person's own. */
function orgIn({ directory }: ActorContext, { owner }: DutyDef, said: string, own: readonly Occasion[]) {
  const isOwn = (org: string): number => (own.some((one) => one.org === org) ? 1 : 0);
  return directory.orgs
    .filter(({ level }) => level === owner.level)
    .flatMap(({ code, name }) =>
      [code, name, shortOrgName(directory, code)].map((word) => ({ org: code, word })),
    )
    .filter(({ word }) => said.includes(word))
    .sort((a, b) => b.word.length - a.word.length || isOwn(b.org) - isOwn(a.org))
    .at(0);
}

async function askOrCheck(
  context: ActorContext,
  occasion: Occasion,
  said: string,
): Promise<Outcome | Refusal> {
  const { duty, org } = occasion;
  const asked = openedByHand(duty);
  if (said === '' && !asked?.orToday) return { reply: formCard(context, occasion) };
  const day = said === '' ? context.today : readDay(context, duty, said);
  if (isRefusal(day)) return day;
  if (typeof day !== 'string') {
    const options = day.map((one) => ({
      label: formatDay(one, context.calendar, context.today),
      line: text.line(duty.name.zh, org, one),
    }));
    return askBack(text.whichDay(asked?.day ?? ''), options);
  }
  const card = await check(context, occasion, day);
  return isRefusal(card) ? card : { reply: card };
}

/** Named after the question: pressed twice it is one item, asked twice on one day it is two. */
async function check(context: ActorContext, occasion: Occasion, day: Day): Promise<object | Refusal> {
  const found = await dated(context, occasion, day);
  if (isRefusal(found)) return found;
  return checkCard(context, found, eventId(context.today, `occasion:${context.eventKey}`));
}

/** 下一步：核对 on the form. */
export const checkForm: Action = async (context, click) => {
  const occasion = pressedOccasion(context, click);
  if (isRefusal(occasion)) return occasion;
  const picked = String(click.form.day ?? '').slice(0, 10);
  const { duty } = occasion;
  if (!isDay(picked)) {
    return refuse('when_missing', text.no.noDay(openedByHand(duty)?.day ?? '', exampleOf(duty, context)));
  }
  const card = await check(context, occasion, asDay(picked));
  return isRefusal(card) ? card : { card };
};

/** 列入: from this commit on it is owed. */
export const pressOpen: Action = async (context, click) => {
  const occasion = pressedOccasion(context, click);
  if (isRefusal(occasion)) return occasion;
  const { org } = occasion;
  const found = await dated(context, occasion, asDay(String(click.payload.day)));
  if (isRefusal(found)) return found;
  const { duty, day, heldBy } = found;
  // What was over before it was entered is reminded of from today on; its own day has given the due day.
  const event = { id: String(click.payload.id), org, on: context.today, heldBy };
  const { instance, isNew } = await openEvent(context, duty, event);
  if (!isNew && instance.state === 'void') return refuse('gone', text.no.gone);
  if (!isNew) return { toast: { tone: 'info', text: text.knownToast } };
  return {
    card: openedCard(context, found, instance),
    toast: { tone: 'success', text: text.toast },
    undo: listingUndo('occasions.open', instance),
    effects: [
      {
        do: 'audit',
        entry: {
          ...{ org, channel: 'card', object: instance.key, action: 'open_event' },
          actor: context.actor.code,
          after: { state: 'open', eventOn: day, heldBy },
        },
      },
    ],
  };
};

/** Judged anew: posts change between a question and its answer. */
function pressedOccasion(context: ActorContext, { payload }: Click): Occasion | Refusal {
  const duty = openableDuties(context).find(({ id }) => id === payload.duty);
  if (!duty) return refuse('off', text.no.off(''));
  const own = ownOccasions(context).find((one) => one.duty === duty && one.org === payload.org);
  return own ?? refuse('not_yours', text.no.notYours(duty.name.zh, openers(duty)));
}

export const undoOpen: Undo = async (context, payload) => {
  const outcome = await takeOffList(context, payload, text.withdrawn);
  if (typeof outcome === 'string') return refuse(outcome, text.no[outcome]);
  const [, id = ''] = String(payload.instance).split('/');
  const item = context.catalogue.find(id)?.name.zh ?? '';
  return { ...outcome, reply: sentenceCard(text.withdrawnNote(item), text.withdrawnTitle) };
};
