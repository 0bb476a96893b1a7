import { join } from 'node:path';
import type { Config } from '../core/config.ts';
import { lastClock } from '../sandbox/journal.ts';

export interface WorkspaceTime {
  /** Keeps the workspace's chats and clock over a restart. */
  readonly journalFile: string;
  /** Where its clock stands, or starts. */
  readonly at: Date;
}

/** The workspace of a data folder goes on where it stopped; a new one begins at START_AT. */
export function workspaceTime(config: Pick<Config, 'dataDir' | 'startAt'>): WorkspaceTime {
  const journalFile = join(config.dataDir, 'workspace.jsonl');
  const last = lastClock(journalFile);
  return { journalFile, at: last && last > config.startAt ? last : config.startAt };
}
