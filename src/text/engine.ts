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
  undo: '撤销',
  undoUntil: (time: string) => `${time}以前可以撤销`,
  final: (done: string, sentence: string) => `${done}。${sentence}`,
  undone: '已撤销，恢复到办理以前',
  undoneBefore: '这一步已经撤销过了。',
  undoOver: '已经超过十分钟，不能撤销了。',
  undoNotYours: '这一步只有办理的人自己可以撤销。',
  why: '为什么',
  feedback: '提意见',
  freshCard: '这张卡片太久，改不动了，最新的在下面',
  staleCard: '这张卡片已更新，请看最新卡片。',
  failed: '没有办成，什么都没有改动，请稍后再试；还是不行请告诉管理员。',
} as const;
