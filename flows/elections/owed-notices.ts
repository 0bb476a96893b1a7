import { and, asc, inArray, notInArray } from 'drizzle-orm';
import { among } from '../../db/bulk.ts';
import { dutyInstances } from '../../db/schema/index.ts';
import { addMonths } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import type { Block } from '../../src/cards/block.ts';
import { button, buttons, list, note, text as paragraph } from '../../src/cards/elements.ts';
import { bold } from '../../src/cards/rich.ts';
import { type DutyInstance, isStill, stillStates } from '../../src/duties/instance.ts';
import { toInstance } from '../../src/duties/store.ts';
import { isOfTerm, noticesSent } from '../../src/duties/term-notices.ts';
import { orgsWith } from '../../src/engine/access.ts';
import type { ActorContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { noticeMonths } from './steps.ts';
import { text } from './text.ts';

const mostButtons = 5;

/** Whether this person drafts letters for the committee over a branch. */
export function mayNotify(context: ActorContext, branch: string): boolean {
  const over = context.directory.organCommitteeOf(branch)?.code;
  return over !== undefined && orgsWith(context, 'urge').includes(over);
}

/** Of a committee with branches below: each whose notice is due and was not sent, with the press that drafts it. */
export async function owedNotices(context: ActorContext, org: string): Promise<readonly Block[]> {
  const { directory, today, calendar } = context;
  if (!orgsWith(context, 'urge').includes(org)) return [];
  const branches = directory.branchesUnder(org).filter(({ code }) => mayNotify(context, code));
  const owed = (
    await openElections(
      context,
      branches.map(({ code }) => code),
    )
  ).filter(({ eventOn, heldBy }) => (eventOn ?? heldBy) <= addMonths(today, noticeMonths));
  if (owed.length === 0) return [];
  const branchOf = ({ orgCode }: DutyInstance): string => shortOrgName(directory, orgCode);
  const shown = owed.slice(0, mostButtons);
  return [
    paragraph(bold(text.noticesOwed(owed.length))),
    list(
      shown.map((one) => {
        const due = calendar.shift(addMonths(one.eventOn ?? one.heldBy, -noticeMonths), 'prev');
        const late = due < today ? text.overdue(calendar.workdaysBetween(due, today)) : '';
        return text.noticeOwed(branchOf(one), formatDay(due, calendar, today)) + late;
      }),
    ),
    buttons(
      shown.map((one, at) =>
        button({
          label: text.draftFor(branchOf(one)),
          name: `notice_${at}`,
          action: 'letters.term_notice',
          payload: { instance: one.key },
          style: at === 0 ? 'primary' : 'default',
        }),
      ),
    ),
    ...(owed.length > shown.length ? [note(text.noticeMore(owed.length - shown.length))] : []),
  ];
}

/** Elections still to be held in these branches about which nobody was notified, the nearest end first. */
async function openElections(
  { tx }: ActorContext,
  branches: readonly string[],
): Promise<readonly DutyInstance[]> {
  if (branches.length === 0) return [];
  const { orgCode, duty, subject, heldBy, key, state } = dutyInstances;
  const elections = (
    await tx
      .select()
      .from(dutyInstances)
      .where(
        and(
          among(orgCode, branches),
          inArray(duty, ['branch_election']),
          notInArray(state, [...stillStates]),
        ),
      )
      .orderBy(asc(heldBy), asc(key))
  ).map(toInstance);
  const notices = await tx
    .select({ subject, state, period: dutyInstances.period })
    .from(dutyInstances)
    .where(and(among(subject, branches), inArray(duty, ['term_notice'])));
  const sent = await noticesSent(
    tx,
    elections.map((one) => one.key),
  );
  const isNotified = (one: DutyInstance): boolean =>
    sent.has(one.key) ||
    notices.some(
      (notice) =>
        notice.subject === one.orgCode &&
        isStill(notice.state as DutyInstance['state']) &&
        isOfTerm(notice, one),
    );
  return elections.filter((one) => !isNotified(one));
}
