import { addMonths, type Day } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import { type ActorContext, askBack, type Outcome } from '../../src/engine/index.ts';
import type { TermNoticeFacts } from '../../src/exports/letters/term-notice.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { electionsOf } from './queries.ts';
import { authorOver } from './subject.ts';
import { text } from './text.ts';
import { keepLetter } from './urge.ts';

/** The request is due four months before the term ends (duties.md b.3, E_TERM). */
const requestMonths = 4;
const replyDays = 10;

/** `/文书 换届提醒函 支部`: a draft about the term of a branch below the own committee. */
export async function draftTermNotice(context: ActorContext, rest: string): Promise<Outcome | Refusal> {
  const { directory, tx, calendar, today, catalogue } = context;
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
  const author = authorOver(context, election.orgCode);
  const branch = directory.org(election.orgCode);
  if (!author || !branch) return refuse('no_branch', text.no.noBranch(rest));
  const end = endOf(election);
  const asked = calendar.shift(addMonths(end, -requestMonths), 'prev');
  const replyBy = calendar.addWorkdays(today, replyDays);
  const facts: TermNoticeFacts = {
    org: branch.name,
    shortOrg: shortOrgName(directory, branch.code),
    electedOn: branch.electedOn,
    termYears: branch.termYears,
    termEnd: end,
    clause: catalogue.get('branch_election').source[0]?.clause ?? '',
    requestBy: asked > replyBy ? asked : replyBy,
    replyBy,
    contact: author.contact,
    sender: author.sender,
    on: today,
  };
  return keepLetter(context, author, election.number, {
    kind: 'term_notice',
    addressee: branch.code,
    instanceKey: election.key,
    item: `${shortOrgName(directory, branch.code)}${catalogue.get('branch_election').name.zh}`,
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
