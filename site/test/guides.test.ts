// The guides, done exactly as they say: their snippets run one after the other against the reference Opstage, and the
// agent in Python is judged by the kit. curl, a POSIX shell and Python 3 are what a reader needs, and so does this test.

import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from './site-under-test.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const guides = fileURLToPath(new URL('../guides/', import.meta.url));
const capsule = `export CAPSULE='${repository.replace(/\/$/, '')}'`;
const password = 'correct-horse-battery';
const folder = mkdtempSync(join(tmpdir(), 'capsule-guides-'));

let opstage: ChildProcess;
let url = '';

beforeAll(async () => {
  opstage = spawn(process.execPath, ['reference-opstage/src/main.ts'], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      OPSTAGE_PORT: '0',
      OPSTAGE_DATA: join(folder, 'opstage'),
      OPSTAGE_OWNER_PASSWORD: password,
      OPSTAGE_LOG_LEVEL: 'error',
      OPSTAGE_HEARTBEAT_INTERVAL_SECONDS: '2',
    },
  });
  url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    opstage.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const found = /listening on (\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    opstage.once('exit', (code) => reject(new Error(`Opstage ended with ${code} before it listened`)));
  });
}, 120_000);

afterAll(() => {
  opstage?.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const snippet = (path: string): string => readFileSync(join(guides, path), 'utf8');
const steps = (guide: string): string[] =>
  readdirSync(join(guides, guide))
    .filter((file) => file.endsWith('.sh'))
    .sort()
    .map((file) => snippet(`${guide}/${file}`));

/** Runs in one shell, in a folder of its own, as a reader would in one terminal. */
const shell = (script: readonly string[], workFolder: string): Promise<string> =>
  run('sh', ['-e', '-c', [`cd '${workFolder}'`, ...script].join('\n')], {
    OPSTAGE_URL: url,
    OPSTAGE_OWNER_PASSWORD: password,
  });

const newFolder = (name: string): string => mkdtempSync(join(folder, `${name}-`));

/** Below what systems give to whoever asks for any port, so that nobody is given it before its program listens. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}

/** A PostgreSQL with an empty database `fleet`, as a reader would have one: the server of Opstage's own tests. */
async function postgres(): Promise<{ url: string; stop: () => Promise<void> }> {
  // Apart from the other folders: where the tests run as root the server does not, and it has to get in.
  const dataFolder = mkdtempSync(join(tmpdir(), 'capsule-guides-postgres-'));
  const server = spawn(process.execPath, ['reference-opstage/test/serve-postgres.ts', dataFolder], {
    cwd: repository,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const ready = String((await lines.next()).value);
  if (!ready.startsWith('ready ')) throw new Error('PostgreSQL did not start; it says why above');
  server.stdin.write('fleet\n');
  await lines.next();
  const stop = async (): Promise<void> => {
    server.stdin.end();
    await once(server, 'exit');
  };
  return { url: ready.replace(/^ready /, ''), stop };
}

test('a five-minute agent runs a command with curl alone', async () => {
  const printed = await shell(steps('five-minute-agent'), newFolder('five'));
  expect(printed).toContain('"status":"SUCCEEDED"');
  expect(printed).toContain('Hello, Mira!');
  expect(printed).not.toContain('"success":false');
});

test('operating over HTTP shows agents, services and the audit log', async () => {
  const workFolder = newFolder('operate');
  const begin = ['1-log-in.sh', '2-registration-token.sh'].map((file) => snippet(`five-minute-agent/${file}`));
  const printed = await shell([...begin, ...steps('operate-over-http')], workFolder);
  expect(printed).not.toContain('"success":false');
  const lines = readFileSync(join(workFolder, 'audit.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).seq)).toEqual(lines.map((_, index) => index + 1));
});

/**
 * A reader's two terminals: in the first `start` runs in the background until the service it stands for is HEALTHY, in the
 * second, which knows nothing of the first but its folder, the reader logs in and types `execute`. Then the command it
 * made is shown once it has ended.
 */
const whileItRuns = (start: string, service: string, execute: string): string[] => [
  ...['1-log-in.sh', '2-registration-token.sh'].map((file) => snippet(`five-minute-agent/${file}`)),
  `${start.trimEnd()} & AGENT=$!`,
  "trap 'kill $AGENT 2>/dev/null || true' EXIT",
  'for _ in $(seq 120); do',
  `  case $(curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/capsule-services?q=${service}") in *'"HEALTHY"'*) break ;; esac`,
  '  sleep 0.5',
  'done',
  "sh -e > command.json <<'TERMINAL'",
  snippet('five-minute-agent/1-log-in.sh'),
  execute,
  'TERMINAL',
  `COMMAND_ID=$(grep -o 'cmd_[A-Za-z0-9_-]*' command.json | head -1)`,
  'for _ in $(seq 120); do',
  `  ANSWER=$(curl -sS -b cookies.txt "$OPSTAGE_URL/api/admin/commands/$COMMAND_ID")`,
  '  case $ANSWER in *SUCCEEDED* | *FAILED*) break ;; esac',
  '  sleep 0.5',
  'done',
  'kill $AGENT; wait $AGENT || true',
  'echo "$ANSWER"',
];

test('the agent in Python registers and greets', async () => {
  const workFolder = newFolder('python');
  cpSync(join(guides, 'python-agent'), workFolder, { recursive: true });
  const start = snippet('python-agent/run.sh');
  const greet = snippet('five-minute-agent/6-execute.sh').replace('q=greeter', 'q=python-greeter');
  const printed = await shell(whileItRuns(start, 'python-greeter', greet), workFolder);
  expect(printed).toContain('Hello, Mira!');
}, 180_000);

test('an existing script is wrapped by one file', async () => {
  const workFolder = newFolder('wrap');
  cpSync(join(guides, 'wrap-a-script'), workFolder, { recursive: true });
  const [before = '', check = '', start = '', execute = ''] = steps('wrap-a-script');
  const printed = await shell([capsule, before, check, ...whileItRuns(start, 'outbox', execute)], workFolder);
  expect(printed).toContain('"sent":2');
  expect(readdirSync(join(workFolder, 'sent')).sort()).toEqual(['1.txt', '2.txt']);
}, 180_000);

test('a Node service embeds the SDK', async () => {
  const workFolder = newFolder('embed');
  cpSync(join(guides, 'embed-the-sdk', 'mailer.ts'), join(workFolder, 'mailer.ts'));
  const [install = '', start = '', execute = ''] = steps('embed-the-sdk');
  const printed = await shell([capsule, install, ...whileItRuns(start, 'mailer', execute)], workFolder);
  expect(printed).toContain('"sent":1');
}, 180_000);

test('two processes on one PostgreSQL are one control plane', async () => {
  const workFolder = newFolder('postgres');
  const [two = '', one = ''] = steps('opstage-on-postgresql');
  const [port, other] = [await freePort(), await freePort()].map(String);
  const ours = (text: string): string => text.replaceAll('8081', port ?? '').replaceAll('8082', other ?? '');
  const listening = (at: string | undefined): string =>
    `for _ in $(seq 240); do curl -s -o /dev/null http://127.0.0.1:${at}/api/system/health && break; sleep 0.5; done`;
  const server = await postgres();
  try {
    const printed = await shell(
      [
        capsule,
        `export OPSTAGE_DATABASE_URL='${server.url}/fleet'`,
        "trap 'kill $STARTED; wait' EXIT",
        // In the repository, where npm knows the package; stderr is not the reader's concern here.
        ours(two)
          .replaceAll(
            'npm start -w capsule-opstage &',
            'node "$CAPSULE/reference-opstage/src/main.ts" > /dev/null & STARTED="$STARTED $!"',
          )
          .concat(listening(port), '\n', listening(other)),
        ours(one),
      ],
      workFolder,
    );
    expect(printed.match(/"username":"admin"/g)).toHaveLength(2);
  } finally {
    await server.stop();
  }
}, 180_000);

test('the agent in Python keeps the contract, as the kit sees it', async () => {
  const start = `python3 '${join(guides, 'python-agent/conformance_capsule.py')}'`;
  const kit = 'conformance/bin/capsule-conformance.mjs';
  // The exit code is the verdict: `run` throws on any but 0.
  const printed = await run(
    'sh',
    ['-c', `cd '${repository}' && '${process.execPath}' ${kit} agent --start "${start}"`],
    {
      PYTHONDONTWRITEBYTECODE: '1',
    },
  );
  expect(printed).toMatch(/^requirements: \d+ passed, 0 failed/m);
}, 400_000);
