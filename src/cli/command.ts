import { parseArgs } from 'node:util';
import { toAppError } from '../core/errors.ts';
import { failureText, wrongUsage } from '../text/failures.ts';

/** 0 fine, 1 found something wrong, 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** A reader that has seen enough (`| head`) is no fault: what is left to say is dropped, the work goes on to its end. */
function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}

/** Runs a command to its exit code. A person's mistake becomes a sentence; a stack trace means ours. */
export async function runCommand(command: (argv: readonly string[]) => Promise<ExitCode>): Promise<void> {
  outliveReaders();
  try {
    process.exitCode = await command(process.argv.slice(2));
  } catch (cause) {
    const error = toAppError(cause);
    console.error(failureText(error.code, error.message));
    if (error.kind === 'bug') console.error(error.cause ?? error);
    process.exitCode = 1;
  }
}

/** A command with words of its own: what it understands, and what it does then. */
interface Command<Asked> {
  readonly help: string;
  /** Undefined for what makes no sense; what `parseArgs` throws counts as that too. */
  read(argv: readonly string[]): Asked | 'help' | undefined;
  answer(asked: Asked): Promise<ExitCode>;
}

export function runAsked<Asked>({ help, read, answer }: Command<Asked>): Promise<void> {
  return runCommand(async (argv) => {
    const asked = understood(() => read(argv));
    if (asked === 'help') {
      console.log(help);
      return 0;
    }
    if (asked === undefined) {
      console.error(`${wrongUsage}\n${help}`);
      return 2;
    }
    return await answer(asked);
  });
}

function understood<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    // parseArgs throws TypeErrors about what was typed, and about nothing else.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

export interface Asked {
  readonly help: boolean;
  readonly words: readonly string[];
}

/** For commands whose only option is `--help`; undefined when something else was typed. */
export function readArguments(argv: readonly string[]): Asked | undefined {
  const options = { help: { type: 'boolean', short: 'h' } } as const;
  return understood(() => {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { help: values.help ?? false, words: positionals };
  });
}

const patienceMs = 2_000;

/** Says so on a terminal when `work` takes more than two seconds. */
export async function withProgress<T>(sentence: string, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => {
    if (process.stderr.isTTY) console.error(sentence);
  }, patienceMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}
