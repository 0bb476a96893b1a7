import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { Batches } from './batches.ts';
import type { Buckets } from './buckets.ts';
import type { Faults } from './faults.ts';
import type { Gateway } from './gateway.ts';
import type { Logins } from './logins.ts';
import type { Push } from './push.ts';
import type { Settings } from './settings.ts';
import type { Tokens } from './tokens.ts';
import type { Webhook } from './webhook.ts';
import type { World } from './world.ts';

/** Everything an API method or a control call may reach. */
export interface Workspace {
  readonly world: World;
  readonly clock: Clock;
  readonly log: Logger;
  readonly tokens: Tokens;
  readonly logins: Logins;
  readonly batches: Batches;
  readonly faults: Faults;
  readonly buckets: Buckets;
  readonly gateway: Gateway;
  readonly webhook: Webhook;
  readonly push: Push;
  /** Messages whose card waits for the answer to a click, with how many clicks wait. */
  readonly locked: Map<string, number>;
  /** Messages whose card was updated before the click was answered, with the card to go back to. */
  readonly early: Map<string, string>;
  /** Changed by the change of that name alone, so that a restart finds them again. */
  readonly settings: Settings;
}
