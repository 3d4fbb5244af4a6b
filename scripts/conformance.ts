/**
 * `npm run conformance`: the kit against both references, as a stranger would run it.
 *
 * The kit is its command line here, nothing of it is imported: it gets a URL, an owner and a start command for the
 * reference Opstage, and a start command for the reference agent. State is fresh, the port is free, the password is
 * random, and the durations are short so that waiting for them is short. Exits with the gravest exit code.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const kit = 'conformance/bin/capsule-conformance.mjs';

/** Short enough to wait for, far enough apart that a loaded machine does not blur them. Everything else: the default. */
const durations = {
  OPSTAGE_HEARTBEAT_INTERVAL_SECONDS: '1',
  OPSTAGE_OFFLINE_AFTER_SECONDS: '4',
  OPSTAGE_ACK_LEASE_SECONDS: '2',
  OPSTAGE_RUN_LEASE_SECONDS: '4',
  OPSTAGE_SWEEP_SECONDS: '1',
  OPSTAGE_CANCEL_GRACE_SECONDS: '2',
  OPSTAGE_TOKEN_PENDING_SECONDS: '2',
  OPSTAGE_EPHEMERAL_OFFLINE_SECONDS: '2',
  OPSTAGE_EXPIRY_GRACE_SECONDS: '2',
  OPSTAGE_REGISTER_RETRY_SECONDS: '4',
  OPSTAGE_HELLO_SECONDS: '2',
  OPSTAGE_PING_SECONDS: '2',
};

const scratch = mkdtempSync(join(tmpdir(), 'capsule-conformance-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true, maxRetries: 3 }));

const running = new Set<ChildProcess>();
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // The kit stops what it started. From a terminal it has had the signal itself already, and a second means "at once".
  process.on(name, () => {
    if (!process.stdin.isTTY) for (const child of running) child.kill(name);
  });
}

mkdirSync(join(root, 'reports'), { recursive: true });
// Both at once, because both mostly wait; the agent's output is kept until the other's is complete.
const [opstage, agent] = await Promise.all([judgeOpstage(), judgeAgent()]);
process.stdout.write(agent.output);
process.exitCode = [1, 2, 3].find((code) => code === opstage.code || code === agent.code) ?? 0;

async function judgeOpstage(): Promise<Ended> {
  const port = await freePort();
  const data = join(scratch, 'opstage');
  const password = randomBytes(18).toString('base64url');
  process.stdout.write('The reference Opstage\n\n');
  return runKit(
    [
      'opstage',
      ...['--url', `http://127.0.0.1:${port}`, '--owner', 'admin'],
      ...['--start', 'node reference-opstage/src/main.ts', '--data-folder', data],
      ...['--level', 'should', '--report', 'json=reports/opstage.json'],
      ...process.argv.slice(2),
    ],
    {
      ...durations,
      CAPSULE_OWNER_PASSWORD: password,
      OPSTAGE_OWNER_USERNAME: 'admin',
      OPSTAGE_OWNER_PASSWORD: password,
      OPSTAGE_HOST: '127.0.0.1',
      OPSTAGE_PORT: String(port),
      OPSTAGE_DATA: data,
    },
    'inherit',
  );
}

async function judgeAgent(): Promise<Ended> {
  const start = 'node reference-agent/sample/conformance-capsule.ts';
  const args = ['agent', '--start', start, '--level', 'should', '--report', 'json=reports/agent.json', '--quiet'];
  const ended = await runKit([...args, ...process.argv.slice(2)], {}, 'pipe');
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
    env: { ...process.env, ...env },
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

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
