import { parseArgs } from 'node:util';
import { isDay } from '../calendar/day.ts';
import { whatIfText as words } from '../text/what-if.ts';
import { type ExitCode, runAsked, withProgress } from './command.ts';
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
  const { values } = parseArgs({ args: [...argv], options });
  if (values.help) return 'help';
  const { from, to, profile = [], duty = [], overrides, catalogue, roster } = values;
  const hasChange =
    profile.length > 0 || duty.length > 0 || overrides !== undefined || catalogue !== undefined;
  if (!from || !to || !isDay(from) || !isDay(to) || to < from || !hasChange) return undefined;
  return { from, to, profile, duty, overrides, catalogue, roster };
}

async function answer(asked: WhatIfAsked): Promise<ExitCode> {
  const found = await withProgress(words.span(asked.from, asked.to), forecastsOf(asked));
  if ('problem' in found) {
    console.error(found.problem);
    return 2;
  }
  for (const line of describeComparison(asked, found)) console.log(line);
  return 0;
}

await runAsked({ help: words.help, read, answer });
