import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { openJournal, replayJournal, rewriteJournal } from './journal.ts';
import { snapshot } from './snapshot.ts';
import type { World } from './world.ts';

/** From this size on, a start writes the journal anew: the state instead of the way to it. */
const largeBytes = 64 * 1024 * 1024;

/** Brings back what the journal tells and goes on writing it. */
export function openMemory(world: World, file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  let at = 0;
  replayJournal(file, (entry) => {
    world.restore(entry);
    at = entry.at;
  });
  if (existsSync(file) && statSync(file).size > largeBytes) {
    rewriteJournal(file, snapshot(world.state, world.ids.position, at));
  }
  world.keepJournal(openJournal(file));
}
