import { readConfig } from '../core/config.ts';
import { calendarText } from '../text/calendar-command.ts';
import { addYear } from './calendar-add.ts';
import { describeYear, yearFinding } from './calendar-years.ts';
import { type ExitCode, readArguments, runAsked } from './command.ts';
import { knownCalendar } from './known-calendar.ts';
import { commandClock } from './moment.ts';

type Asked = { readonly verb: 'check' } | { readonly verb: 'add'; readonly file: string };

function read(argv: readonly string[]): Asked | 'help' | undefined {
  const asked = readArguments(argv);
  if (asked?.help) return 'help';
  const [verb, file, ...rest] = asked?.words ?? [];
  if (verb === 'check' && file === undefined) return { verb };
  return verb === 'add' && file !== undefined && rest.length === 0 ? { verb, file } : undefined;
}

async function answer(asked: Asked): Promise<ExitCode> {
  if (asked.verb === 'add') return await addYear(asked.file);
  const config = readConfig();
  const calendar = await knownCalendar(config);
  for (const table of calendar.years()) console.log(describeYear(table));
  const finding = yearFinding(calendar, commandClock(config).now());
  console.log(finding.detail);
  if (!finding.ok) console.log(finding.mend);
  return finding.ok ? 0 : 1;
}

await runAsked({ help: calendarText.help, read, answer });
