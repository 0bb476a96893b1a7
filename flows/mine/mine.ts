import { addDays } from '../../src/calendar/day.ts';
import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import { periodOf, periodStart } from '../../src/calendar/periods.ts';
import type { Block } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, list, text as paragraph } from '../../src/cards/elements.ts';
import { bold, grey, rich } from '../../src/cards/rich.ts';
import { meetingName } from '../../src/duties/activities/meeting.ts';
import { type DutyInstance, isStill } from '../../src/duties/instance.ts';
import { lateWords } from '../../src/duties/late-words.ts';
import { dueNow } from '../../src/duties/stages.ts';
import { readPauses } from '../../src/duties/store.ts';
import { orgsWith } from '../../src/engine/access.ts';
import type { ActorContext, FlowContext, Outcome } from '../../src/engine/index.ts';
import { coveredSoFar } from '../../src/engine/marking.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { instancesByDate, type OwnActivity, ownActivities } from './queries.ts';
import { awaitedReplies } from './replies.ts';
import { isListed, isOwedBy } from './rules.ts';
import { text } from './text.ts';
import { itemOf } from './todo.ts';

/** The nearest are enough here; the rest stands under /待办. */
const mostItems = 6;
/** What begins later than this is not yet on anybody's mind. */
const aheadDays = 31;

/** `/我的`: what I have to do myself, the meetings I am called to, and what my posts owe; for nobody else's eyes. */
export async function mineByText(context: ActorContext): Promise<Outcome> {
  const { tx, actor, today, directory } = context;
  const activities = await ownActivities(tx, actor.code, periodStart(periodOf(today, 'month')));
  const { personal, owed } = await ownItems(context);
  const pauses = await readPauses(tx);
  const lines = (items: readonly DutyInstance[]) =>
    list(
      items.map((one) => {
        const until = text.until(formatDay(dueNow(one, today), context.calendar, today));
        const words = text.own(itemOf(context, one), lateWords(context, one, pauses) ?? until);
        return rich`${words}  ${grey(one.number)}`;
      }),
    );
  const shown = owed.slice(0, mostItems);
  const heading =
    shown.length < owed.length ? text.nearest(owed.length, shown.length) : text.duties(owed.length);
  const replies = await awaitedReplies(context, 'own');
  const isEmpty = activities.length + personal.length + owed.length + replies.length === 0;
  const hasAgenda = orgsWith(context, 'agenda').length > 0;
  const blocks: Block[] = [
    ...(isEmpty ? [paragraph(text.nothing)] : []),
    ...(activities.length > 0
      ? [
          paragraph(bold(text.activities)),
          list(activities.slice(-mostItems).map((one) => activityLine(context, one))),
        ]
      : []),
    ...(personal.length > 0 ? [paragraph(bold(text.personal)), lines(personal.slice(0, mostItems))] : []),
    ...(owed.length > 0 ? [paragraph(bold(heading)), lines(shown)] : []),
    ...replies,
    ...(hasAgenda
      ? [
          buttons([
            button({
              label: text.allItems,
              name: 'all',
              action: 'mine.todo',
              payload: { line: text.wholeYear },
            }),
          ]),
        ]
      : []),
  ];
  const reply = buildCard({
    title: text.mineTitle,
    subtitle: shortOrgName(directory, actor.branch),
    tone: personal.length + owed.length > 0 ? 'todo' : 'info',
    tag: text.onlyYou,
    summary: text.mineSummary,
    blocks,
  });
  return { reply };
}

function activityLine({ catalogue, calendar, today }: FlowContext, one: OwnActivity) {
  const name = `${formatDayTime(one.startsAt, calendar, today)} ${meetingName(catalogue, one)}`;
  const answer = one.isAsked ? text.asked : text.marks[one.mark];
  return rich`${text.activity(name, one.place)}；${one.isRecorded ? text.recorded : answer}`;
}

/** Open or soon to open: what is marked for each person by itself, and what the posts owe. */
async function ownItems(
  context: ActorContext,
): Promise<{ readonly personal: readonly DutyInstance[]; readonly owed: readonly DutyInstance[] }> {
  const { tx, actor, directory, catalogue, today } = context;
  const held = directory.postsOf(actor.code, today);
  const orgs = [...new Set([actor.branch, ...held.map(({ org }) => org)])];
  const open = (await instancesByDate(tx, orgs)).filter(
    ({ state, opensOn }) => !isStill(state) && opensOn <= addDays(today, aheadDays),
  );
  const shared = open.filter(({ rules }) => rules.coverage === 'per_person' || rules.coverage === 'per_pair');
  const covered = await coveredSoFar(context, shared);
  const isMine = ({ key, assignee }: DutyInstance): boolean =>
    assignee === actor.code ||
    covered.get(key)?.undone.some(({ people }) => people.some(({ code }) => code === actor.code)) === true;
  const personal = open.filter(isMine);
  const owed = open.filter(
    (one) =>
      !personal.includes(one) &&
      isOwedBy(one, held) &&
      isListed(one, catalogue.get(one.duty).privacy === 'private', held),
  );
  return { personal, owed };
}
