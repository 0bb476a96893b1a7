import { SystemClock } from '../core/clock.ts';
import { type FeishuCredentials, readConfig } from '../core/config.ts';
import { createLogger } from '../core/logger.ts';
import { resolveAccounts } from '../feishu/accounts.ts';
import { runRosterCommand } from '../org/roster-command.ts';
import { rosterText } from '../text/roster.ts';
import { runCommand, withProgress } from './command.ts';
import { openMigrated } from './database.ts';
import { commandClock } from './moment.ts';

function askPlatform(accounts: readonly string[], feishu: FeishuCredentials) {
  const answer = resolveAccounts(accounts, feishu, new SystemClock(), createLogger('silent'));
  return withProgress(rosterText.asking(accounts.length), answer);
}

await runCommand((argv) =>
  runRosterCommand(argv, {
    out: (line) => console.log(line),
    err: (line) => console.error(line),
    // Settings are read by an import alone: help and a check need none. Without credentials nobody can be asked.
    get clock() {
      return commandClock(readConfig());
    },
    by: 'command',
    openDb: () => openMigrated(readConfig()),
    get resolve() {
      const { feishu } = readConfig();
      return feishu && ((accounts: readonly string[]) => askPlatform(accounts, feishu));
    },
  }),
);
