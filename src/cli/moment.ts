import { type Clock, SimulatedClock, SystemClock } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { workspaceTime } from '../rehearsal/workspace-time.ts';

/** The time the bot itself would have: real with credentials, the local workspace's without. */
export function commandClock(config: Config): Clock {
  return config.feishu ? new SystemClock() : new SimulatedClock(workspaceTime(config).at, 0);
}
