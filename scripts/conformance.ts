/**
 * `npm run conformance`: the kit against both references, as a stranger would run it.
 *
 * The kit is its command line here, nothing of it is imported: it gets a URL, an owner and a start command for the
 * reference Opstage, and a start command for the reference agent. State is fresh, the port is free, the password is
 * random, and the durations are short so that waiting for them is short. Exits with the gravest exit code.
 *
 * With `--postgres` it is the Opstage alone, as two processes on one PostgreSQL, which is started here; every connection
 * goes to the other one than the connection before.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { databaseNameOf, startPostgresServer } from './postgres-server.ts';
import { longerDurations, shortDurations } from './short-durations.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const kit = 'conformance/bin/capsule-conformance.mjs';

const scratch = mkdtempSync(join(roomyFolder(), 'capsule-conformance-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }));

const surroundings = {
  // Whatever the kit and the subjects keep for the time of the run.
  TMPDIR: scratch,
  // A run starts two hundred processes of the same few programs: what Node compiled for one it has for the next.
  NODE_COMPILE_CACHE: join(scratch, 'compiled'),
};

const running = new Set<ChildProcess>();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // The kit stops what it started. From a terminal it has had the signal itself already, and a second means "at once".
  process.on(name, () => {
    if (!process.stdin.isTTY) for (const child of running) child.kill(name);
  });
}

const postgres = process.argv.includes('--postgres');
const passedOn = process.argv.slice(2).filter((argument) => argument !== '--postgres');

mkdirSync(join(root, 'reports'), { recursive: true });
// Both at once, because both mostly wait; the agent's output is kept until the other's is complete.
const judged = await Promise.all(postgres ? [judgeOpstage()] : [judgeOpstage(), judgeAgent()]);
for (const { output } of judged) process.stdout.write(output);
process.exitCode = [1, 2, 3].find((gravest) => judged.some(({ code }) => code === gravest)) ?? 0;

async function judgeOpstage(): Promise<Ended> {
  const port = await freePort();
  const data = join(scratch, 'opstage');
  const password = randomBytes(18).toString('base64url');
  process.stdout.write(`The reference Opstage${postgres ? ', two processes on PostgreSQL' : ''}\n\n`);
  const stored = postgres ? await onPostgres(data) : onSqlite(data);
  const ended = await runKit(
    [
      'opstage',
      ...['--url', `http://127.0.0.1:${port}`, '--owner', 'admin'],
      ...['--start', stored.start, '--data-folder', stored.files],
      ...['--level', 'should', '--report', `json=reports/${stored.report}.json`],
      ...passedOn,
    ],
    {
      ...(postgres ? longerDurations : shortDurations),
      CAPSULE_OWNER_PASSWORD: password,
      OPSTAGE_OWNER_USERNAME: 'admin',
      OPSTAGE_OWNER_PASSWORD: password,
      OPSTAGE_HOST: '127.0.0.1',
      OPSTAGE_PORT: String(port),
      OPSTAGE_DATA: data,
      ...stored.env,
    },
    'inherit',
  );
  await stored.close();
  return ended;
}

interface Stored {
  start: string;
  /** Where its data lies in files. */
  files: string;
  report: string;
  env: Record<string, string>;
  close(): Promise<void>;
}

function onSqlite(data: string): Stored {
  const start = 'node reference-opstage/src/main.ts';
  return { start, files: data, report: 'opstage', env: {}, close: async () => {} };
}

async function onPostgres(data: string): Promise<Stored> {
  // The server may run as another user than this script and has to get to its folder.
  chmodSync(scratch, 0o711);
  const server = await startPostgresServer(join(scratch, 'server'));
  const files = await server.create(databaseNameOf(data));
  const start = 'node reference-opstage/test/opstage-pair.ts';
  return { start, files, report: 'opstage-postgres', env: { CAPSULE_POSTGRES: server.url }, close: server.stop };
}

async function judgeAgent(): Promise<Ended> {
  const program = 'reference-agent/sample/conformance-capsule.ts';
  await compileBeforehand(program);
  const start = `node ${program}`;
  const args = ['agent', '--start', start, '--level', 'should', '--report', 'json=reports/agent.json', '--quiet'];
  const ended = await runKit([...args, ...passedOn], {}, 'pipe');
  return { ...ended, output: `\nThe reference agent\n\n${ended.output}` };
}

interface Ended {
  code: number;
  /** What it printed, where that was not inherited. */
  output: string;
}

async function runKit(
  args: readonly string[],
  env: Record<string, string>,
  output: 'inherit' | 'pipe',
): Promise<Ended> {
  const child = spawn(process.execPath, [kit, ...args], {
    cwd: root,
    stdio: ['ignore', output, output],
    env: { ...process.env, ...surroundings, ...env },
  });
  running.add(child);
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve(exitCode ?? 3));
  });
  running.delete(child);
  return { code, output: printed };
}

/** Starts the program in vain (it ends for want of its variables), so that all later starts find it compiled. */
async function compileBeforehand(program: string): Promise<void> {
  const child = spawn(process.execPath, [program], {
    cwd: root,
    stdio: 'ignore',
    env: { ...process.env, ...surroundings },
    timeout: 10_000,
  });
  await new Promise((resolve) => {
    child.once('close', resolve);
    child.once('error', resolve);
  });
}

/** Below what systems give to whoever asks for any port, so that nobody is given it while the Opstage restarts. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** In memory where the machine offers that with room to spare: how fast its disk is says nothing about the subjects. */
function roomyFolder(): string {
  const memory = '/dev/shm';
  const bytesMin = 2 ** 30;
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize >= bytesMin) return memory;
  } catch {
    // Not every system has it.
  }
  return tmpdir();
}
