import { periodEnd, periodStart } from '../../src/calendar/periods.ts';
import { readPeriod } from '../../src/calendar/zh-dates-periods.ts';
import { type Refusal, refuse } from '../../src/core/errors.ts';
import type { Activity } from '../../src/duties/activities/activity.ts';
import { postsWith } from '../../src/engine/access.ts';
import {
  type Action,
  type ActorContext,
  askBack,
  type Outcome,
  sentenceCard,
} from '../../src/engine/index.ts';
import { officialPeriod } from '../../src/exports/official-date.ts';
import { activityName, findPaperActivity, mayHavePaper, paperActivities } from './activity-paper.ts';
import { circularFacts } from './circular.ts';
import { authorAt } from './subject.ts';
import { draftTermNotice } from './term.ts';
import { paperWords, text } from './text.ts';
import { fileEffect, keepLetter } from './urge.ts';

type ActivityPaper = 'sheet' | 'minutes' | 'notice';

const names: Readonly<Record<ActivityPaper, string>> = {
  sheet: text.sheetName,
  minutes: text.minutesName,
  notice: text.noticeName,
};

/** `/文书 类型 …`: any paper as a file, to whoever asks. */
export async function paperByText(context: ActorContext, line: string): Promise<Outcome | Refusal> {
  const typed = line.trim();
  const found = paperWords.find(([pattern]) => pattern.test(typed));
  if (!found) {
    if (typed !== '') return refuse('kind_unknown', text.no.kindUnknown(typed.split(/\s/u)[0] ?? typed));
    return askBack(
      text.ask,
      Object.values(names).map((name) => ({ label: name, line: text.paperLine(name) })),
    );
  }
  const [pattern, kind] = found;
  const rest = typed.replace(pattern, '').trim();
  if (kind === 'circular') return draftCircular(context, rest);
  if (kind === 'term_notice') return draftTermNotice(context, rest);
  return activityPaper(context, kind, rest);
}

async function activityPaper(
  context: ActorContext,
  kind: ActivityPaper,
  rest: string,
): Promise<Outcome | Refusal> {
  const found = await paperActivities(context, rest.split(/\s/u)[0] ?? '');
  const quoted = found.filter(({ id }) => id === context.about?.activity);
  const candidates = (quoted.length > 0 ? quoted : found).filter(
    ({ state }) => kind !== 'minutes' || state === 'recorded',
  );
  const [only] = candidates;
  if (!only) {
    return found.length > 0
      ? refuse('not_recorded', text.no.notRecorded)
      : refuse('no_activity', text.no.noActivity);
  }
  if (candidates.length === 1) return prepared(context, kind, only);
  return askBack(
    text.askActivity,
    candidates.map((activity) => ({
      label: activityName(context, activity),
      line: text.paperLine(names[kind]),
      activity: activity.id,
    })),
  );
}

function prepared(context: ActorContext, kind: ActivityPaper, activity: Activity): Outcome {
  const name = `${activityName(context, activity)} ${names[kind]}`;
  return {
    reply: sentenceCard(text.preparing(name), text.preparingTitle),
    effects: [
      fileEffect(context, { document: kind, id: activity.id }),
      {
        do: 'audit',
        entry: {
          org: activity.orgCode,
          channel: 'command',
          object: `activity/${activity.id}`,
          action: `export.${kind}`,
          actor: context.actor.code,
        },
      },
    ],
  };
}

/** The buttons 下载签到表 and 导出会议记录 on cards of an activity. */
export const pressPaper =
  (kind: ActivityPaper): Action =>
  async (context, { payload }) => {
    const activity = await findPaperActivity(context, String(payload.activity));
    if (!activity || !mayHavePaper(context, activity)) return refuse('gone', text.no.gone);
    if (kind === 'minutes' && activity.state !== 'recorded') {
      return refuse('not_recorded', text.no.notRecorded);
    }
    const { effects } = prepared(context, kind, activity);
    return { toast: { tone: 'info', text: text.againToast }, effects };
  };

/** 通报: counts of a stretch of time for the branches of the own committee; wording is left to people. */
async function draftCircular(context: ActorContext, rest: string): Promise<Outcome | Refusal> {
  const { directory, actor, today } = context;
  const author = directory
    .postsOf(actor.code, today)
    .flatMap(({ org }) => authorAt(context, org) ?? [])
    .at(0);
  if (!author) return refuse('not_yours', text.no.notYours(postsWith('urge')));
  const period = readPeriod(rest, today)?.period;
  if (period === undefined) return refuse('no_period', text.no.noPeriod);
  if (periodStart(period) > today) return refuse('not_begun', text.no.notYetOver);
  const facts = await circularFacts(context, author, period, periodStart(period), periodEnd(period));
  return keepLetter(context, author, `${author.issuer}-TB-${period.slice(2).replaceAll('-', '')}`, {
    kind: 'circular',
    addressee: null,
    instanceKey: null,
    item: text.circularItem(officialPeriod(period)),
    facts,
    replyBy: null,
  });
}
