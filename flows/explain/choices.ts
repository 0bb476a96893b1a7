import { formatPeriod } from '../../src/calendar/format.ts';
import type { DutyInstance } from '../../src/duties/instance.ts';
import type { FlowContext } from '../../src/engine/index.ts';
import { shortOrgName } from '../../src/org/short-name.ts';

/**
 * What each is called among the others: its organisation where they are not all of one, its number where nothing else
 * differs.
 */
export function labelsOf(
  { catalogue, directory, today }: Pick<FlowContext, 'catalogue' | 'directory' | 'today'>,
  instances: readonly DutyInstance[],
  isOfOne: boolean,
): readonly string[] {
  const names = instances.map(({ orgCode, period, duty }) => {
    const org = isOfOne ? '' : `${shortOrgName(directory, orgCode)} `;
    const when = period.startsWith('ev:') ? '' : formatPeriod(period, today);
    return `${org}${when}${catalogue.get(duty).name.brief}`;
  });
  return names.map((name, at) =>
    names.filter((other) => other === name).length > 1 ? (instances[at]?.number ?? name) : name,
  );
}
