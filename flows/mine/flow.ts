import type { Flow } from '../../src/engine/index.ts';
import { mineByText } from './mine.ts';
import { text } from './text.ts';
import { todoByText, turnTodo } from './todo.ts';

export const mine: Flow = {
  key: 'mine',
  title: text.title,
  commands: [
    {
      name: '我的',
      alias: 'mine',
      description: text.mineDescription,
      example: text.mineExample,
      run: mineByText,
    },
    {
      name: '待办',
      alias: 'todo',
      spellings: ['待辦'],
      description: text.todoDescription,
      example: text.todoExample,
      right: 'agenda',
      run: todoByText,
    },
  ],
  actions: { 'mine.todo': turnTodo },
};
