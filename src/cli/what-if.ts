import { parseArgs } from 'node:util';
import { isDay } from '../calendar/day.ts';
import { announcedCalendar } from '../calendar/tables.ts';
import { wrongUsage } from '../text/failures.ts';
import { whatIfText as words } from '../text/what-if.ts';
import { runCommand, withProgress } from './command.ts';
import { forecastsOf, type WhatIfAsked } from './what-if-facts.ts';
import { describeComparison } from './what-if-words.ts';

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  roster: { type: 'string' },
  profile: { type: 'string', multiple: true },
  duty: { type: 'string', multiple: true },
  overrides: { type: 'string' },
  catalogue: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function read(argv: readonly string[]): WhatIfAsked | 'help' | undefined {
  try {
    const { values } = parseArgs({ args: [...argv], options });
    if (values.help) return 'help';
    const { from, to, profile = [], duty = [], overrides, catalogue, roster } = values;
    const hasChange =
      profile.length > 0 || duty.length > 0 || overrides !== undefined || catalogue !== undefined;
    if (!from || !to || !isDay(from) || !isDay(to) || to < from || !hasChange) return undefined;
    return { from, to, profile, duty, overrides, catalogue, roster };
  } catch (error) {
    // parseArgs throws TypeErrors about what was typed, and about nothing else.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

await runCommand(async (argv) => {
  const asked = read(argv);
  if (asked === 'help') {
    console.log(words.help);
    return 0;
  }
  if (!asked) {
    console.error(`${wrongUsage}\n${words.help}`);
    return 2;
  }
  const calendar = announcedCalendar();
  const found = await withProgress(words.span(asked.from, asked.to), forecastsOf(asked, calendar));
  if ('problem' in found) {
    console.error(found.problem);
    return 2;
  }
  for (const line of describeComparison(asked, found)) console.log(line);
  return 0;
});
