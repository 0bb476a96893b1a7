import { addDays, type Day } from '../../src/calendar/day.ts';
import { formatDay, formatDayTime } from '../../src/calendar/format.ts';
import type { Block, Field } from '../../src/cards/block.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, facts, note, text as paragraph, rule } from '../../src/cards/elements.ts';
import { choice, date, form, textInput } from '../../src/cards/form.ts';
import { bold, type RichPart } from '../../src/cards/rich.ts';
import { isNeedless } from '../../src/duties/approvals.ts';
import { type DutyInstance, reasonCodes } from '../../src/duties/instance.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { noticeButtons } from '../../src/engine/notice-buttons.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { postName } from '../../src/org/terms.ts';
import type { Person } from '../../src/org/types.ts';
import { reasonNames } from '../../src/text/reasons.ts';
import type { Asked, DutyRequest } from './requests.ts';
import { itemOf, type Wish } from './subject.ts';
import { text } from './text.ts';

type View = Pick<FlowContext, 'today' | 'calendar' | 'directory' | 'catalogue'>;
type Fact = readonly [label: string, value: RichPart];

/** The fields of a request, with what is known filled in. */
export function askForm(context: View, instance: DutyInstance, { kind, day, code, words }: Wish): object {
  const item = itemOf(context, instance);
  // A fault of the system gives days back; it is no reason to let a duty go.
  const codes = reasonCodes.filter((one) => kind === 'extend' || one !== 'system_fault');
  const fields: readonly Field[] = [
    ...(kind === 'extend' ? [date({ name: 'day', label: text.newDay, required: true, value: day })] : []),
    ...(kind === 'void'
      ? []
      : [
          choice({
            name: 'code',
            label: text.code,
            required: true,
            placeholder: text.chooseCode,
            options: codes.map((value) => ({ value, label: reasonNames[value] })),
            value: code,
          }),
        ]),
    textInput({
      name: 'words',
      label: text.words,
      required: kind === 'void',
      multiline: true,
      maxLength: 200,
      value: words,
    }),
  ];
  const send = button({
    label: text.send,
    name: 'send',
    action: 'extensions.submit',
    payload: { kind, instance: instance.key },
    style: 'primary',
  });
  return buildCard({
    title: text.formTitle[kind],
    subtitle: text.subtitle(shortOrgName(context.directory, instance.orgCode), item),
    tone: 'info',
    summary: text.formSummary(item),
    blocks: [
      facts(dueFacts(context, instance)),
      form('request', fields, [send]),
      ...(kind === 'extend' ? [note(text.faultHint)] : []),
    ],
    footnote: footnote(context, instance),
  });
}

function dueFacts({ calendar, today }: View, instance: DutyInstance): readonly Fact[] {
  const { heldBy, originalHeldBy } = instance;
  return [
    [text.due, formatDay(heldBy, calendar, today)],
    ...(originalHeldBy === null
      ? []
      : [[text.originalDue, formatDay(originalHeldBy, calendar, today)] as const]),
  ];
}

function footnote({ catalogue }: View, instance: DutyInstance): string {
  const clause = catalogue.get(instance.duty).source[0]?.clause ?? '';
  return `${clause} · ${text.number} ${instance.number}`;
}

/** What is asked for, in words that fit the kind. */
function wishOf({ calendar, today }: View, { kind, newDay }: DutyRequest, instance: DutyInstance): string {
  const show = (day: Day): string => formatDay(day, calendar, today);
  if (kind === 'online') return text.online;
  if (newDay !== null && (kind === 'elect' || kind === 'result')) return text.approval[kind](show(newDay));
  if (kind === 'waive' || kind === 'void' || newDay === null) return kind === 'void' ? text.void : text.waive;
  if (kind === 'system_fault') return text.fault(show(addDays(instance.heldBy, 1)), show(newDay));
  return text.move(show(instance.heldBy), show(newDay), calendar.workdaysBetween(instance.heldBy, newDay));
}

/** How a meeting is counted is no matter of being in time. */
function isMarkedLate({ kind, isAfterDue }: DutyRequest): boolean {
  return isAfterDue && kind !== 'online';
}

function reasonOf({ code, reason }: DutyRequest): string {
  if (code === 'other') return reason;
  const name = reasonNames[code];
  return reason === '' || reason === name ? name : `${name}：${reason}`;
}

function reasonFacts(request: DutyRequest): readonly Fact[] {
  const reason = reasonOf(request);
  return reason === '' ? [] : [[text.reason, reason]];
}

/** To the person who asked: with whom it is now. */
export function sentCard(context: View, { request, instance }: Asked, deciders: readonly Person[]): object {
  const item = itemOf(context, instance);
  const names = deciders.map(({ name }) => name).join(text.list);
  const withdraw = button({
    label: text.withdraw,
    name: 'withdraw',
    action: 'extensions.withdraw',
    payload: { request: request.id },
  });
  return buildCard({
    title: text.sentTitle,
    subtitle: text.subtitle(shortOrgName(context.directory, instance.orgCode), item),
    tone: 'info',
    tag: isMarkedLate(request) ? text.afterDue : undefined,
    summary: text.sentTitle,
    blocks: [
      paragraph(
        request.kind === 'online'
          ? text.onlineSentTo(names, postName(request.deciderPost))
          : text.sentTo(names, postName(request.deciderPost)),
      ),
      facts([[text.asked, wishOf(context, request, instance)], ...reasonFacts(request)]),
      buttons([withdraw]),
    ],
    footnote: footnote(context, instance),
  });
}

export function withdrawnCard(context: View, { request, instance }: Asked): object {
  const still = request.kind === 'online' ? text.onlineWithdrawn : text.withdrawn;
  return buildCard({
    title: text.withdrawnTitle,
    subtitle: text.subtitle(shortOrgName(context.directory, instance.orgCode), itemOf(context, instance)),
    tone: 'closed',
    summary: text.withdrawnTitle,
    blocks: [paragraph(isNeedless(request, instance) ? text.withdrawnNeedless : still)],
    footnote: footnote(context, instance),
  });
}

/** Settled otherwise while it waited. */
export function needlessCard(context: View, { request, instance }: Asked): object {
  return buildCard({
    title: text.needlessTitle,
    subtitle: text.subtitle(shortOrgName(context.directory, instance.orgCode), itemOf(context, instance)),
    tone: 'closed',
    summary: text.needlessTitle,
    blocks: [
      paragraph(isNeedless(request, instance) ? text.needless : text.overtaken),
      facts([[text.asked, wishOf(context, request, instance)], ...reasonFacts(request)]),
    ],
    footnote: footnote(context, instance),
  });
}

/** More would not be read to its end; the next ones move up when these are decided. */
const mostAtOnce = 4;

/** To a person who decides: whatever waits, each with its own answer; below it what was decided meanwhile. */
export function waitingCard(context: View, org: string, asked: readonly Asked[]): object {
  const waiting = asked.filter(({ request }) => request.state === 'pending');
  const decided = asked.filter(({ request }) => request.state !== 'pending');
  const [first] = waiting;
  const rest = waiting.length - mostAtOnce;
  return buildCard({
    title: first ? text.waitingTitle : text.nothingTitle,
    subtitle: shortOrgName(context.directory, org),
    tone: first ? 'due' : 'done',
    tag: first ? text.waitingTag(waiting.length) : undefined,
    summary: first ? text.waitingSummary(waiting.length, headingOf(context, first)) : text.nothingSummary,
    blocks: [
      ...waiting
        .slice(0, mostAtOnce)
        .flatMap((one, at) => [...(at > 0 ? [rule()] : []), ...waitingBlocks(context, one, at)]),
      ...(rest > 0 ? [note(text.more(rest))] : []),
      ...decided.slice(-mostAtOnce).map((one) => decidedBlock(context, one)),
      buttons(noticeButtons('requests', { instances: shownOf(waiting, decided) })),
    ],
  });
}

/** The items on the card, those that wait first. */
function shownOf(waiting: readonly Asked[], decided: readonly Asked[]): readonly string[] {
  const shown = [...waiting.slice(0, mostAtOnce), ...decided.slice(-mostAtOnce)];
  return [...new Set(shown.map(({ instance }) => instance.key))];
}

function headingOf(context: View, { request, instance }: Asked): string {
  const org = shortOrgName(context.directory, instance.orgCode);
  return text.heading(text.kind[request.kind], org, itemOf(context, instance));
}

function waitingBlocks(context: View, asked: Asked, at: number): readonly Block[] {
  const { request, instance } = asked;
  const verdict = (value: 'agree' | 'refuse') =>
    button({
      label: text[value],
      name: `${value}_${at}`,
      action: 'extensions.decide',
      payload: { request: request.id, verdict: value },
      style: value === 'agree' ? 'primary' : 'default',
    });
  const requester = context.directory.person(request.requestedBy)?.name ?? '';
  const fields: readonly Field[] = [
    ...dayField(context, request, at),
    textInput({ name: `answer_${at}`, label: text.refuseReason, maxLength: 200 }),
  ];
  return [
    paragraph(bold(headingOf(context, asked))),
    facts([
      [text.asked, wishOf(context, request, instance)],
      ...reasonFacts(request),
      ...(instance.explanation === null || instance.escalation === 'E_PRIVATE'
        ? []
        : [[text.explanationLabel, instance.explanation] as const]),
      [text.number, instance.number],
    ]),
    note([text.from(requester), ...(isMarkedLate(request) ? [text.afterDue] : [])].join('；')),
    form(`request_${at}`, fields, [verdict('agree'), verdict('refuse')]),
  ];
}

/** Of an extension the day to which it is granted; of an approval its own day, which may lie behind. */
function dayField({ today }: View, { kind, newDay }: DutyRequest, at: number): readonly Field[] {
  const name = `day_${at}`;
  if (kind === 'elect' || kind === 'result') return [date({ name, label: text.approvalDay, value: today })];
  return kind === 'extend' && newDay !== null ? [date({ name, label: text.grantDay, value: newDay })] : [];
}

function decidedBlock(context: View, asked: Asked): Block {
  const { request } = asked;
  const state = request.state === 'pending' ? '' : text.decided[request.state];
  const by = request.decidedBy === null ? undefined : context.directory.person(request.decidedBy);
  const when = request.decidedAt ? formatDayTime(request.decidedAt, undefined, context.today) : '';
  const granted = request.state === 'approved' ? grantOf(context, asked) : '';
  const parts = [state, granted, by ? text.decidedBy(by.name, when) : ''].filter((part) => part !== '');
  return facts([[headingOf(context, asked), parts.join('；')]]);
}

/** What holds from now on. */
function grantOf({ calendar, today }: View, { request, instance }: Asked): string {
  const show = (day: Day): string => formatDay(day, calendar, today);
  const { kind, grantedDay } = request;
  if (kind === 'waive' || kind === 'void' || kind === 'online') return text.granted[kind];
  if (grantedDay === null) return '';
  if (kind === 'elect' || kind === 'result') return text.granted[kind](show(grantedDay));
  return kind === 'extend'
    ? text.grantedTo(show(grantedDay))
    : text.granted.fault(show(addDays(instance.heldBy, 1)), show(grantedDay));
}

/** The one answer to the person who asked. */
export function answerCard(context: View, asked: Asked): object {
  const { request, instance } = asked;
  const isApproved = request.state === 'approved';
  const by = request.decidedBy === null ? undefined : context.directory.person(request.decidedBy);
  const due =
    request.kind === 'online'
      ? text.onlineRefused
      : text.keepsDue(
          formatDay(instance.heldBy, context.calendar, context.today),
          context.today > instance.heldBy,
        );
  const isUnasked = request.kind === 'online' && request.decidedBy === request.requestedBy;
  const title = isUnasked ? text.onlineTitle : text.decidedTitle[isApproved ? 'approved' : 'refused'];
  const result: readonly Fact[] = isApproved
    ? [[text.result, grantOf(context, asked)]]
    : [
        [text.why, request.answer ?? ''],
        [text.result, due],
      ];
  return buildCard({
    title,
    subtitle: text.subtitle(shortOrgName(context.directory, instance.orgCode), itemOf(context, instance)),
    tone: isApproved ? 'done' : 'info',
    tag: isMarkedLate(request) ? text.afterDue : undefined,
    summary: title,
    blocks: [
      facts([
        ...result,
        [
          text.decider,
          text.decidedBy(
            by?.name ?? '',
            formatDayTime(request.decidedAt ?? request.createdAt, undefined, context.today),
          ),
        ],
      ]),
    ],
    footnote: footnote(context, instance),
  });
}
