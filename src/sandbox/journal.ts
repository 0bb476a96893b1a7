import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
  writeSync,
} from 'node:fs';
import type { Change } from './changes.ts';

/** One line: the change, the clock's moment, and how many ids had been given out. */
export interface Entry {
  readonly n: number;
  readonly at: number;
  readonly c: Change;
}

export interface Journal {
  append(entry: Entry): void;
  /** What is appended by `act` is written in one piece, so that no death can come in between. */
  together<T>(act: () => T): T;
  close(): void;
}

/** Written before the answer leaves. The page cache survives the death of the process, so no fsync. */
export function openJournal(file: string): Journal {
  const fd = openSync(file, 'a');
  let held: string[] | undefined;
  return {
    append: (entry) => {
      const line = `${JSON.stringify(entry)}\n`;
      if (held) held.push(line);
      else writeSync(fd, line);
    },
    together: (act) => {
      if (held) return act();
      held = [];
      try {
        return act();
      } finally {
        const lines = held.join('');
        held = undefined;
        if (lines !== '') writeSync(fd, lines);
      }
    },
    close: () => closeSync(fd),
  };
}

const newline = 10;
const blockBytes = 1 << 20;

function* lines(file: string): Generator<{ text: string; end: number }> {
  const fd = openSync(file, 'r');
  try {
    const block = Buffer.alloc(blockBytes);
    let rest: Buffer = Buffer.alloc(0);
    let end = 0;
    for (let size = readSync(fd, block); size > 0; size = readSync(fd, block)) {
      const data = Buffer.concat([rest, block.subarray(0, size)]);
      let from = 0;
      for (let at = data.indexOf(newline); at >= 0; at = data.indexOf(newline, from)) {
        end += at + 1 - from;
        yield { text: data.toString('utf8', from, at), end };
        from = at + 1;
      }
      rest = data.subarray(from);
    }
  } finally {
    closeSync(fd);
  }
}

/** Hands every whole line to `restore`; a line cut short by a kill is removed from the file. */
export function replayJournal(file: string, restore: (entry: Entry) => void): void {
  if (!existsSync(file)) return;
  let whole = 0;
  for (const line of lines(file)) {
    restore(JSON.parse(line.text) as Entry);
    whole = line.end;
  }
  if (statSync(file).size > whole) truncateSync(file, whole);
}

/** Replaces the file by the shortest one that leads to the same state; all or nothing. */
export function rewriteJournal(file: string, entries: Iterable<Entry>): void {
  const fresh = `${file}.new`;
  const fd = openSync(fresh, 'w');
  for (const entry of entries) writeSync(fd, `${JSON.stringify(entry)}\n`);
  fsyncSync(fd);
  closeSync(fd);
  renameSync(fresh, file);
}

/** Where the workspace's clock stood when the last thing happened. */
export function lastClock(file: string): Date | undefined {
  if (!existsSync(file)) return undefined;
  const fd = openSync(file, 'r');
  try {
    const size = statSync(file).size;
    for (let bytes = Math.min(size, blockBytes); bytes > 0; bytes = Math.min(size, bytes * 4)) {
      const tail = Buffer.alloc(bytes);
      readSync(fd, tail, 0, bytes, size - bytes);
      const end = tail.lastIndexOf(newline);
      const start = end > 0 ? tail.lastIndexOf(newline, end - 1) : -1;
      if (end >= 0 && (start >= 0 || bytes === size)) {
        return new Date((JSON.parse(tail.toString('utf8', start + 1, end)) as Entry).at);
      }
      if (bytes === size) return undefined;
    }
    return undefined;
  } finally {
    closeSync(fd);
  }
}
