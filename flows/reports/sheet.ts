import { formatPeriod } from '../../src/calendar/format.ts';
import { type Period, periodStart } from '../../src/calendar/periods.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import {
  type Action,
  type ActorContext,
  composeEach,
  type Outcome,
  sentenceCard,
} from '../../src/engine/index.ts';
import { xlsx } from '../../src/exports/sheet.ts';
import type { Composed } from '../../src/notices/notice.ts';
import { shortOrgName } from '../../src/org/short-name.ts';
import { tableOf } from './inbox.ts';
import { notBegun } from './subject.ts';
import { countCells, reportCells } from './table.ts';
import { templates } from './templates.ts';
import { text } from './text.ts';

/** What the notice carries: the file is drawn up when it leaves, for the eyes of whoever asked. */
type SheetWish = { readonly duty: string; readonly period: Period; readonly reader: string };

const widths = [24, 14, 14, 12, 40, 14, 8, 10];
const countWidths = [24, 8, 8, 8, 8, 8, 8, 14, 10, 14, 10, 16];

/** 下载表格 under the table. */
export const sheetByPress: Action = async (context, { payload }) => {
  const asked = await askSheet(context, String(payload.duty), String(payload.period), 'card');
  return 'refused' in asked ? asked : { ...asked, toast: { tone: 'success', text: text.sheet } };
};

/** `/季报 表格 [季度]`: the table of who has filed, as a file in the private chat. */
export async function askSheet(
  context: ActorContext,
  dutyId: string,
  period: Period | undefined,
  channel: 'card' | 'command',
): Promise<Outcome | Refusal> {
  const { actor, catalogue, eventKey } = context;
  const duty = templates.has(dutyId) ? catalogue.find(dutyId) : undefined;
  const table = duty && (await tableOf(context, actor.code, duty, period));
  if (!duty || !table) return refuse('nothing', text.no.noTable);
  if (periodStart(table.period) > context.today) return notBegun(context, table.period);
  const wish: SheetWish = { duty: dutyId, period: table.period, reader: actor.code };
  const read = table.parts.filter(({ isNamed }) => isNamed).flatMap(({ rows }) => rows.map(({ org }) => org));
  const item = text.item(formatPeriod(table.period, context.today), duty.name.brief);
  return {
    reply: sentenceCard(text.preparing(item), text.tableTitle(item)),
    effects: [
      {
        do: 'notify',
        notice: {
          key: `file:${eventKey}`,
          kind: 'reports.sheet',
          channel: 'reply',
          to: { person: actor.code },
          subject: { ...wish },
        },
      },
      // A look at named records leaves a trace with each whose they are (duties.md f.3).
      ...read.map((org) => ({
        do: 'audit' as const,
        entry: {
          org,
          channel,
          object: `reports/${dutyId}/${wish.period}`,
          action: 'table.look',
          actor: actor.code,
        },
      })),
    ],
  };
}

export const composeSheet = composeEach(async (context, notice): Promise<Composed> => {
  const { duty: id, period, reader } = notice.subject as unknown as SheetWish;
  const duty = context.catalogue.find(id);
  const table = duty && (await tableOf(context, reader, duty, period));
  if (!duty || !table) return { kind: 'suppress', reason: 'gone' };
  const { directory, today } = context;
  const parts = table.parts.filter(({ rows }) => rows.length > 0);
  const named = parts.filter(({ isNamed }) => isNamed);
  const columns = (titles: readonly string[], sizes: readonly number[]) =>
    titles.map((title, at) => ({ title, width: sizes[at] ?? 12 }));
  const bytes = await xlsx([
    ...(named.length === 0
      ? []
      : [
          {
            name: text.sheetTab,
            columns: columns(text.columns, widths),
            rows: named.flatMap(({ rows }) => reportCells(rows, directory)),
          },
        ]),
    {
      name: text.countsTab,
      columns: columns(text.countColumns, countWidths),
      rows: parts.map(({ org, rows }) => countCells(shortOrgName(directory, org), rows, today)),
    },
  ]);
  const org = directory.org(parts[0]?.org ?? '')?.name ?? '';
  const name = text.sheetName(formatPeriod(period, today), duty.name.brief, org);
  return { kind: 'file', file: { name: `${name}.xlsx`, bytes } };
});
