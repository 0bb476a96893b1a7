// Who may import whom. The same law in words: README, "The house".
const rule = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true }, 'No file may depend on itself through others.'),
    rule(
      'tests-stay-outside',
      { path: '^(src|flows|db)/' },
      { path: '^test/' },
      'Nothing that ships imports a test.',
    ),
    rule(
      'core-is-a-leaf',
      { path: '^src/core/' },
      { path: '^(src/(?!core/)|flows|db|test)' },
      'core imports nothing of ours.',
    ),
    rule(
      'shelf-is-pure',
      { path: '^src/(calendar|commands|cards|text|exports)/' },
      { path: '^(src/(?!(core|calendar|commands|cards|text|exports)/)|flows|db|test)' },
      'The shelf imports only core and itself.',
    ),
    rule(
      'org-below-duties',
      { path: '^src/org/' },
      { path: '^(src/(?!(core|calendar|commands|cards|text|exports|org)/)|flows|test)' },
      'org stands on the shelf and db.',
    ),
    rule(
      'duties-below-engine',
      { path: '^src/duties/' },
      { path: '^(src/(?!(core|calendar|commands|cards|text|exports|org|duties)/)|flows|test)' },
      'duties stands on org; it hands what is due to a port.',
    ),
    rule(
      'notices-below-engine',
      { path: '^src/notices/' },
      { path: '^(src/(?!(core|calendar|commands|cards|text|exports|org|notices)/)|flows|test)' },
      'notices stands on org; platform and queue come in through its ports.',
    ),
    rule(
      'engine-knows-no-adapter',
      { path: '^src/engine/' },
      { path: '^(src/(feishu|queue|sandbox|web|rehearsal)/|src/(app|main)\\.ts|flows|test)' },
      'The engine sees ports, never adapters or flows.',
    ),
    rule(
      'adapters-see-ports-only',
      { path: '^src/(feishu|queue)/' },
      { path: '^(src/(sandbox|web|rehearsal|duties|org)/|src/(app|main)\\.ts|flows|test)' },
      'Adapters implement ports of notices and engine.',
    ),
    rule(
      'sandbox-knows-no-bot',
      { path: '^src/sandbox/' },
      { path: '^(src/(?!(core|sandbox)/)|flows|db|test)' },
      'The workspace knows the public platform contract and nothing of the bot.',
    ),
    rule(
      'bot-knows-no-sandbox',
      { path: '^(src/(?!(sandbox|rehearsal)/|main\\.ts)|flows|db)' },
      { path: '^src/sandbox/' },
      'Only main.ts, the rehearsal and tests may start the workspace.',
    ),
    rule(
      'flows-stay-apart',
      { path: '^flows/([^/]+)/' },
      { path: '^flows/', pathNot: '^flows/$1/' },
      'A flow never imports another flow.',
    ),
    rule(
      'flows-see-the-engine',
      { path: '^flows/[^/]+/' },
      { path: '^src/(feishu|queue|sandbox|web|rehearsal|app\\.ts|main\\.ts)' },
      'Flows use engine, org, duties, notices and the shelf.',
    ),
    rule(
      'only-main-knows-flows',
      { path: '^src/', pathNot: '^src/(rehearsal/)?main\\.ts$' },
      { path: '^flows/' },
      'The list of flows is handed in at the entry.',
    ),
    rule(
      'commands-are-an-end',
      { path: '^(src/(?!cli/)|flows|db)' },
      { path: '^src/cli/' },
      'A command of the terminal is an entry like main.ts: nobody imports it.',
    ),
    rule(
      'commands-run-no-bot',
      { path: '^src/cli/' },
      { path: '^(src/sandbox/|src/(app|main)\\.ts|flows|test)' },
      'Commands look at the same database beside the bot; they neither start it nor know its flows.',
    ),
    rule(
      'main-is-the-end',
      { path: '^(src|flows|db)/' },
      { path: '^src/main\\.ts$' },
      'Nobody imports the entry.',
    ),
    rule(
      'app-only-from-entry',
      { path: '^src/(?!(main|app)\\.ts|rehearsal/)|^flows|^db' },
      { path: '^src/app\\.ts$' },
      'One composition root.',
    ),
    rule(
      'sdk-at-the-rim',
      { path: '^(src/(?!feishu/)|flows|db)' },
      { path: 'node_modules/@larksuiteoapi' },
      'The SDK lives in feishu/.',
    ),
    rule(
      'bullmq-at-the-rim',
      { path: '^(src/(?!queue/)|flows|db)' },
      { path: 'node_modules/(bullmq|ioredis)/' },
      'BullMQ lives in queue/.',
    ),
    rule(
      'database-clients-at-the-rim',
      { path: '^(src|flows)', pathNot: '^src/queue/' },
      { path: 'node_modules/(postgres|@electric-sql)/' },
      'Drivers are opened in db/ (and faced for BullMQ in queue/).',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // Tests beside the code may use fixtures; the page is built apart and sees nothing but itself.
    exclude: { path: '^src/sandbox/page/|\\.test\\.ts$' },
  },
};
