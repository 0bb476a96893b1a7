import type { CommandName } from '../commands/name.ts';

/** Sentences of the engine itself: what nobody's flow could answer. */
export const engineText = {
  answerTitle: '守时',
  unknownCommand: (typed: string, nearest: readonly CommandName[]) =>
    `没有“/${typed}”这个命令，您要找的可能是 ${nearest.map((command) => `/${command.name}`).join('、')}。`,
  notACommand: '我还听不懂整句话，请输入 / 选择命令，或输入 /帮助 查看能做什么。',
  notOnRoster: '您还不在党员名册中，请联系所在支部的组织委员。',
  staleCard: '这张卡片已更新，请看最新卡片。',
} as const;
