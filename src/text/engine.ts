import type { CommandName } from '../commands/name.ts';

/** Sentences of the engine itself: what nobody's flow could answer. */
export const engineText = {
  answerTitle: '守时',
  askTitle: '请确认',
  unknownCommand: (typed: string, nearest: readonly CommandName[]) =>
    nearest.length === 0
      ? `没有“/${typed}”这个命令，输入 /帮助 看看能做什么。`
      : `没有“/${typed}”这个命令，您要找的可能是 ${nearest.map((command) => `/${command.name}`).join('、')}。`,
  notUnderstood: '这句话我没有听懂，什么都没有改动。可以换个说法，或输入 /帮助 看看能做什么。',
  askCommand: (typed: string) => `您说的是“${typed}”。要办的话请按一下，不是就不用理会。`,
  askSlash: (example: string) => `要登记的话，请在前面加上斜杠，例如：${example}`,
  notOnRoster: '您还不在党员名册中，请联系所在支部的组织委员。',
  staleCard: '这张卡片已更新，请看最新卡片。',
} as const;
