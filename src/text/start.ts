/** What the start command says on the terminal. */
export const startText = {
  hint: '守时已启动。在浏览器中打开下面的地址；按 Ctrl+C 停止。',
} as const;
