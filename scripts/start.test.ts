// `npm start` as a newcomer meets it, on a folder and a port of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const program = fileURLToPath(new URL('start.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'capsule-start-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

interface Started {
  child: ChildProcess;
  output(): string;
  /** Resolves once it has said how to stop it. */
  ready: Promise<void>;
  ended: Promise<number | null>;
}

function start(port: number): Started {
  const { PATH = '' } = process.env;
  const env = { PATH, PORT: String(port), CAPSULE_FOLDER: folder };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  children.push(child);
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const ready = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output.includes('Ctrl-C stops everything')) resolve();
      });
    }
    void ended.then((code) => reject(new Error(`ended ${code}: ${output}`)));
  });
  ready.catch(() => {});
  return { child, output: () => output, ready, ended };
}

test('a first start prints a password that works, a second one none; Ctrl-C stops everything', async () => {
  const port = await freePort();
  const first = start(port);
  await first.ready;
  expect(first.output()).toContain(`http://127.0.0.1:${port}/`);
  const [, password = ''] = /Password {3}(\S+) {3}\(shown this once\)/.exec(first.output()) ?? [];
  const services = await signedIn(port, password);
  await until(async () => {
    const found = (await services()) as { code: string; effectiveStatus: string }[];
    return found.some(({ code, effectiveStatus }) => code === 'proxy-checker' && effectiveStatus === 'HEALTHY');
  });
  const page = await fetch(`http://127.0.0.1:${port}/`);
  expect([page.status, page.url]).toEqual([200, `http://127.0.0.1:${port}/console/`]);
  first.child.kill('SIGINT');
  expect(await first.ended).toBe(0);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();

  const second = start(port);
  await second.ready;
  expect(second.output()).not.toContain(password);
  const again = await signedIn(port, password);
  await until(async () => (await again()).length === 1);
  second.child.kill('SIGINT');
  expect(await second.ended).toBe(0);
});

test('a port that is taken is said in one sentence', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const started = start(port);
  expect(await started.ended).toBe(1);
  expect(started.output()).toBe(
    `Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start\n`,
  );
  other.close();
});

test('a PORT that is no port is said in one sentence', async () => {
  const started = start(Number.NaN);
  expect(await started.ended).toBe(1);
  expect(started.output()).toBe('PORT is NaN: it takes a whole number from 1 to 65535.\n');
});

/** Signs in; the returned function lists the services. */
async function signedIn(port: number, password: string): Promise<() => Promise<unknown[]>> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/admin/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  });
  expect(answer.status).toBe(200);
  const Cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async () => {
    const listed = await fetch(`http://127.0.0.1:${port}/api/admin/capsule-services`, { headers: { Cookie } });
    return ((await listed.json()) as { data: unknown[] }).data;
  };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
