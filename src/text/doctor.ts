/** What `doctor` says: names of the checks, what was found, and the step that mends it. */
export const doctorText = {
  help: `用法：
  npm run doctor    检查应用凭证、权限、可用范围、长连接、数据库、队列、时区数据和日历，逐项给出办法；列出机器人菜单的填法
选项：
  --help    显示本说明
没有设置 FEISHU_APP_ID 时使用本地工作区，只检查本机各项。检查不会改动任何数据。
退出码：0 全部正常；1 有需要处理的项；2 用法不对。`,
  working: '正在检查，请稍候。',
  finding: (isFine: boolean, name: string, detail: string) =>
    `${isFine ? '[正常]' : '[待办]'} ${name}：${detail}`,
  mending: (step: string) => `       办法：${step}`,
  allFine: (count: number) => `共检查 ${count} 项，全部正常。`,
  someBroken: (broken: number, count: number) => `共检查 ${count} 项，${broken} 项需要处理。`,
  menu: {
    intro: '机器人菜单（开放平台“机器人 → 自定义菜单”手工填写，响应动作选“推送事件”；本地工作区已自带）：',
    item: (name: string, eventKey: string, column: string | undefined) =>
      `       ${column === undefined ? '' : `${column} → `}${name}：事件 ID 填 ${eventKey}`,
  },
  platform: {
    name: '飞书',
    workspace: '没有设置 FEISHU_APP_ID，使用本地工作区，不连接飞书',
  },
  database: {
    name: '数据库',
    server: (version: string) => `PostgreSQL ${version} 可以连接`,
    embedded: (dataDir: string) => `内置数据库 ${dataDir} 可以打开`,
    fresh: (dataDir: string) => `还没有数据，第一次启动时会在 ${dataDir} 建立内置数据库`,
    inUse: (dataDir: string) => `${dataDir} 正由运行中的守时使用，这一项没有再打开检查`,
    current: '表结构是最新的',
    pending: (count: number) => `有 ${count} 项表结构更新，下次启动时自动完成`,
    newer: '数据库的表结构比这个版本的程序新',
    mendNewer: '请使用最近部署过的程序版本，不要用旧版本启动。',
    mendServer: '检查 DATABASE_URL，确认 PostgreSQL 已启动、账号密码正确、本机允许连接。',
    mendEmbedded: '检查 DATA_DIR 的权限和磁盘空间；仍打不开时从备份恢复这个文件夹。',
  },
  queue: {
    name: '队列',
    redis: 'Redis 可以连接',
    embedded: '使用内置数据库，不需要 Redis',
    mend: '检查 REDIS_URL，确认 Redis 已启动、密码正确、本机允许连接。',
  },
  timeZone: {
    name: '时区数据',
    fine: 'Asia/Shanghai 为 +08:00',
    wrong: (offset: string) => `Asia/Shanghai 的时差是 ${offset}，应为 GMT+08:00`,
    mend: '更换带完整时区数据（full-icu）的 Node.js，或取消 NODE_ICU_DATA 设置。',
  },
  credentials: {
    name: '应用凭证',
    fine: (appId: string) => `${appId} 的凭证有效`,
    refused: (code: number) => `平台不接受这组凭证（错误码 ${code}）`,
    silent: (domain: string) => `${domain} 没有应答`,
    mendRefused: '到开放平台“凭证与基础信息”核对 FEISHU_APP_ID 和 FEISHU_APP_SECRET；应用须已发布并启用。',
    mendSilent: '检查本机到该地址的网络和代理；国际版请把 FEISHU_DOMAIN 设为 https://open.larksuite.com。',
  },
  bot: {
    name: '机器人能力',
    fine: (appName: string) => `机器人“${appName}”已启用`,
    inactive: '应用没有启用机器人能力，或版本还没有发布',
    unknown: (code: number) => `没有查到机器人信息（错误码 ${code}）`,
    mend: '到开放平台“添加应用能力”开启机器人，然后创建版本并发布。',
  },
  scopes: {
    name: '权限',
    fine: (count: number) => `需要的 ${count} 项权限都已开通`,
    missing: (scopes: readonly string[]) => `还缺：${scopes.join('、')}`,
    optional: (scopes: readonly string[]) => `可以不开，开了更好用：${scopes.join('、')}`,
    unknown: '没有查到权限清单',
    mend: '到开放平台“权限管理”开通所缺权限，再发布一个版本，由管理员审核通过。',
    mendUnknown: (scopes: readonly string[]) => `请在开放平台“权限管理”里人工核对：${scopes.join('、')}。`,
  },
  availability: {
    name: '可用范围',
    everyone: '通讯录范围是全体员工',
    some: (departments: number, people: number) =>
      `通讯录范围内有 ${departments} 个部门、${people} 名单独添加的人员`,
    nobody: '通讯录范围是空的，机器人找不到任何人',
    unknown: (code: number) => `没有查到范围（错误码 ${code}）`,
    mend: '到开放平台“版本管理与发布”把可用范围设为全部党组织人员，并在“权限管理”里把通讯录权限范围设为与应用可用范围一致。',
  },
  connection: {
    name: '长连接',
    fine: '长连接可以建立',
    failed: (state: string) => `长连接没有建立（${state}）`,
    mend: '让本机能访问平台的 443 端口；到“事件与回调”把订阅方式都选为“使用长连接接收”，须在本程序连上时保存。',
  },
  webhook: {
    name: '回调加密',
    fine: '已设置加密密钥',
    missing: '没有设置 FEISHU_ENCRYPT_KEY，任何人都可能伪造事件',
    mend: '到“事件与回调 → 加密策略”生成 Encrypt Key，填入 FEISHU_ENCRYPT_KEY。',
  },
} as const;
