import { addMonths, type Day, isDay } from '../../src/calendar/day.ts';
import { formatDay } from '../../src/calendar/format.ts';
import type { Period } from '../../src/calendar/periods.ts';
import { shorten } from '../../src/cards/rich.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { openEvent } from '../../src/duties/planning/events.ts';
import { postsWith } from '../../src/engine/access.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  formWords,
  type Outcome,
  type Undo,
} from '../../src/engine/index.ts';
import { listingUndo, takeOffList } from '../../src/engine/unlist.ts';
import { personLabel } from '../../src/org/person-label.ts';
import { showBoard } from './board.ts';
import { draftCard, issuedCard } from './issue-cards.ts';
import { issuableBranches, issuerOver } from './people.ts';
import { countProblems, insertProblem, type Problem, unissuedLists } from './queries.ts';
import { readIssue } from './read-issue.ts';
import {
  longestProblem,
  problemId,
  quarterOf,
  rectificationItem,
  type Source,
  sources,
  subjectLength,
} from './rules.ts';
import { text } from './text.ts';

const monthsAhead = 12;

/** `/问题 支部 问题 责任人 期限`: one item to be checked and issued; without words, or with a quarter, the list. */
export async function issueByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const board = await showBoard(context, line);
  if (board) return board;
  const { directory } = context;
  const branches = issuableBranches(context);
  if (branches.length === 0) return refuse('not_yours', text.no.notIssuer(postsWith('issue')));
  const reading = readIssue(directory, line, branches, context, postsWith('issue'));
  switch (reading.kind) {
    case 'refusal':
      return reading.refusal;
    case 'which_person':
      return askBack(
        text.severalNames(reading.typed),
        reading.people.map((person) => ({
          label: personLabel(directory, person, reading.people),
          line: text.issueLine(line.replace(reading.typed, person.code)),
        })),
      );
    case 'which_day':
      return askBack(
        reading.question,
        reading.options.map(({ label, day }) => ({
          label,
          line: text.issueLine(line.replace(reading.typed, day)),
        })),
      );
    case 'wish': {
      const { wish } = reading;
      const refusal = checkProblem(wish.problem) ?? (wish.day && checkDay(context, wish.day));
      if (refusal) return refusal;
      const quarter = await quarterFor(context, issuerOver(context, wish.org) ?? '');
      return { reply: draftCard(context, wish, quarter) };
    }
    default:
      return reading satisfies never;
  }
}

async function quarterFor({ tx, today }: ActorContext, issuer: string): Promise<Period> {
  const open = await unissuedLists(tx, issuer);
  return quarterOf(
    today,
    open.map(({ period }) => period),
  );
}

function checkProblem(problem: string): Refusal | undefined {
  if (problem === '') return refuse('missing', text.no.noProblem(text.issueExample));
  return [...problem].length > longestProblem
    ? refuse('too_long', text.no.problemLong(longestProblem))
    : undefined;
}

function checkDay({ today, calendar }: ActorContext, day: Day): Refusal | undefined {
  const shown = formatDay(day, calendar, today);
  if (day <= today) return refuse('past', text.no.pastDay(shown));
  return day > addMonths(today, monthsAhead) ? refuse('too_far', text.no.farDay(shown)) : undefined;
}

/** 确认下发: from this commit on the item runs on its own clock. */
export const pressIssue: Action = async (context, { payload, form }) => {
  const org = String(payload.org);
  const { directory, calendar, today } = context;
  const issuer = issuerOver(context, org);
  if (issuer === undefined) return refuse('not_yours', text.no.notIssuer(postsWith('issue')));
  const problem = formWords(form.problem);
  const refusal = checkProblem(problem);
  if (refusal) return refusal;
  const person = directory.membersOf(org).find(({ code }) => code === form.person);
  if (!person) return refuse('missing', text.no.noPerson);
  const picked = String(form.day ?? '').slice(0, 10);
  if (!isDay(picked)) return refuse('missing', text.no.noDay);
  const late = checkDay(context, picked);
  if (late) return late;
  const source = sources.find((one) => one === form.source);
  if (!source) return refuse('missing', text.no.noSource);
  const heldBy = calendar.isWorkday(picked) ? picked : calendar.addWorkdays(picked, 1);
  const moved =
    heldBy === picked
      ? undefined
      : text.shifted(formatDay(picked, calendar, today), formatDay(heldBy, calendar, today));
  const issued = await issue(context, { org, issuer, problem, person: person.code, heldBy, source });
  if (isRefusal(issued)) return issued;
  return { ...issued, card: issuedCard(context, issued.item, moved) };
};

interface Issue {
  readonly org: string;
  readonly issuer: string;
  readonly problem: string;
  readonly person: string;
  readonly heldBy: Day;
  readonly source: Source;
}

async function issue(context: ActorContext, wish: Issue) {
  const { tx, now, today, catalogue, actor } = context;
  const duty = catalogue.find(rectificationItem);
  if (!duty) return refuse('off', text.no.notIssuer(postsWith('issue')));
  const { org, issuer, heldBy, person } = wish;
  const quarter = await quarterFor(context, issuer);
  const count = await countProblems(tx, org, quarter);
  const { instance } = await openEvent(context, duty, {
    id: problemId(quarter, count + 1),
    org,
    on: today,
    heldBy,
    assignee: person,
    issuer,
    subject: shorten(wish.problem, subjectLength),
  });
  const problem: Problem = {
    instanceKey: instance.key,
    orgCode: org,
    issuer,
    quarter,
    problem: wish.problem,
    source: wish.source,
    raisedOn: today,
    issuedBy: actor.code,
    issuedAt: now,
    measure: null,
    proof: null,
    filedBy: null,
    filedAt: null,
    verdict: null,
    comment: null,
    judgedBy: null,
    judgedOn: null,
  };
  await insertProblem(tx, problem);
  const item = { problem, instance };
  const outcome: Outcome = {
    toast: { tone: 'success', text: text.issuedToast },
    undo: listingUndo('rectification.issue', instance),
    effects: [
      {
        do: 'audit',
        entry: {
          org,
          channel: 'card',
          object: instance.key,
          action: 'issue_problem',
          actor: actor.code,
          after: { issuer, heldBy, person, source: wish.source },
        },
      },
    ],
  };
  return { ...outcome, item };
}

export const undoIssue: Undo = async (context, payload) => {
  const outcome = await takeOffList(context, payload, text.withdrawn);
  return typeof outcome === 'string' ? refuse(outcome, text.no[outcome]) : outcome;
};
