import type { Flow } from '../src/engine/index.ts';
import { activities } from './activities/flow.ts';
import { attendance } from './attendance/flow.ts';
import { delegation } from './delegation/flow.ts';
import { digest } from './digest/flow.ts';
import { dues } from './dues/flow.ts';
import { elections } from './elections/flow.ts';
import { escalation } from './escalation/flow.ts';
import { explain } from './explain/flow.ts';
import { extensions } from './extensions/flow.ts';
import { feedback } from './feedback/flow.ts';
import { help } from './help/flow.ts';
import { ledgers } from './ledgers/flow.ts';
import { letters } from './letters/flow.ts';
import { lists } from './lists/flow.ts';
import { mine } from './mine/flow.ts';
import { occasions } from './occasions/flow.ts';
import { outbound } from './outbound/flow.ts';
import { rectification } from './rectification/flow.ts';
import { reports } from './reports/flow.ts';
import { roster } from './roster/flow.ts';
import { settings } from './settings/flow.ts';
import { talks } from './talks/flow.ts';

/** Every flow there is. A new one is a folder and a line here; help lists commands in this order. */
export const flows: readonly Flow[] = [
  activities,
  attendance,
  reports,
  talks,
  occasions,
  dues,
  mine,
  lists,
  roster,
  elections,
  rectification,
  extensions,
  escalation,
  delegation,
  letters,
  ledgers,
  digest,
  explain,
  settings,
  feedback,
  outbound,
  help,
];
