/**
 * An Opstage for tests: the real application, store and HTTP server in this process, with a clock that moves only when
 * told to. Every answer is held against the contract before a test sees it.
 */
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits as limitEntries, operations } from 'capsule-contract';
import type { Limits, OperationId } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import type { FastifyInstance } from 'fastify';
import { migrations } from '../migrations/migrations.ts';
import { createActionSchemas } from '../src/app/action-schemas.ts';
import { createApp } from '../src/app/app.ts';
import type { Dependencies } from '../src/app/dependencies.ts';
import { effectiveStatusRows } from '../src/app/effective-status-rows.ts';
import { inProcessWakeUps } from '../src/app/in-process-wake-ups.ts';
import { createKnownCallers } from '../src/app/known-callers.ts';
import { noPeers } from '../src/app/no-peers.ts';
import { createNodeSecrets } from '../src/app/node-secrets.ts';
import { createSessionRegistry } from '../src/app/session-registry.ts';
import { resume, sweep } from '../src/app/sweep.ts';
import { ensureFirstOwner } from '../src/app/user.ts';
import { createServer } from '../src/http/server.ts';
import { type Database, openPostgres } from '../src/store/postgres-database.ts';
import { openSqliteStore } from '../src/store/sqlite-store.ts';

export const ownerPassword = 'correct horse battery';

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  text: string;
  body: { success?: boolean; data?: never; error?: { code: string; message: string; details?: never } };
}

export interface Credentials {
  cookie?: string;
  csrf?: string;
  bearer?: string;
}

export interface Sending {
  path?: Record<string, string>;
  query?: string;
  body?: unknown;
  rawBody?: string | Buffer;
  headers?: Record<string, string>;
  as?: Credentials;
  method?: string;
  target?: string;
  /** Whether what the server logs as an error is to be expected. */
  quiet?: boolean;
}

export interface TestOpstage {
  deps: Dependencies;
  folder: string;
  clock: { now(): number; advance(seconds: number): void };
  server: FastifyInstance;
  owner: Credentials;
  send(operationId: OperationId, sending?: Sending): Promise<Reply>;
  /** Sends and expects success; the `data` of the answer. */
  data(operationId: OperationId, sending?: Sending): Promise<never>;
  login(username: string, password: string): Promise<Credentials>;
  sweep(): Promise<void>;
  /** Stops and starts again on the same folder; `between` has the folder for itself. */
  restart(between?: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export function defaultLimits(changes: Partial<Limits> = {}): Limits {
  const defaults = Object.values(limitEntries).map((entry) => [entry.name, entry.default]);
  return { ...(Object.fromEntries(defaults) as Limits), ...changes };
}

/** On a folder of its own, or as one process of those on a PostgreSQL database. */
export async function startTestOpstage(changes: Partial<Limits> = {}, databaseUrl?: string): Promise<TestOpstage> {
  const limits = defaultLimits(changes);
  const folder = mkdtempSync(join(tmpdir(), 'opstage-test-'));
  let now = Date.now();
  const clock = {
    now: () => now,
    advance: (seconds: number) => {
      now += seconds * 1000;
    },
  };
  const secrets = await createNodeSecrets();

  const open = async () => {
    const deps: Dependencies = {
      ...(await openDatabase(folder, clock.now(), databaseUrl)),
      clock,
      limits,
      secrets,
      sessions: createSessionRegistry(),
      callers: createKnownCallers(),
      actionSchemas: createActionSchemas(limits),
      erasures: { pending: false },
    };
    await ensureFirstOwner(deps, { username: 'admin', password: () => ownerPassword });
    await resume(deps);
    await deps.peers.started();
    const failures: unknown[] = [];
    const log = { debug: () => {}, error: (facts: object) => failures.push(facts), isLevelEnabled: () => true };
    const server = await createServer(createApp(deps), { log, trustedProxies: [] });
    await server.ready();
    return { deps, server, failures };
  };
  let current = await open();

  const opstage: TestOpstage = {
    folder,
    clock,
    owner: {},
    get deps() {
      return current.deps;
    },
    get server() {
      return current.server;
    },
    async send(operationId, sending = {}) {
      const operation = operations[operationId];
      const path = operation.path.replaceAll(/\{([^}]+)\}/g, (_match, name: string) =>
        encodeURIComponent(sending.path?.[name] ?? 'missing'),
      );
      const target = sending.target ?? `${path}${sending.query === undefined ? '' : `?${sending.query}`}`;
      const payload = sending.rawBody ?? (sending.body === undefined ? undefined : JSON.stringify(sending.body));
      const response = await current.server.inject({
        method: (sending.method ?? operation.method) as 'GET',
        url: target,
        headers: { ...credentialHeaders(sending.as), ...contentHeaders(payload), ...sending.headers },
        ...(payload === undefined ? {} : { payload }),
      });
      const isJson = String(response.headers['content-type']).startsWith('application/json');
      const reply: Reply = {
        status: response.statusCode,
        headers: response.headers,
        text: response.payload,
        body: isJson && response.payload !== '' ? JSON.parse(response.payload) : {},
      };
      judge(operationId, reply, sending, current.failures);
      return reply;
    },
    async data(operationId, sending) {
      const reply = await opstage.send(operationId, sending);
      if (reply.status !== 200) throw new Error(`${operationId} answered ${reply.status} ${reply.text}`);
      return reply.body.data as never;
    },
    async login(username, password) {
      const reply = await opstage.send('operatorLogin', { body: { username, password } });
      if (reply.status !== 200) throw new Error(`login answered ${reply.status} ${reply.text}`);
      const cookie = String(reply.headers['set-cookie']).split(';')[0] ?? '';
      return { cookie, csrf: (reply.body.data as unknown as { csrfToken: string }).csrfToken };
    },
    sweep: () => sweep(current.deps),
    async restart(between) {
      await close(current);
      await between?.();
      current = await open();
    },
    async stop() {
      await close(current);
      rmSync(folder, { recursive: true, force: true });
    },
  };
  opstage.owner = await opstage.login('admin', ownerPassword);
  return opstage;
}

async function openDatabase(folder: string, now: number, url: string | undefined): Promise<Database> {
  const common = { now, migrations, effectiveStatusRows };
  const wakeUps = inProcessWakeUps();
  if (url !== undefined) return openPostgres({ url, ...common }, wakeUps);
  return { store: await openSqliteStore({ folder, ...common }), wakeUps, peers: noPeers(randomInt(2 ** 31)) };
}

async function close({ deps, server }: { deps: Dependencies; server: FastifyInstance }): Promise<void> {
  deps.wakeUps.close();
  await server.close();
  await deps.store.close();
}

function credentialHeaders(credentials: Credentials = {}): Record<string, string> {
  const headers: Record<string, string> = {};
  if (credentials.cookie !== undefined) headers.cookie = credentials.cookie;
  if (credentials.csrf !== undefined) headers['x-csrf-token'] = credentials.csrf;
  if (credentials.bearer !== undefined) headers.authorization = `Bearer ${credentials.bearer}`;
  return headers;
}

function contentHeaders(payload: unknown): Record<string, string> {
  return payload === undefined ? {} : { 'content-type': 'application/json' };
}

/** What must hold of any answer: its headers, its body's type, and an error code the operation may answer. */
function judge(operationId: OperationId, reply: Reply, sending: Sending, failures: unknown[]): void {
  const complain = (what: string) => {
    throw new Error(`${operationId} ${what}: ${reply.status} ${reply.text.slice(0, 2000)}`);
  };
  if (sending.quiet === true) failures.length = 0;
  if (failures.length > 0) throw new Error('the server logged an error', { cause: failures });
  for (const header of ['capsule-contract', 'x-request-id']) {
    if (reply.headers[header] === undefined) complain(`answered without ${header}`);
  }
  if (reply.headers['cache-control'] !== 'no-store') complain('may be cached');
  if (sending.method === 'HEAD') return;
  const operation = operations[operationId];
  const known = sending.target === undefined && sending.method === undefined;
  if (reply.status === 200) {
    const type = operation.response;
    if (!known || type === null) return;
    const verdict = validate(type, reply.body);
    if (!verdict.ok) complain(`answered no ${type} (${JSON.stringify(verdict.issues)})`);
    return;
  }
  const verdict = validate('ErrorResponse', reply.body);
  if (!verdict.ok) complain(`answered no error envelope (${JSON.stringify(verdict.issues)})`);
  const code = reply.body.error?.code;
  const documented = operation.errors.some((error) => error.code === code && error.status === reply.status);
  if (known && !documented) complain('answered with an undocumented code');
}
