/** What stopped a command, and the step that mends it. Codes are those of AppError. */
const sentences: Readonly<Record<string, string>> = {
  config: '设置有误，请对照 .env.example 改正下列各项。',
  data_dir_in_use:
    '数据文件夹正被另一个守时进程使用，多半是正在运行的机器人，请先停止它再试。需要边运行边用命令的，请改用 PostgreSQL（设置 DATABASE_URL）。',
  database_unreachable: '连不上 PostgreSQL，请检查 DATABASE_URL，并确认数据库已启动。',
  database_broken: '内置数据库打不开，请检查 DATA_DIR 的权限和磁盘空间，或从备份恢复这个文件夹。',
  migration_failed: '数据库表结构没有更新成功，请检查账号是否有建表权限，再试一次。',
  redis_unreachable: '连不上 Redis，请检查 REDIS_URL，并确认 Redis 已启动。',
  feishu_credentials: '平台不接受应用凭证，请运行 npm run doctor 查看原因。',
  accounts_unresolved: '没有从飞书查到账号，没有导入任何内容，请运行 npm run doctor 查看原因后再导入一次。',
  roster: '名册有误，没有导入任何内容，请按下列各行改正。',
};

export function failureText(code: string, message: string): string {
  return `${sentences[code] ?? `没有完成（${code}）。`}\n${message}`;
}

export const wrongUsage = '用法不对，请看下面的说明。';
