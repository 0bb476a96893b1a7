import { eq } from 'drizzle-orm';
import { dutyInstances } from '../../db/schema/index.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import { type LifecycleEvent, transition } from '../../src/duties/lifecycle.ts';
import { ownerRoute } from '../../src/duties/route.ts';
import { lockInstances, toInstance } from '../../src/duties/store.ts';
import {
  type Action,
  type ActorContext,
  type Effect,
  formWords,
  type Outcome,
} from '../../src/engine/index.ts';
import { unmarkSubjects } from '../../src/engine/marking.ts';
import { nextSendingTime } from '../../src/notices/windows.ts';
import { canSee } from '../../src/org/scope.ts';
import { postName } from '../../src/org/terms.ts';
import { mayLook, nextWaiting, tableFor, waitingTable } from './inbox.ts';
import { judgeVersion, latestVersion, type PaperVersion, readPaperId } from './papers.ts';
import { readingEffects, readingKeys, waitingVersion } from './reading.ts';
import { reviewCard } from './review-cards.ts';
import { barredFrom, correctionDays, isReasonShort, readersOf, readVerdict, type Verdict } from './rules.ts';
import { isNamed, itemOf, type Subject, subjectOf, unknown } from './subject.ts';
import { templates } from './templates.ts';
import { type ReturnCode, returnCodes, text } from './text.ts';

const longestComment = 500;

/** `/核验 编号 通过|退回 [原因]`; with a number alone the paper to read, without anything all that waits. */
export async function acceptByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const typed = line.trim();
  if (typed === '') return (await waitingTable(context)) ?? refuse('nothing', text.no.noTable);
  const [, number, rest = ''] = /^([A-Z0-9]+-[A-Z]{2}-[A-Z0-9-]+)\s*[,，:：]?\s*(.*)$/isu.exec(typed) ?? [];
  if (number === undefined) {
    const kind = [...templates.keys()].find((id) => isNamed(context, id, typed));
    const table = kind === undefined ? undefined : await tableFor(context, kind, undefined);
    return table ?? refuse('missing_number', text.no.missingNumber);
  }
  const [row] = await context.tx
    .select()
    .from(dutyInstances)
    .where(eq(dutyInstances.number, number.toUpperCase()));
  const instance = row && toInstance(row);
  if (!instance || !canSee(context.directory, context.actor.code, instance.orgCode, context.today)) {
    return unknown(number.toUpperCase());
  }
  if (instance.rules.acceptedBy === 'issuer') return refuse('by_issuer', text.no.byIssuer);
  if (instance.rules.acceptedBy && !templates.has(instance.duty)) {
    return refuse('by_request', text.no.byRequest);
  }
  // Of statements there are many behind one number.
  if (instance.rules.coverage !== undefined) {
    return (await tableFor(context, instance.duty, instance.period)) ?? unknown(number.toUpperCase());
  }
  const found = await lockForReading(context, instance.key);
  if ('refused' in found) return found;
  if (rest.trim() === '') return lookAt(context, found);
  const verdict = readVerdict(rest.trim());
  if (verdict === undefined) return refuse('missing_verdict', text.no.missingVerdict);
  const given = await giveVerdict(context, found, verdict, 'command');
  return 'refused' in given ? given : { reply: given.card, effects: given.effects, isPersonal: true };
}

interface Waiting {
  readonly subject: Subject;
  readonly version: PaperVersion;
  readonly locked: Awaited<ReturnType<typeof lockInstances>>;
}

/** The paper with its reader's own duties, locked together, in one order everywhere. */
async function lockForReading(context: ActorContext, paperId: string): Promise<Waiting | Refusal> {
  const { instance: key, person } = readPaperId(paperId);
  const reading = readingKeys(context, key);
  const before = await latestVersion(context.tx, paperId);
  const version = before?.version ?? 1;
  const locked = await lockInstances(context.tx, [
    key,
    ...(reading ? [reading.periodic, reading.own({ version }), reading.own({ version: version + 1 })] : []),
  ]);
  const instance = locked.find((one) => one.key === key);
  const subject = instance && subjectOf(context, instance, person);
  if (!subject) return unknown(key.split('/')[0] ?? '');
  const waiting = (await waitingVersion(context, subject)) ?? (await latestVersion(context.tx, paperId));
  if (!waiting) return refuse('not_waiting', text.no.notWaiting(itemOf(context, subject.instance)));
  return { subject, version: waiting, locked };
}

/** Whether this person reads it; nobody reads his or her own. */
function checkReader(context: ActorContext, { subject, version }: Waiting): Refusal | undefined {
  const { directory, actor, today } = context;
  const { instance, person, template } = subject;
  const barred = barredFrom(directory, instance, { person, filedBy: version.filedBy }, today);
  const readers = readersOf(directory, template, instance, barred, today);
  if (readers?.people.some(({ code }) => code === actor.code)) return undefined;
  if (barred.has(actor.code) && (person === undefined || person === actor.code)) {
    return refuse('own_paper', text.no.ownPaper);
  }
  const posts = (readers?.posts ?? []).map((post) => postName(post)).join(text.and);
  return person === undefined && canSee(directory, actor.code, instance.orgCode, today)
    ? refuse('not_reader', text.no.notReader(posts))
    : unknown(instance.number);
}

/** To its reader with the answers there are; to others who see the organisation by name, only to read. */
async function lookAt(context: ActorContext, found: Waiting): Promise<Outcome | Refusal> {
  const { subject, version } = found;
  const refusal = checkReader(context, found);
  if (refusal && !mayLook(context, subject)) return refusal;
  const next = await nextWaiting(context, subject.paperId);
  return {
    reply: reviewCard(context, subject, version, next, !refusal),
    effects: lookEffects(context, subject),
    isPersonal: true,
  };
}

/** A look at somebody's own statement leaves a trace (duties.md f.3). */
function lookEffects({ actor }: ActorContext, { instance, person, paperId }: Subject): readonly Effect[] {
  if (person === undefined) return [];
  const entry = { org: instance.orgCode, channel: 'card', object: paperId, actor: actor.code } as const;
  return [{ do: 'audit', entry: { ...entry, action: 'look_paper' } }];
}

/** A choice in the table, and 看下一份. */
export const lookPaper: Action = async (context, click) => {
  const found = await lockForReading(context, String(click.option ?? click.payload.paper));
  if ('refused' in found) return found;
  const outcome = await lookAt(context, found);
  return 'refused' in outcome || click.payload.here !== true
    ? outcome
    : { card: outcome.reply, effects: outcome.effects };
};

/** 已阅并回复 and 退回补正 on the reader's card. */
export const reviewForm: Action = async (context, click) => {
  const found = await lockForReading(context, String(click.payload.paper));
  if ('refused' in found) return found;
  const words = (name: string): string => formWords(click.form[name]);
  const isReturn = click.payload.verdict === 'return';
  const code = returnCodes.find((one) => one === click.form.code);
  if (isReturn && code === undefined) return refuse('no_code', text.no.noCode);
  const verdict: Verdict = isReturn
    ? { kind: 'returned', code: code as ReturnCode, words: words('words') }
    : { kind: 'read', comment: words('comment') };
  const given = await giveVerdict(context, found, verdict, 'card');
  if ('refused' in given) return given;
  return {
    card: given.card,
    effects: given.effects,
    toast: { tone: 'success', text: isReturn ? text.returnedToast : text.acceptedToast },
  };
};

async function giveVerdict(
  context: ActorContext,
  found: Waiting,
  verdict: Exclude<Verdict, undefined>,
  channel: 'card' | 'command',
): Promise<{ readonly card: object; readonly effects: readonly Effect[] } | Refusal> {
  const { tx, actor, now, today, calendar } = context;
  const { subject, version } = found;
  const { instance, paperId, person } = subject;
  const refusal = checkReader(context, found);
  if (refusal) return refusal;
  const next = await nextWaiting(context, paperId);
  // A second press, or somebody else was quicker: the card shows what holds.
  if (version.verdict !== null) {
    return channel === 'card'
      ? { card: reviewCard(context, subject, version, next), effects: [] }
      : refuse('not_waiting', text.no.notWaiting(itemOf(context, instance)));
  }
  if (verdict.kind === 'short_reason') return refuse('short_reason', text.no.shortReason);
  const isReturn = verdict.kind === 'returned';
  if (isReturn && isReasonShort(verdict.code, verdict.words)) {
    return refuse('short_reason', text.no.shortReason);
  }
  const comment = isReturn ? verdict.words : verdict.comment;
  if ([...comment].length > longestComment) return refuse('too_long', text.no.longComment);
  const judged = {
    verdict: verdict.kind,
    returnCode: isReturn ? verdict.code : null,
    comment: comment === '' ? null : comment,
    reviewedBy: actor.code,
    reviewedAt: now,
  };
  await judgeVersion(tx, version, judged);
  const after: PaperVersion = { ...version, ...judged };
  const event: LifecycleEvent = isReturn
    ? { type: 'return', recordBy: calendar.addWorkdays(today, correctionDays) }
    : { type: 'accept' };
  if (isReturn && person !== undefined) await unmarkSubjects(context, instance, [person]);
  const moved =
    person === undefined ? { ...instance, ...transition(instance, event, calendar)?.changes } : instance;
  return {
    card: reviewCard(context, { ...subject, instance: moved }, after, next),
    effects: [
      ...(person === undefined ? [{ do: 'transition', instance: instance.key, event } as const] : []),
      ...(await readingEffects(context, found.locked, moved, version)),
      ...answerEffects(context, { ...subject, instance: moved }, after),
      { do: 'touch_live', kind: 'reports.paper', subject: paperId },
      {
        do: 'audit',
        entry: {
          org: instance.orgCode,
          channel,
          object: paperId,
          action: isReturn ? 'return_paper' : 'read_paper',
          actor: actor.code,
          after: { version: version.version, ...(isReturn ? { code: verdict.code } : {}) },
          reason: judged.comment ?? undefined,
        },
      },
    ],
  };
}

/** A return is told directly, a comment with the next digest; a plain 已阅 shows on the card that was filed (T6, T7). */
function answerEffects(context: ActorContext, subject: Subject, version: PaperVersion): readonly Effect[] {
  const { directory, today, now, calendar } = context;
  const { instance, paperId, person } = subject;
  const author = person === undefined ? undefined : directory.person(person);
  const hearers = author
    ? [{ person: author, post: 'member' as const }]
    : ownerRoute({ directory, instance, day: today }).hearers;
  if (version.verdict === 'returned') {
    return hearers.map(
      ({ person: { code } }): Effect => ({
        do: 'notify',
        notice: {
          key: `paper-returned:${paperId}:${version.version}:${code}`,
          kind: 'reports.returned',
          channel: 'direct',
          to: { person: code },
          subject: { paper: paperId, version: version.version },
          notBefore: nextSendingTime(now, calendar),
        },
      }),
    );
  }
  if (version.comment === null) return [];
  return [
    {
      do: 'lines',
      lines: hearers.map(({ person: { code }, post }) => ({
        kind: 'report' as const,
        instanceKey: instance.key,
        stage:
          version.version === 1 && !author ? 'read' : `read${version.version}${author ? author.code : ''}`,
        person: code,
        orgCode: instance.orgCode,
        duty: instance.duty,
        period: instance.period,
        post,
        facts: { report: 'read', words: version.comment, number: instance.number, heldBy: instance.heldBy },
      })),
    },
  ];
}
