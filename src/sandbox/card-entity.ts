import { type ApiAnswer, done, failed } from './answers.ts';
import { isExpired } from './cards/life.ts';
import { entityRefusal } from './cards/refusal.ts';
import { isNode, type Node } from './cards/walk.ts';
import type { CardEntity } from './entities.ts';
import type { Workspace } from './workspace.ts';

const streamingMs = 10 * 60_000;
const keptUuids = 200;

/** What every operation on an entity carries. */
export interface Step {
  readonly sequence: number;
  readonly uuid?: string | undefined;
}

type Edit = (card: Record<string, unknown>) => Refused | undefined;

export interface Refused {
  readonly code: number;
  readonly msg: string;
}

/** The entity, or the platform's number for why there is none. */
export function entityOf({ world }: Workspace, cardId: string): CardEntity | 200740 | 200750 {
  const entity = world.state.cards.get(cardId);
  if (!entity) return 200740;
  return isExpired(entity, world.now()) ? 200750 : entity;
}

/** Carries out one operation: in order, once, on a card nobody is pressing. */
export function changeEntity(
  workspace: Workspace,
  cardId: string,
  step: Step,
  edit: Edit,
  options: { isStreaming?: true } = {},
): ApiAnswer {
  const { world, settings, buckets, locked } = workspace;
  const entity = entityOf(workspace, cardId);
  if (entity === 200740) return failed(200740, 'the card entity does not exist');
  if (entity === 200750) return failed(200750, 'the card entity has expired');
  if (settings.limits && buckets.take(`card:${cardId}`, 10, 1, world.now()) > 0) {
    return failed(230020, 'This operation triggers the frequency limit.');
  }
  if (step.uuid !== undefined && entity.uuids.includes(step.uuid))
    return failed(200770, 'the uuid was used before');
  if (step.sequence <= entity.sequence) return failed(300317, 'sequence number compare failed');
  if (entity.messageId !== undefined && locked.has(entity.messageId)) {
    return failed(200810, 'the user is interacting with the card');
  }
  const ended = endedStream(workspace, entity);
  if (options.isStreaming && ended) return failed(ended, 'streaming mode is closed');
  const current = world.state.cards.get(cardId) ?? entity;
  const card = JSON.parse(current.content) as Record<string, unknown>;
  const refused = edit(card);
  if (refused) return failed(refused.code, refused.msg);
  const content = JSON.stringify(card);
  const wrong = entityRefusal(workspace, content);
  if (wrong) return wrong;
  save(workspace, current, step, content);
  return done();
}

/** Streaming that was never opened is closed; streaming that stays open too long ends by itself. */
function endedStream({ world }: Workspace, entity: CardEntity): 300309 | 200850 | undefined {
  if (entity.streamingAt === undefined) return 300309;
  if (world.now() - entity.streamingAt <= streamingMs) return undefined;
  const card = JSON.parse(entity.content) as { config?: Node };
  const content = JSON.stringify({ ...card, config: { ...card.config, streaming_mode: false } });
  world.apply({ t: 'card', card: { ...entity, content, streamingAt: undefined } });
  return 200850;
}

export const isStreamingCard = (content: string): boolean => {
  const card = JSON.parse(content) as { config?: unknown };
  return isNode(card.config) && card.config.streaming_mode === true;
};

function save({ world }: Workspace, before: CardEntity, step: Step, content: string): void {
  const now = world.now();
  const uuids = step.uuid === undefined ? before.uuids : [...before.uuids, step.uuid].slice(-keptUuids);
  const streamingAt = isStreamingCard(content) ? (before.streamingAt ?? now) : undefined;
  world.apply({ t: 'card', card: { ...before, content, sequence: step.sequence, uuids, streamingAt } });
  const { messageId } = before;
  if (messageId !== undefined) world.apply({ t: 'content', messageId, content, at: now, edit: false });
}
