import type { ApiMethod } from '../api-method.ts';

/** Answers under `bot`, not under `data`. */
export const botInfo: ApiMethod = {
  verb: 'GET',
  path: '/open-apis/bot/v3/info',
  handle: ({ workspace: { world } }) => ({
    status: 200,
    body: {
      code: 0,
      msg: 'ok',
      bot: {
        activate_status: 2,
        app_name: world.app.name,
        avatar_url: '',
        ip_white_list: [],
        open_id: world.app.openId,
      },
    },
  }),
};
