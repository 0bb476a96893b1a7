import { type ApiAnswer, failed } from '../answers.ts';
import type { Workspace } from '../workspace.ts';
import type { CardFault, CardWorld } from './fault.ts';
import { judge } from './judged.ts';
import { findCardFault } from './validate.ts';
import { isNode, parseCard } from './walk.ts';

/** Measured in bytes of the content as it was sent. */
export const cardBytesMax = 30 * 1024;
const cardBytesWarned = 25 * 1024;

/** What the validator asks the workspace: which people and pictures exist, and the open switches. */
export function cardWorld(workspace: Workspace): CardWorld {
  return {
    hasPerson: (id) => workspace.world.isPersonId(id),
    hasImage: (key) => workspace.world.state.files.get(key)?.kind === 'image',
    markdownTablesMax: workspace.settings.markdown_tables_max,
  };
}

/** `ErrCode: …; ErrPath: …; ErrMsg: …; ErrorValue: …; `, as every refusal of a card ends. */
function faultText(fault: CardFault): string {
  const path = fault.path === undefined ? '' : ` ErrPath: ${fault.path};`;
  const value = fault.value === undefined ? '' : ` ErrorValue: ${fault.value};`;
  return `ErrCode: ${fault.code};${path} ErrMsg: ${fault.message};${value} `;
}

const ruleOf = (fault: CardFault) => (fault.isOurs ? { rule: 'sandbox-chosen' } : {});

/** HTTP 400, code 230099; the cause is packed into the message. */
export function cardRefusal(fault: CardFault): ApiAnswer {
  return failed(230099, `Failed to create card content, ext=${faultText(fault)}`, { error: ruleOf(fault) });
}

/** A batch answers with HTTP 200 and a number of its own. */
export function batchCardRefusal(fault: CardFault): ApiAnswer {
  return failed(11246, `card content failed, ext=${faultText(fault)}`, { status: 200, error: ruleOf(fault) });
}

/** Card entities have their own numbers for what a message would be refused for. */
export function entityRefusal(workspace: Workspace, data: string): ApiAnswer | undefined {
  if (Buffer.byteLength(data) > cardBytesMax) return failed(200860, 'the card is too big');
  const card = parseCard(data);
  if (!card) return failed(200220, 'the card is no valid json');
  if (Object.keys(card).length === 0) return failed(300307, 'the card is empty');
  if (card.schema !== '2.0') return failed(300303, 'the card is not of schema 2.0');
  if (isNode(card.config) && card.config.update_multi === false) {
    return failed(300302, 'update_multi is false');
  }
  const fault = findCardFault(data, cardWorld(workspace));
  if (!fault) return undefined;
  const code = entityCodes[fault.code] ?? fault.code;
  return failed(code, faultText(fault), { error: ruleOf(fault) });
}

const entityCodes: Readonly<Record<number, number>> = { 11310: 300305, 200621: 10002 };

export function refuseCard(workspace: Workspace, content: string): ApiAnswer | undefined {
  if (Buffer.byteLength(content) > cardBytesMax)
    return failed(230025, 'The length of the message content reaches its limit');
  if (Buffer.byteLength(content) > cardBytesWarned) workspace.log.warn('a card is larger than 25 KB');
  const fault = judge(workspace, content, cardWorld(workspace));
  return fault && cardRefusal(fault);
}

/** Cards of schema 2.0 are always shared; older ones only when they say so. */
export function isShared(content: string): boolean {
  const card = JSON.parse(content) as { schema?: unknown; config?: { update_multi?: unknown } };
  return card.schema === '2.0' || card.config?.update_multi === true;
}
