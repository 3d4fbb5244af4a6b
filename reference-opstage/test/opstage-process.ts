/** A real Opstage process on a free port, for what only a process can show: crashes, signals, sockets. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

export interface OpstageProcess {
  url: string;
  child: ChildProcess;
  output(): string;
  exited: Promise<number | null>;
}

export function scratchFolder(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'opstage-process-'));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export function launch(environment: Record<string, string>, ...args: string[]) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [main, ...args], { env: { PATH, ...environment } });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const exited = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { child, output: () => output, exited };
}

export async function startProcess(folder: string, environment: Record<string, string> = {}): Promise<OpstageProcess> {
  const started = launch({
    OPSTAGE_DATA: folder,
    OPSTAGE_PORT: '0',
    OPSTAGE_OWNER_PASSWORD: 'correct horse battery',
    OPSTAGE_LOG_LEVEL: 'debug',
    ...environment,
  });
  const url = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const [, found] = /opstage listening on (\S+)/.exec(started.output()) ?? [];
      if (found !== undefined) resolve(found);
    };
    started.child.stdout.on('data', look);
    started.exited.then((code) => reject(new Error(`exited ${code}: ${started.output()}`)));
  });
  return { url, ...started };
}

/** One call as JSON; cookies and CSRF token are carried in `session`. */
export interface Session {
  cookie?: string;
  csrf?: string;
}

export async function call(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  session: Session & { bearer?: string; key?: string | undefined } = {},
): Promise<{ status: number; data: never; headers: Headers }> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (session.cookie !== undefined) headers.cookie = session.cookie;
  if (session.csrf !== undefined) headers['x-csrf-token'] = session.csrf;
  if (session.bearer !== undefined) headers.authorization = `Bearer ${session.bearer}`;
  if (session.key !== undefined) headers['idempotency-key'] = session.key;
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const response = await fetch(`${url}${path}`, { method, headers, ...content });
  const answer = (await response.json()) as { data?: never };
  return { status: response.status, data: answer.data as never, headers: response.headers };
}

export async function login(url: string): Promise<Session> {
  const body = { username: 'admin', password: 'correct horse battery' };
  const { data, headers } = await call(url, 'POST', '/api/admin/auth/login', body);
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrf: (data as { csrfToken: string }).csrfToken };
}
