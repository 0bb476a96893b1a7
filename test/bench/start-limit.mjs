// The most direct start there is: no loader, no framework, no queue. Arguments: where the database is (a folder or
// the URL of a server), the roster's folder, the migrations' folder. Prints `ready`, then `sent`.
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { join } from 'node:path';

const [place = '', roster = '', migrations = ''] = process.argv.slice(2);

async function openDatabase() {
  if (place.includes('://')) {
    const { default: postgres } = await import('postgres');
    const client = postgres(place, { onnotice: () => undefined });
    return {
      exec: (text) => client.unsafe(text),
      query: (text, values) => client.unsafe(text, values),
    };
  }
  const { PGlite } = await import('@electric-sql/pglite');
  const pglite = await PGlite.create(join(place, 'pg'));
  return { exec: (text) => pglite.exec(text), query: (text, values) => pglite.query(text, values) };
}

function readSheet(name) {
  const text = readFileSync(join(roster, name), 'utf8').replace(/^\uFEFF/, '');
  const [, ...rows] = text.trim().split(/\r?\n/);
  return rows.map((row) => row.split(',').map((cell) => (cell === '' ? null : cell)));
}

async function insert(database, table, columns, rows) {
  const marks = rows.map((row, n) => `(${row.map((_, at) => `$${n * row.length + at + 1}`).join(',')})`);
  await database.query(`insert into ${table} (${columns}) values ${marks.join(',')}`, rows.flat());
}

async function loadRoster(database) {
  const orgs = readSheet('orgs.csv');
  await insert(
    database,
    'orgs',
    'code,name,level,founded_on,elected_on,term_years',
    orgs.map(([code, name, level, , , founded, elected, term]) => [
      code,
      name,
      level,
      founded,
      elected,
      term && Number(term),
    ]),
  );
  await insert(
    database,
    'org_relations',
    'from_org,to_org,kind',
    orgs.flatMap(([code, , , above, party]) => [
      ...(above ? [[code, above, 'superior']] : []),
      ...(party ? [[code, party, 'party_group']] : []),
    ]),
  );
  await insert(
    database,
    'people',
    'code,name,account,status,tags,branch_code,group_name',
    readSheet('people.csv').map(([code, name, account, status, , branch, group]) => [
      code,
      name,
      account,
      status,
      '{}',
      branch,
      group ?? null,
    ]),
  );
  await insert(
    database,
    'post_assignments',
    'id,org_code,post,person_code,from_on,to_on',
    readSheet('posts.csv').map(([org, post, person, from, to]) => [
      crypto.randomUUID(),
      org,
      post,
      person,
      from,
      to ?? null,
    ]),
  );
}

const database = await openDatabase();
for (const file of readdirSync(migrations)
  .filter((name) => name.endsWith('.sql'))
  .sort()) {
  await database.exec(readFileSync(join(migrations, file), 'utf8'));
}
await loadRoster(database);

const inbox = [];
const server = createServer((incoming, answer) => {
  let body = '';
  incoming.on('data', (bytes) => {
    body += bytes;
  });
  incoming.on('end', () => {
    inbox.push(JSON.parse(body));
    answer.setHeader('content-type', 'application/json');
    answer.end(JSON.stringify({ code: 0, data: { message_id: `om_${inbox.length}` } }));
  });
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
console.log('ready');

const card = { schema: '2.0', body: { elements: [{ tag: 'markdown', content: 'one duty is open' }] } };
const outgoing = request({
  port: server.address().port,
  host: '127.0.0.1',
  method: 'POST',
  path: '/messages',
});
outgoing.on('response', (answer) => answer.resume().on('end', () => console.log('sent')));
outgoing.end(JSON.stringify({ receive_id: 'ou_1', msg_type: 'interactive', content: JSON.stringify(card) }));
