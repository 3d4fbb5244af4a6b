/**
 * `npm start`: an Opstage with its console and one agent, for trying things out. What it makes stays in `.capsule`, so that
 * the next start goes on where this one ended; the owner's password is made at the first start and printed that once.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startSampleProxies } from './sample-proxies.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = process.env.CAPSULE_FOLDER ?? join(root, '.capsule');
/** Written once everything of a first start has worked; without it there is nothing to go on from. */
const complete = join(folder, 'complete');
const owner = 'admin';
const agentPatienceMs = 30_000;
const logCharsMax = 4_000;

/** Why it cannot start, for a person to read. */
class Obstacle extends Error {}

const running = new Set<ChildProcess>();
let stopping = false;

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
try {
  await main();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

async function main(): Promise<void> {
  const port = await freePort(process.env.PORT ?? '8080');
  buildConsole();
  const first = !existsSync(complete);
  if (first) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const password = first ? randomBytes(12).toString('base64url') : null;
  const url = `http://127.0.0.1:${port}`;
  const opstage = await startOpstage(port, password);
  const proxies = await startSampleProxies();
  const session = password === null ? null : await signIn(url, password);
  const agent = startAgent(url, proxies.list, session === null ? null : await session.newToken());
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => void stop(agent, opstage, proxies.close));
  }
  if (session !== null) {
    await session.agentIsOnline();
    writeFileSync(complete, '');
  }
  process.stdout.write(welcome(url, password));
}

async function freePort(asked: string): Promise<number> {
  const port = Number(asked);
  if (!/^[0-9]+$/.test(asked) || port < 1 || port > 65_535) {
    throw new Obstacle(`PORT is ${asked}: it takes a whole number from 1 to 65535.`);
  }
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () => {
      reject(new Obstacle(`Port ${port} is taken. Stop what uses it, or choose another: PORT=${port + 1} npm start`));
    });
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
  return port;
}

function buildConsole(): void {
  const build = join(root, 'reference-opstage/console/build.ts');
  const { status } = spawnSync(process.execPath, [build, '--if-stale'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Obstacle('The console could not be built; the reason is above.');
}

/** In a process group of its own, so that Ctrl-C reaches this program alone and everything stops in order. */
function start(name: string, program: string, env: Record<string, string>): ChildProcess {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [join(root, program)], {
    detached: true,
    env: { PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  // A log nobody asked for; it is shown where it explains an end.
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-logCharsMax);
  });
  child.once('exit', (code) => {
    running.delete(child);
    if (stopping) return;
    process.stderr.write(`${log}\n${name} has ended by itself with code ${code}; stopping.\n`);
    process.exit(1);
  });
  return child;
}

async function startOpstage(port: number, password: string | null): Promise<ChildProcess> {
  const child = start('Opstage', 'reference-opstage/src/main.ts', {
    OPSTAGE_HOST: '127.0.0.1',
    OPSTAGE_PORT: String(port),
    OPSTAGE_DATA: join(folder, 'opstage'),
    OPSTAGE_OWNER_USERNAME: owner,
    OPSTAGE_LOG_LEVEL: 'warn',
    // Somebody is watching: changes show within seconds.
    OPSTAGE_HEARTBEAT_INTERVAL_SECONDS: '2',
    OPSTAGE_OFFLINE_AFTER_SECONDS: '6',
    ...(password === null ? {} : { OPSTAGE_OWNER_PASSWORD: password }),
  });
  await new Promise<void>((resolve) => {
    let printed = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes('listening')) resolve();
    });
  });
  return child;
}

function startAgent(url: string, proxyList: string, token: string | null): ChildProcess {
  const child = start('The sample agent', 'reference-agent/sample/proxy-checker.ts', {
    OPSTAGE_URL: url,
    OPSTAGE_AGENT_STATE: join(folder, 'agent'),
    PROXY_LIST: proxyList,
    PROXY_CHECK_URL: `${url}/api/system/health`,
    ...(token === null ? {} : { OPSTAGE_REGISTRATION_TOKEN: token }),
  });
  child.stdout?.resume();
  return child;
}

interface Session {
  newToken(): Promise<string>;
  /** Resolves once the first agent is online. */
  agentIsOnline(): Promise<void>;
}

async function signIn(url: string, password: string): Promise<Session> {
  const headers: Record<string, string> = { 'Content-Type': 'application/json', 'Capsule-Contract': '1' };
  const call = async <Data>(method: string, path: string, body?: object): Promise<{ data: Data; cookie: string }> => {
    const answer = await fetch(url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!answer.ok) throw new Obstacle(`Opstage answered ${answer.status} to ${method} ${path}.`);
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { data: ((await answer.json()) as { data: Data }).data, cookie };
  };
  const login = await call<{ csrfToken: string }>('POST', '/api/admin/auth/login', { username: owner, password });
  headers.Cookie = login.cookie;
  headers['X-CSRF-Token'] = login.data.csrfToken;
  return {
    async newToken() {
      const label = { label: 'sample agent' };
      return (await call<{ token: string }>('POST', '/api/admin/registration-tokens', label)).data.token;
    },
    async agentIsOnline() {
      const deadline = Date.now() + agentPatienceMs;
      while ((await call<unknown[]>('GET', '/api/admin/agents?status=ONLINE')).data.length === 0) {
        if (Date.now() > deadline) throw new Obstacle('The sample agent did not register within 30 seconds.');
        await sleep(100);
      }
    },
  };
}

async function stop(agent: ChildProcess, opstage: ChildProcess, closeProxies: () => void): Promise<void> {
  if (stopping) return;
  stopping = true;
  closeProxies();
  // The agent first, so that it can still say goodbye.
  for (const child of [agent, opstage]) {
    if (!running.has(child)) continue;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await gone;
  }
  process.exit(0);
}

function welcome(url: string, password: string | null): string {
  const secret = password === null ? 'the one printed at the first start' : `${password}   (shown this once)`;
  const kept = relative(process.cwd(), folder) || folder;
  return [
    '',
    'Opstage is running, and a sample agent is attached.',
    '',
    `  Console    ${url}/`,
    `  User       ${owner}`,
    `  Password   ${secret}`,
    '',
    'Sign in, open Services, Proxy checker, and run "Check all proxies now".',
    `Ctrl-C stops everything. What was made is kept in ${kept}; delete that folder to begin anew.`,
    '',
    '',
  ].join('\n');
}
