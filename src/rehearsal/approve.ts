import type { Entry } from './entries.ts';
import type { Hands } from './hands.ts';

/** Types an entry; of an election the request first, and each of the two approvals by whoever finds it waiting. */
export async function enter(
  { account, line, approval }: Entry,
  hands: Hands,
  settled: () => Promise<void>,
): Promise<void> {
  if (approval === undefined) return hands.say(account, line);
  for (const said of [approval.request, line]) {
    await hands.say(account, said);
    await settled();
    await approve(approval.deciders, approval.show, hands, settled);
  }
}

async function approve(
  deciders: readonly string[],
  show: string,
  hands: Hands,
  settled: () => Promise<void>,
): Promise<void> {
  for (const account of deciders) {
    await hands.say(account, show);
    await settled();
    const card = await hands.newestWith(account, 'decide');
    if (!card) continue;
    await hands.press(account, card, 'decide');
    await settled();
    const waiting = await hands.newestWith(account, 'agree_0');
    if (!waiting) continue;
    await hands.press(account, waiting, 'agree_0');
    await settled();
    return;
  }
}
