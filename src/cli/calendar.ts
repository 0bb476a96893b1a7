import { readConfig } from '../core/config.ts';
import { calendarText } from '../text/calendar-command.ts';
import { wrongUsage } from '../text/failures.ts';
import { addYear, knownCalendar } from './calendar-add.ts';
import { describeYear, yearFinding } from './calendar-years.ts';
import { readArguments, runCommand } from './command.ts';
import { commandClock } from './moment.ts';

await runCommand(async (argv) => {
  const asked = readArguments(argv);
  if (asked?.help) {
    console.log(calendarText.help);
    return 0;
  }
  const [verb, file, ...rest] = asked?.words ?? [];
  if (verb === 'add' && file !== undefined && rest.length === 0) return await addYear(file);
  if (verb !== 'check' || file !== undefined) {
    console.error(`${wrongUsage}\n${calendarText.help}`);
    return 2;
  }
  const calendar = await knownCalendar();
  for (const table of calendar.years()) console.log(describeYear(table));
  const finding = yearFinding(calendar, commandClock(readConfig()).now());
  console.log(finding.detail);
  if (!finding.ok) console.log(finding.mend);
  return finding.ok ? 0 : 1;
});
