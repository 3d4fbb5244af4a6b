// How Opstage serves its console: outside the contract's paths, under a strict policy, small; and what it says without one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildConsole, consoleIsStale } from '../../console/build.ts';
import { createConsole } from '../../src/http/console-files.ts';
import { startTestOpstage, type TestOpstage } from '../test-opstage.ts';

const firstLoadMaxGzBytes = 90_000;

let opstage: TestOpstage;
let built: Awaited<ReturnType<typeof buildConsole>>;
beforeAll(async () => {
  built = await buildConsole();
  opstage = await startTestOpstage();
});
afterAll(() => opstage?.stop());

const get = (url: string, headers: Record<string, string> = {}) =>
  opstage.server.inject({ method: 'GET', url, headers });

test('the console is built from all of its sources', () => {
  expect(consoleIsStale()).toBe(false);
});

test('the first page loads at most 90 kB of compressed JavaScript', () => {
  expect(built.firstLoadGzBytes).toBeGreaterThan(10_000);
  expect(built.firstLoadGzBytes).toBeLessThanOrEqual(firstLoadMaxGzBytes);
});

test('the root leads to the console', async () => {
  const { statusCode, headers } = await get('/');
  expect([statusCode, headers.location]).toEqual([302, '/console/']);
});

describe('a page of the console', () => {
  test.each(['/console/', '/console/agents/agt_0123456789abcdef', '/console/services/x/actions/y?from=z'])(
    '%s is the one document, never kept without asking',
    async (path) => {
      const { statusCode, headers, body } = await get(path);
      expect(statusCode).toBe(200);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers['cache-control']).toBe('no-cache');
      expect(body).toContain('<div id="console"></div>');
    },
  );

  test('runs nothing that is not a file of this Opstage', async () => {
    const policy = String((await get('/console/')).headers['content-security-policy']);
    const directives = policy.split('; ');
    expect(directives).toContain("default-src 'none'");
    expect(directives).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
  });

  test('names nothing outside this Opstage', async () => {
    const { body } = await get('/console/');
    const addresses = [...body.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address ?? '');
    expect(addresses.length).toBeGreaterThan(3);
    for (const address of addresses) {
      expect(address).toMatch(/^\/console\/assets\//);
      expect((await get(address)).statusCode).toBe(200);
    }
  });
});

test('a file named after its content is kept for ever, and compressed where that is understood', async () => {
  const [, address = ''] = /src="([^"]*)"/.exec((await get('/console/')).body) ?? [];
  const plain = await get(address);
  expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(plain.headers['content-encoding']).toBeUndefined();
  expect((await get(address, { 'accept-encoding': 'br, gzip' })).headers['content-encoding']).toBe('gzip');
});

test.each([
  ['GET', '/console/assets/none.js'],
  ['GET', '/console/assets/..%2Findex.html'],
  ['GET', '/consoles'],
  ['GET', '/api'],
  ['GET', '/api/console/'],
  ['POST', '/console/'],
  ['POST', '/'],
] as const)('%s %s is no route', async (method, url) => {
  const { statusCode, body } = await opstage.server.inject({ method, url });
  expect(statusCode).toBe(404);
  expect(JSON.parse(body)).toMatchObject({ success: false, error: { code: 'ROUTE_NOT_FOUND' } });
});

test('an Opstage without a built console says so, and how to build it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'opstage-console-'));
  const bare = Fastify();
  const answered = createConsole(folder);
  bare.addHook('onRequest', async (request, reply) => {
    answered(request, reply);
    return reply;
  });
  const { statusCode, headers, body } = await bare.inject({ method: 'GET', url: '/' });
  expect([statusCode, headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
  expect(body).toContain('npm run build -w capsule-opstage');
  await bare.close();
  rmSync(folder, { recursive: true });
});
