import { basename, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { addMonths, type Day } from '../calendar/day.ts';
import { readConfig } from '../core/config.ts';
import { isRefusal } from '../core/errors.ts';
import { readActs } from '../duties/auditor/read-ledger.ts';
import { Catalogue, readCatalogue } from '../duties/catalogue/catalogue.ts';
import { type ForecastInput, forecast } from '../duties/forecast/forecast.ts';
import { conflictsOf } from '../duties/overrides/checks.ts';
import { readOverrideFile } from '../duties/overrides/file.ts';
import { goLiveOf } from '../duties/overrides/local-plan.ts';
import { localRules, type Override } from '../duties/overrides/local-rules.ts';
import { mergeOverrides } from '../duties/overrides/merge.ts';
import { type OverrideProblem, problemLines } from '../duties/overrides/problems.ts';
import { overridesIn, type StatedOverride } from '../duties/overrides/rows.ts';
import { loadOverrides } from '../duties/overrides/store.ts';
import { type Profiles, standardProfiles } from '../duties/profiles.ts';
import { readPauses } from '../duties/store.ts';
import { dueDays } from '../duties/what-if/due.ts';
import { dutiesWith, profilesWith } from '../duties/what-if/rules.ts';
import { type Comparison, compareForecasts, type Told } from '../duties/what-if/what-if.ts';
import { loadCalendar } from '../duties/year-tables.ts';
import { buildDirectory, type Directory } from '../org/directory.ts';
import { loadDirectory } from '../org/directory-load.ts';
import { checkRoster } from '../org/roster/check.ts';
import { readRoster } from '../org/roster/read.ts';
import { relationsOf } from '../org/roster/relations.ts';
import { whatIfText as words } from '../text/what-if.ts';
import { withDatabase } from './database.ts';
import { knownCalendar } from './known-calendar.ts';
import { faultWords } from './what-if-faults.ts';

export interface WhatIfAsked {
  readonly from: Day;
  readonly to: Day;
  readonly roster: string | undefined;
  readonly profile: readonly string[];
  readonly duty: readonly string[];
  readonly overrides: string | undefined;
  readonly catalogue: string | undefined;
}

export interface Compared extends Comparison {
  readonly directory: Directory;
  readonly catalogue: Catalogue;
}

interface Problem {
  readonly problem: string;
}

interface ChangedRules {
  readonly catalogue: Catalogue;
  readonly profiles: Profiles;
  readonly stated: readonly StatedOverride[];
}

type Facts = Pick<ForecastInput, 'directory' | 'calendar' | 'acts' | 'pauses' | 'goLiveOn'> & {
  readonly overrides: readonly Override[];
};

/** A stage that moves out of the asked days is found again within these. */
const monthsBeyond = 12;

/** The same stretch of days under the rules of today and under the changed ones, on the same facts. */
export async function forecastsOf(asked: WhatIfAsked): Promise<Compared | Problem> {
  const catalogue = readCatalogue(new URL('../../flows/', import.meta.url));
  const changed = await changedRules(asked, catalogue);
  if ('problem' in changed) return changed;
  const facts =
    asked.roster === undefined ? await factsOfDatabase(asked) : await factsOfRoster(asked.roster, asked);
  if ('problem' in facts) return facts;
  const conflicts = conflictsOf(changed.stated, { ...facts, catalogue: changed.catalogue });
  if (conflicts.length > 0) return faulty(asked.overrides ?? '', conflicts);
  const input = (rules: Catalogue, overrides: readonly Override[]): ForecastInput => {
    const { directory, calendar } = facts;
    const { rowFor } = localRules({ catalogue: rules, directory, overrides, calendar });
    return {
      ...facts,
      duties: rules.duties,
      ...{ from: addMonths(asked.from, -monthsBeyond), to: addMonths(asked.to, monthsBeyond) },
      definitionOf: overrides.length === 0 ? undefined : rowFor,
    };
  };
  const before = told(input(catalogue, facts.overrides));
  const { kept, fresh } = mergeOverrides(changed.stated, facts.overrides);
  const after = told({
    ...input(changed.catalogue, [...kept, ...fresh.map(({ override }) => override)]),
    profiles: changed.profiles,
  });
  const compared = compareForecasts(before, after, (org) => facts.directory.org(org)?.level, asked);
  return { ...compared, directory: facts.directory, catalogue };
}

function told(input: ForecastInput): Told {
  return { lines: forecast(input), dues: dueDays(input) };
}

async function changedRules(asked: WhatIfAsked, catalogue: Catalogue): Promise<ChangedRules | Problem> {
  let { duties } = asked.catalogue === undefined ? catalogue : readCatalogue(folder(asked.catalogue));
  for (const spec of asked.duty) {
    const found = dutiesWith(duties, spec);
    if ('fault' in found) return { problem: faultWords(found.fault, words.dutyExample) };
    duties = found.duties;
  }
  let profiles = standardProfiles;
  for (const spec of asked.profile) {
    const found = profilesWith(profiles, spec);
    if ('fault' in found) return { problem: faultWords(found.fault, words.profileExample) };
    profiles = found.profiles;
  }
  const changed = { catalogue: new Catalogue(duties), profiles };
  if (asked.overrides === undefined) return { ...changed, stated: [] };
  const read = await readOverrideFile(asked.overrides);
  if (isRefusal(read)) return { problem: read.sentence };
  const { stated, problems } = overridesIn(read.rows, catalogue);
  const found = [...read.problems, ...problems];
  return found.length > 0 ? faulty(asked.overrides, found) : { ...changed, stated };
}

function faulty(path: string, problems: readonly OverrideProblem[]): Problem {
  return { problem: problemLines(basename(path), problems).join('\n') };
}

function folder(path: string): URL {
  return new URL(`${pathToFileURL(resolve(path)).href.replace(/\/$/, '')}/`);
}

async function factsOfRoster(path: string, { from }: WhatIfAsked): Promise<Facts | Problem> {
  const read = await readRoster(path);
  if (isRefusal(read)) return { problem: read.sentence };
  const checked = 'sheets' in read ? checkRoster(read.sheets) : read;
  if ('problems' in checked) return { problem: checked.problems.map(({ sentence }) => sentence).join('\n') };
  const { orgs, people, posts } = checked.roster;
  const directory = buildDirectory({
    version: path,
    onDay: from,
    orgs,
    relations: relationsOf(orgs),
    people,
    posts,
  });
  const calendar = await knownCalendar(readConfig());
  return { directory, calendar, acts: [], pauses: [], goLiveOn: from, overrides: [] };
}

/** Reads only: the roster, what people did, the closures and outages, the organisations' own rules. */
function factsOfDatabase({ from }: WhatIfAsked): Promise<Facts> {
  return withDatabase(readConfig(), async (db) => {
    const goLiveOn = (await goLiveOf(db)) ?? from;
    return {
      calendar: await loadCalendar(db),
      directory: await loadDirectory(db, from < goLiveOn ? goLiveOn : from),
      acts: await readActs(db),
      pauses: await readPauses(db),
      overrides: await loadOverrides(db),
      goLiveOn,
    };
  });
}
