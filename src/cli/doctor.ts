import { menuItems } from '../commands/menu-order.ts';
import { SystemClock } from '../core/clock.ts';
import { type Config, readConfig } from '../core/config.ts';
import { type Finding, platformChecks } from '../feishu/checks.ts';
import { doctorText as words } from '../text/doctor.ts';
import { yearFinding } from './calendar-years.ts';
import { type ExitCode, readArguments, runAsked, withProgress } from './command.ts';
import { knownCalendar } from './known-calendar.ts';
import { databaseFinding, queueFinding, timeZoneFinding } from './local-checks.ts';
import { commandClock } from './moment.ts';

async function examine(config: Config): Promise<readonly Finding[]> {
  const now = commandClock(config).now();
  const local = [
    await databaseFinding(config),
    await queueFinding(config),
    timeZoneFinding(now),
    yearFinding(await knownCalendar(config), now),
  ];
  const platform = config.feishu
    ? await platformChecks(config.feishu, new SystemClock())
    : [{ ok: true, name: words.platform.name, detail: words.platform.workspace, mend: '' }];
  return [...platform, ...local];
}

function read(argv: readonly string[]): 'all' | 'help' | undefined {
  const asked = readArguments(argv);
  if (asked?.help) return 'help';
  return asked?.words.length === 0 ? 'all' : undefined;
}

async function answer(): Promise<ExitCode> {
  const findings = await withProgress(words.working, examine(readConfig()));
  for (const { ok, name, detail, mend } of findings) {
    console.log(words.finding(ok, name, detail));
    if (!ok) console.log(words.mending(mend));
  }
  console.log(words.menu.intro);
  for (const { name, event_key, column } of menuItems())
    console.log(words.menu.item(name, event_key, column));
  const broken = findings.filter((finding) => !finding.ok).length;
  console.log(broken === 0 ? words.allFine(findings.length) : words.someBroken(broken, findings.length));
  return broken === 0 ? 0 : 1;
}

await runAsked({ help: words.help, read, answer });
