import { addDays, instantAt } from '../../src/calendar/day.ts';
import { auditDay } from '../../src/duties/auditor/nightly.ts';
import { goLiveOf } from '../../src/duties/overrides/local-plan.ts';
import { localRules } from '../../src/duties/overrides/local-rules.ts';
import { loadOverrides } from '../../src/duties/overrides/store.ts';
import { auditTimer } from '../../src/duties/planning/generate.ts';
import type { Effect, Job } from '../../src/engine/index.ts';
import { digestMoment } from '../../src/notices/windows.ts';
import { loadRoster } from '../../src/org/roster-load.ts';

/** The second opinion on yesterday: what departs from the rules is a finding for the administrator. */
export const audit: Job = async (context) => {
  const { tx, today, calendar, catalogue, directory } = context;
  const goLiveOn = (await goLiveOf(tx)) ?? today;
  const yesterday = addDays(today, -1);
  const overrides = await loadOverrides(tx);
  const { rowFor } = localRules({ catalogue, directory, overrides, calendar });
  const scope = {
    roster: await loadRoster(tx),
    tables: calendar.years(),
    duties: catalogue.duties,
    goLiveOn,
    digestAt: digestMoment,
    ...(overrides.length > 0 ? { localRule: rowFor } : {}),
  };
  const found = yesterday < goLiveOn ? [] : await auditDay(tx, scope, yesterday);
  return [
    ...found.map((finding): Effect => ({ do: 'finding', ...finding })),
    { do: 'timer', kind: auditTimer, subject: 'all', dueAt: instantAt(addDays(today, 1), '01:20') },
  ];
};
