import type { Flow } from '../src/engine/index.ts';
import { activities } from './activities/flow.ts';
import { attendance } from './attendance/flow.ts';
import { digest } from './digest/flow.ts';
import { escalation } from './escalation/flow.ts';
import { help } from './help/flow.ts';

/** Every flow there is. A new one is a folder and a line here; help lists commands in this order. */
export const flows: readonly Flow[] = [activities, attendance, escalation, digest, help];
