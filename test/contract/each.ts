import { afterEach, beforeEach } from 'vitest';
import { ann, TestWorkspace } from './workspace.ts';

type Json = Record<string, unknown>;

/** A fresh workspace before each test of the file, closed after it, and the calls most rows make. */
export function eachWorkspace() {
  let current: TestWorkspace;
  beforeEach(async () => {
    current = await TestWorkspace.open();
  });
  afterEach(async () => {
    await current.close();
  });
  return {
    get workspace(): TestWorkspace {
      return current;
    },
    /** Sends a text as the bot; its message id. */
    create: async (text: string, receive_id = ann, type = 'open_id'): Promise<string> => {
      const { body } = await current.api('POST', `/im/v1/messages?receive_id_type=${type}`, {
        receive_id,
        msg_type: 'text',
        content: JSON.stringify({ text }),
      });
      return String((body.data as Json).message_id);
    },
    group: (name = '第一支部群'): Promise<string> => current.groupId(name),
    /** What the platform's answer to a call says in `code`. */
    code: async (method: string, path: string, body?: unknown): Promise<unknown> =>
      (await current.api(method, path, body)).body.code,
  };
}
