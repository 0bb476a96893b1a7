import { colour, object, textSize } from './checks.ts';
import { at, type Check, fault } from './fault.ts';
import { isNode } from './walk.ts';

const size = object({ default: textSize, pc: textSize, mobile: textSize });
const shade = object({ light_mode: colour, dark_mode: colour });

const named =
  (check: Check): Check =>
  (value, spot) => {
    if (!isNode(value)) return fault(spot, 'an object is needed', value);
    for (const [name, one] of Object.entries(value)) {
      const found = check(one, at(spot, name));
      if (found) return found;
    }
    return undefined;
  };

/** Text sizes and colours a card declares for itself. */
export const styleFault = object({ text_size: named(size), color: named(shade) });
