import { parseArgs } from 'node:util';
import { SimulatedClock, SystemClock } from '../core/clock.ts';
import { AppError } from '../core/errors.ts';
import { createLogger } from '../core/logger.ts';
import demoSeed from './demo-seed.json' with { type: 'json' };
import { isLoopback } from './loopback.ts';
import { lastClock, type Sandbox, startSandbox } from './server.ts';
import { standaloneTime } from './standalone-time.ts';

const help = `The local Feishu workspace, for any Feishu bot in any language.

  npm run sandbox -- [options]

  --port P          port to listen on (default 3100; 0 = any free one)
  --host H          address to listen on (default 127.0.0.1)
  --allow-remote    serve other machines, too: whoever reaches it can act as anybody in it
  --start-at T      where the clock starts, like 2026-02-02T09:05:00+08:00 (default: now)
  --rate N          speed of the clock (default 1, 0 = frozen)
  --journal FILE    keep everything in FILE, so that a restart goes on where it stopped
  --app-id ID       cli_ and 16 hexadecimal digits     --app-secret S     --name N
  --log LEVEL       silent, error, warn, info, debug (default warn)
  --help
`;

class Usage extends Error {}

function readOptions(argv: string[]) {
  const { values } = parseArgs({
    args: argv,
    options: {
      port: { type: 'string', default: '3100' },
      host: { type: 'string', default: '127.0.0.1' },
      'allow-remote': { type: 'boolean', default: false },
      'start-at': { type: 'string' },
      rate: { type: 'string', default: '1' },
      journal: { type: 'string' },
      'app-id': { type: 'string', default: demoSeed.app.appId },
      'app-secret': { type: 'string', default: demoSeed.app.appSecret },
      name: { type: 'string', default: demoSeed.app.name },
      log: { type: 'string', default: 'warn' },
      help: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Usage(`--port: "${values.port}" is no port`);
  const rate = Number(values.rate);
  if (!(rate >= 0)) throw new Usage(`--rate: "${values.rate}" is no speed`);
  const startAt = values['start-at'] === undefined ? undefined : new Date(values['start-at']);
  if (startAt && Number.isNaN(startAt.getTime()))
    throw new Usage(`--start-at: "${values['start-at']}" is no moment`);
  if (!/^cli_[0-9a-fA-F]{16}$/.test(values['app-id']))
    throw new Usage('--app-id: cli_ and 16 hexadecimal digits');
  if (!isLoopback(values.host) && !values['allow-remote']) {
    throw new Usage(`--host: ${values.host} reaches other machines; say --allow-remote if that is wanted`);
  }
  return { ...values, port, rate, startAt };
}

async function run(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (options.help) {
    process.stdout.write(help);
    return 0;
  }
  const known = options.journal === undefined ? undefined : lastClock(options.journal);
  const begin = options.startAt ?? new SystemClock().now();
  const clock = new SimulatedClock(known && known > begin ? known : begin, options.rate);
  const started: { sandbox?: Sandbox } = {};
  const sandbox = await startSandbox({
    clock,
    time: standaloneTime(clock, async () => started.sandbox?.settled()),
    seed: {
      ...demoSeed,
      app: { appId: options['app-id'], appSecret: options['app-secret'], name: options.name },
    },
    host: options.host,
    port: options.port,
    journalFile: options.journal,
    log: createLogger(options.log),
    allowRemote: options['allow-remote'],
  });
  started.sandbox = sandbox;
  process.stdout.write(
    `ready ${sandbox.url}\napp id ${options['app-id']}\napp secret ${options['app-secret']}\n`,
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await sandbox.close();
  clock.stop();
  return 0;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isUsage = error instanceof Usage || (error instanceof TypeError && 'code' in error);
  if (!isUsage && !(error instanceof AppError)) throw error;
  process.stderr.write(`${error.message}\n${isUsage ? `\n${help}` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
}
