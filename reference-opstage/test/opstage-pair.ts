/**
 * Two Opstage processes on one PostgreSQL database behind one port, as a load balancer would put them: each connection
 * goes to the other process than the one before. Started like one Opstage and by the same variables; each data folder
 * means a database of its own on the server that `CAPSULE_POSTGRES` names. Ends as soon as one of the two does, with
 * its exit code.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, connect as dial } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { databaseNameOf } from './database-name-of.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const { CAPSULE_POSTGRES = '', OPSTAGE_DATA = '', OPSTAGE_HOST = '127.0.0.1', OPSTAGE_PORT = '0' } = process.env;
const name = databaseNameOf(OPSTAGE_DATA);
await makeDatabase();

const pair = [start(), start()];
let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    stopping = true;
    for (const { child } of pair) child.kill(signal);
  });
}
const codes = Promise.all(
  pair.map(async ({ exited }) => {
    const code = await exited;
    if (!stopping) {
      for (const { child } of pair) child.kill('SIGKILL');
      process.exit(code ?? 1);
    }
    return code ?? 1;
  }),
);
void codes.then((all) => process.exit(Math.max(...all)));

const ports = await Promise.all(pair.map(({ port }) => port));
let turn = 0;
const balancer = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
  turn += 1;
  const far = dial({ host: '127.0.0.1', port: ports[turn % ports.length] ?? 0, allowHalfOpen: true, noDelay: true });
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    from.pipe(to);
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  }
});
balancer.listen(Number(OPSTAGE_PORT), OPSTAGE_HOST, () => {
  const address = balancer.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  process.stdout.write(`opstage listening on http://${OPSTAGE_HOST}:${port}\n`);
});

function start(): { child: ChildProcess; port: Promise<number>; exited: Promise<number | null> } {
  const child = spawn(process.execPath, [main], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      OPSTAGE_HOST: '127.0.0.1',
      OPSTAGE_PORT: '0',
      OPSTAGE_DATABASE_URL: `${CAPSULE_POSTGRES}/${name}`,
      OPSTAGE_TRUSTED_PROXIES: '',
    },
  });
  const port = new Promise<number>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [, found] = /^opstage listening on http:\S+:([0-9]+)$/.exec(line) ?? [];
      if (found !== undefined) resolve(Number(found));
      else process.stdout.write(`${line}\n`);
    });
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, port, exited };
}

async function makeDatabase(): Promise<void> {
  const admin = new pg.Client({ connectionString: `${CAPSULE_POSTGRES}/postgres` });
  await admin.connect();
  const { rows } = await admin.query('select 1 from pg_database where datname = $1', [name]);
  if (rows.length === 0) await admin.query(`create database ${admin.escapeIdentifier(name)}`);
  await admin.end();
}
