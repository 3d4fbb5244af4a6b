/**
 * Canaries in every place a secret comes from (the owner's password, the tokens of a session, those of an agent), a
 * subject that repeats them in every form it can, and a search through everything the kit printed and wrote.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperatorSession } from 'capsule-contract/types';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { contractExample } from './contract-example.ts';
import { runKit } from './run-kit.ts';

// Programs are started and waited for; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const password = 'C4nary "quoted" <ü&> \\ back/slash';
const cookie = 'canarycookiecanarycookie';
const csrfToken = 'canarycsrftokencanarycsrf';
const formats = ['json', 'junit', 'html', 'ndjson', 'md', 'sarif', 'badge'];

/** How a secret may look in a file; the formats escape on top of what the subject did. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const inJson = JSON.stringify(secret).slice(1, -1);
  const html = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  const written = [secret, inJson, encodeURIComponent(secret)].flatMap((text) => [
    text,
    html(text),
    JSON.stringify(text).slice(1, -1),
    JSON.stringify(html(text)).slice(1, -1),
  ]);
  // Three bytes in: what a cut at another alignment would still show.
  return [...written, bytes.toString('base64').slice(4, -4), bytes.toString('base64url').slice(4, -4)];
}

/** Lets the owner in, and repeats in every other answer what it was told and what it gave. */
function gossip(): Server {
  const session = { ...contractExample<OperatorSession>('OperatorSession/valid/mira.json'), csrfToken };
  const version = contractExample('SystemVersion/valid/core-only.json');
  const echoed = JSON.stringify({
    success: false,
    requestId: 'x',
    error: {
      code: 'GOSSIP',
      message: `${password} ${encodeURIComponent(password)} ${Buffer.from(password).toString('base64')} ${cookie} ${csrfToken}`,
    },
  });
  return createServer(async (request, response) => {
    await drained(request);
    const headers = {
      'content-type': 'application/json',
      'capsule-contract': '1',
      'x-echo': encodeURIComponent(password),
    };
    const data = {
      '/api/system/version': version,
      '/api/admin/auth/login': session,
      '/api/admin/auth/me': session.user,
    }[request.url ?? ''];
    response.setHeader('set-cookie', `opstage_session=${cookie}; HttpOnly`);
    response.writeHead(200, headers).end(data ? JSON.stringify({ success: true, data }) : echoed);
  });
}

async function drained(request: IncomingMessage): Promise<void> {
  for await (const _ of request);
}

let folder = '';
let server: Server;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-canary-'));
  server = gossip();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

function reportsIn(name: string): string {
  mkdirSync(join(folder, name));
  return formats.map((format) => `${format}=${join(folder, name, format)}`).join(',');
}

/** Everything a run left, by where it stands. */
function everything(name: string, { stdout, stderr }: { stdout: string; stderr: string }): Map<string, string> {
  const files = readdirSync(join(folder, name)).map(
    (file) => [file, readFileSync(join(folder, name, file), 'utf8')] as const,
  );
  return new Map([...files, ['stdout', stdout], ['stderr', stderr]]);
}

function leaks(texts: Map<string, string>, secrets: readonly string[]): string[] {
  const forms = secrets.flatMap(formsOf);
  return [...texts].flatMap(([where, text]) =>
    forms.filter((form) => text.includes(form)).map((form) => `${where}: ${form}`),
  );
}

test('the password and the session of the owner are in no report and on no screen', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const only = 'request-id/every-answer,*-envelope*,operator-*';
  const args = ['opstage', '--url', url, '--owner', 'mira', '--only', only, '--level', 'should'];
  const kit = runKit([...args, '--report', reportsIn('opstage')], {
    CAPSULE_OWNER_PASSWORD: password,
    GITHUB_STEP_SUMMARY: join(folder, 'opstage', 'step-summary'),
  });
  const ended = await kit.ended;
  const texts = everything('opstage', ended);
  expect([...texts.keys()].sort()).toEqual([...formats, 'step-summary', 'stdout', 'stderr'].sort());
  // The canaries were where they could be seen: the failures show exchanges with their masks.
  expect(ended.code).toBe(1);
  expect(texts.get('json')).toContain('<password of mira>');
  expect(texts.get('junit')).toContain('&lt;password of mira&gt;');
  expect(texts.get('stdout')).toContain('<session cookie of mira>');
  expect(leaks(texts, [password, cookie, csrfToken])).toEqual([]);
});

test('a subject that does not let the owner in learns the password, and nobody else', async () => {
  const refusing = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const version = { success: true, data: contractExample('SystemVersion/valid/core-only.json') };
    const answer =
      request.url === '/api/system/version' ? version : { success: false, error: { code: 'NO', message: body } };
    response.writeHead(request.url === '/api/system/version' ? 200 : 401).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
  const args = ['--url', url, '--owner', 'mira'];
  const run = await runKit(['opstage', ...args, '--report', reportsIn('refused')], { CAPSULE_OWNER_PASSWORD: password })
    .ended;
  const doctor = await runKit(['doctor', 'opstage', ...args], { CAPSULE_OWNER_PASSWORD: password }).ended;
  refusing.closeAllConnections();
  refusing.close();
  expect([run.code, doctor.code]).toEqual([3, 3]);
  const texts = everything('refused', { stdout: run.stdout + doctor.stdout, stderr: run.stderr + doctor.stderr });
  expect(texts.get('json')).toContain('<password of mira>');
  expect(leaks(texts, [password])).toEqual([]);
});

test('the tokens an agent is given are in no report, however it spreads them', async () => {
  const program = join(folder, 'spreads.mjs');
  writeFileSync(
    program,
    `const { OPSTAGE_URL, OPSTAGE_REGISTRATION_TOKEN: token } = process.env;
     console.log('my token is', token);
     const call = async (path, body, headers = {}) => {
       const answer = await fetch(OPSTAGE_URL + path, {
         method: 'POST', headers: { 'content-type': 'application/json', 'capsule-contract': '1', ...headers }, body: JSON.stringify(body),
       });
       return answer.json();
     };
     const agent = { code: 'spreads', mode: 'external', labels: { token } };
     const { data } = await call('/api/agents/register', { registrationToken: token, agent, bootId: 'boot-0000000000000000', capabilities: [] });
     console.error('and', data.agentToken);
     await call('/api/agents/services?token=' + data.agentToken, { token: data.agentToken }, { authorization: 'Bearer ' + data.agentToken });
     process.exit(1);`,
  );
  const run = await runKit([
    'agent',
    '--start',
    `node ${program}`,
    '--only',
    'version-header/every-request',
    '--start-timeout-seconds',
    '120',
    '--report',
    reportsIn('agent'),
  ]).ended;
  expect(run.code).toBe(3);
  const texts = everything('agent', run);
  expect(texts.get('json')).toMatch(/<registration token/);
  expect(texts.get('json')).toMatch(/<agent token/);
  const tokens = [...texts].flatMap(([where, text]) =>
    (text.match(/opstage_(?:agent|reg|registration)_[\w-]{12,}/g) ?? []).map((one) => `${where}: ${one}`),
  );
  expect(tokens).toEqual([]);
});
