import { partsOf } from '../../src/calendar/day.ts';
import { readPeriod } from '../../src/calendar/zh-dates-periods.ts';
import { buildCard } from '../../src/cards/card.ts';
import { button, buttons, note, text as paragraph } from '../../src/cards/elements.ts';
import { pageOf, pager } from '../../src/cards/pages.ts';
import { shorten } from '../../src/cards/rich.ts';
import { isRefusal, type Refusal, refuse } from '../../src/core/errors.ts';
import { type DutyInstance, isSettled } from '../../src/duties/instance.ts';
import { ledgerScope } from '../../src/duties/ledgers/scope.ts';
import { orgsWith, postsWith } from '../../src/engine/access.ts';
import type { Action, ActorContext, Outcome } from '../../src/engine/index.ts';
import { orgNamed } from '../../src/org/org-named.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import type { Org } from '../../src/org/types.ts';
import { drafterOf } from './drafters.ts';
import { sentLists } from './queries.ts';
import { rowBlocks } from './row-blocks.ts';
import { text } from './text.ts';
import { instancesOfYear, yearRows } from './year-rows.ts';

const rowsPerPage = 12;
/** A list of another age is not asked for in earnest, and the calendar knows nothing of it. */
const yearsAround = 5;

/** `/清单 [年份] [支部]`: everything an organisation owes in a year, with how far it is. */
export async function listByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const named = readPeriod(line, context.today);
  const year = named ? Number(named.period.slice(0, 4)) : partsOf(context.today).year;
  const words = (named?.rest ?? line).trim();
  const org = listedOrg(context, words);
  if (isRefusal(org)) return org;
  if (Math.abs(year - partsOf(context.today).year) > yearsAround) return refuse('year', text.no.year);
  return { reply: await listCard(context, org, year, 0) };
}

/** Another page; asked anew with the rights of that moment. */
export const turnList: Action = async (context, { payload }) => {
  const org = listedOrg(context, String(payload.org));
  if (isRefusal(org)) return org;
  return { card: await listCard(context, org, Number(payload.year), payload.page) };
};

function listedOrg(context: ActorContext, words: string): Org | Refusal {
  const { directory, actor, today } = context;
  const own = orgsWith(context, 'agenda');
  const posts = postsWith('agenda');
  if (own.length === 0) return refuse('not_yours', text.no.notReader(posts));
  const { rows, counts } = ledgerScope(directory, actor.code, today);
  const visible = [...new Set([...own, ...rows, ...counts])];
  const code = words === '' ? own[0] : orgNamed(directory, visible, words);
  const org = directory.org(code ?? '');
  return org ?? refuse('unknown_org', text.no.noSuchOrg(shorten(words, 20), posts));
}

async function listCard(context: ActorContext, org: Org, year: number, at: unknown): Promise<object> {
  const { directory, actor, today } = context;
  const known = await instancesOfYear(context.tx, org.code, year);
  const { rows } = ledgerScope(directory, actor.code, today);
  const isNear = rows.includes(org.code) || orgsWith(context, 'agenda').includes(org.code);
  const all = isNear ? await yearRows(context, org, year, known) : undefined;
  const off = all?.filter((row) => row.isOff) ?? [];
  const owed = all?.filter((row) => !row.isOff) ?? [];
  const page = all && pageOf([...owed, ...off], at, rowsPerPage);
  const name = shortOrgName(directory, org.code);
  const sent = isNear ? await sentLists(context.tx, { org: org.code, year: String(year) }) : [];
  const done = sent.filter(({ confirmedAt }) => confirmedAt !== null).length;
  const blocks = page
    ? [
        paragraph(page.shown.length === 0 ? text.nothing : text.count(owed.length, off.length)),
        ...rowBlocks(context, page.shown),
        ...pager(page, {
          action: 'lists.page',
          payload: { org: org.code, year },
          previous: text.previous,
          next: text.nextPage,
        }),
        ...(sent.length > 0 ? [paragraph(text.confirmedLine(done, sent.length))] : []),
        ...(drafterOf(context, org.code)
          ? [
              buttons([
                button({
                  label: text.openDraft,
                  name: 'open_draft',
                  action: 'lists.open',
                  payload: { org: org.code, year: String(year) },
                }),
              ]),
            ]
          : []),
        note(text.source),
      ]
    : [paragraph(numbersOf(known))];
  return buildCard({
    title: text.cardTitle(String(year)),
    subtitle: name,
    tone: 'info',
    summary: text.summary(String(year), name),
    blocks,
  });
}

/** For the leading group and the work committee: numbers, no items (duties.md f.2). */
function numbersOf(known: readonly DutyInstance[]): string {
  const counted = known.filter(({ state }) => state !== 'not_applicable' && state !== 'void');
  const done = counted.filter(({ state }) => isSettled(state)).length;
  const late = counted.filter(({ state }) => state === 'overdue').length;
  return text.numbersOnly(done, counted.length, late);
}
