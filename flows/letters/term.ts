import { dutyRecords } from '../../db/schema/index.ts';
import { addMonths, type Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { type DutyInstance, isSettled, isStill } from '../../src/duties/instance.ts';
import { lockInstances } from '../../src/duties/store.ts';
import { isOfTerm, noticesSent } from '../../src/duties/term-notices.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  type Effect,
  type Outcome,
} from '../../src/engine/index.ts';
import type { TermNoticeFacts } from '../../src/exports/letters/term-notice.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { officialBasis } from '../../src/text/regulations.ts';
import { electionsOf, type Letter, lockDraft, noticesAbout } from './queries.ts';
import { authorOver } from './subject.ts';
import { text } from './text.ts';
import { keepLetter, renewDraft } from './urge.ts';

/** The request is due four months before the term ends (duties.md b.3, E_TERM). */
const requestMonths = 4;
const replyDays = 10;

/** `/文书 换届提醒函 支部`: a draft about the term of a branch below the own committee. */
export async function draftTermNotice(context: ActorContext, rest: string): Promise<Outcome | Refusal> {
  const { directory, tx, today } = context;
  const issuers = orgsWith(context, 'urge');
  if (issuers.length === 0) return refuse('not_yours', text.no.notYours(postsWith('urge')));
  const below = issuers.flatMap((issuer) => directory.branchesUnder(issuer).map(({ code }) => code));
  const open = (await electionsOf(tx, below)).filter(
    ({ state, orgCode }) => !isSettled(state) && authorOver(context, orgCode) !== undefined,
  );
  const named = rest === '' ? open : open.filter((election) => isNamed(context, election, rest));
  const [election] = named;
  if (!election) {
    return rest === ''
      ? refuse('no_elections', text.no.noElections)
      : refuse('no_branch', text.no.noBranch(rest));
  }
  if (named.length > 1) {
    return askBack(
      text.askBranch,
      named.map((one) => ({
        label: text.branch(shortOrgName(directory, one.orgCode), formatDay(endOf(one), undefined, today)),
        line: text.paperLine(`${text.kinds.term_notice} ${one.number}`),
      })),
    );
  }
  return draftFor(context, election);
}

/** 起草换届提醒函 on a digest and on the card of the terms: about the branch whose notice is owed. */
export const pressTermNotice: Action = async (context, { payload }) => {
  const [owed] = await lockInstances(context.tx, [String(payload.instance)]);
  const branch = owed?.subject ?? owed?.orgCode;
  const [election] = (await electionsOf(context.tx, branch === undefined ? [] : [branch])).filter(
    ({ state }) => !isSettled(state),
  );
  if (!owed || !election) return refuse('gone', text.no.gone);
  const [latest] = await noticesAbout(context.tx, election.orgCode);
  const isSent = (await noticesSent(context.tx, [election.key])).has(election.key);
  if (isSent || (latest && isOfTerm(latest, election) && isStill(latest.state))) {
    return refuse('settled', text.no.noticeDone);
  }
  return draftFor(context, election);
};

/** One draft at a time: what has not been sent keeps its number, with the facts of today. */
async function draftFor(context: ActorContext, election: DutyInstance): Promise<Outcome | Refusal> {
  const { directory, tx, calendar, today, catalogue } = context;
  const author = authorOver(context, election.orgCode);
  const branch = directory.org(election.orgCode);
  if (!author || !branch) return refuse('not_yours', text.no.notYours(postsWith('urge')));
  const end = endOf(election);
  const asked = calendar.shift(addMonths(end, -requestMonths), 'prev');
  const replyBy = calendar.addWorkdays(today, replyDays);
  const facts: TermNoticeFacts = {
    org: branch.name,
    shortOrg: shortOrgName(directory, branch.code),
    electedOn: branch.electedOn,
    termYears: branch.termYears,
    termEnd: end,
    basis: officialBasis(catalogue.get('branch_election').source),
    requestBy: asked > replyBy ? asked : replyBy,
    replyBy,
    contact: author.contact,
    sender: author.sender,
    on: today,
  };
  const about = { issuer: author.issuer, instanceKey: election.key, kind: 'term_notice' } as const;
  const draft = await lockDraft(tx, about);
  if (draft) return renewDraft(context, draft, { facts, replyBy });
  return keepLetter(context, author, election.number, {
    kind: 'term_notice',
    addressee: branch.code,
    instanceKey: election.key,
    item: text.termItem(shortOrgName(directory, branch.code)),
    facts,
    replyBy,
  });
}

function endOf({ eventOn, heldBy }: DutyInstance): Day {
  return eventOn ?? heldBy;
}

function isNamed({ directory }: ActorContext, { orgCode, number }: DutyInstance, typed: string): boolean {
  const name = directory.org(orgCode)?.name ?? '';
  return number === typed.toUpperCase() || orgCode === typed.toUpperCase() || name.includes(typed);
}

/** The notice that is owed six months ahead is done with the letter: nobody enters it twice. */
export async function settleNotice(
  { tx, actor, now, today }: ActorContext,
  { addressee, number, paper }: Letter,
  on: Day,
): Promise<readonly Effect[]> {
  const owed = (await noticesAbout(tx, addressee ?? '')).find(({ state }) => !isStill(state));
  if (!owed) return [];
  const note = paper ?? number;
  await tx
    .insert(dutyRecords)
    .values({ instanceKey: owed.key, heldOn: on, note, by: actor.code, onBehalf: false, at: now });
  const event = { type: 'record', heldOn: on, on: today, at: now } as const;
  return [{ do: 'transition', instance: owed.key, event }];
}
