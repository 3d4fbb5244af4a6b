/** The sample `proxy-checker` at work: as a process, between proxies of this test and a scripted Opstage. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { command, REGISTRATION_TOKEN, stage } from './test-agent.ts';

const SAMPLE = fileURLToPath(new URL('../sample/proxy-checker.ts', import.meta.url));
const PASSWORD = 'CANARY-proxy-password';

/** A proxy that lets pass who knows the password. */
async function proxy(): Promise<{ url: string; asked: string[]; server: Server }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const expected = `Basic ${Buffer.from(`user:${PASSWORD}`).toString('base64')}`;
    response.writeHead(request.headers['proxy-authorization'] === expected ? 204 : 407).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://user:${PASSWORD}@127.0.0.1:${(server.address() as AddressInfo).port}`, asked, server };
}

test('it checks, tells its health, changes its interval when told, and never shows its proxies', async () => {
  const { opstage, stateDir } = await stage();
  const [good, bad] = [await proxy(), await proxy()];
  const env = {
    PATH: process.env.PATH ?? '',
    OPSTAGE_URL: opstage.url,
    OPSTAGE_REGISTRATION_TOKEN: REGISTRATION_TOKEN,
    OPSTAGE_AGENT_STATE: join(stateDir, 'state'),
    PROXY_LIST: `${good.url}, ${bad.url.replace(PASSWORD, 'wrong')}`,
    PROXY_CHECK_URL: 'http://target.example/generate_204',
  };
  const child = spawn(process.execPath, [SAMPLE], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const result = async (name: string, payload: object = {}) => {
    const one = command(name, { serviceCode: 'proxy-checker', payload });
    opstage.deliver(one);
    return (await opstage.result(one.id)).body;
  };

  const beat = await opstage.until('agentHeartbeat', ({ body }) => body.services[0].health?.status === 'DEGRADED');
  expect(beat.body.services[0].health.message).toBe('1 of 2 proxies work');

  const checked = await result('check-now');
  expect(checked).toMatchObject({ success: true, data: { working: 1, of: 2 } });
  expect(checked.data.proxies[1]).toMatchObject({ works: false, reason: 'HTTP 407' });
  expect(good.asked).toContain('http://target.example/generate_204');

  expect(await result('set-interval', { seconds: 1 })).toMatchObject({ success: true, data: { before: 60, now: 1 } });
  const report = await opstage.until('serviceReport', ({ body }) => body.services[0].configs[0]?.valuePreview === '1');
  expect(report.body.services[0].configs[2]).toMatchObject({ key: 'proxies', sensitive: true });
  const before = good.asked.length;
  await opstage.until('agentHeartbeat', () => good.asked.length > before + 1, opstage.received.length);

  for (const { server } of [good, bad]) {
    server.close();
    server.closeAllConnections();
  }
  expect(await result('check-now')).toMatchObject({ success: false, error: { code: 'proxy-checker.none' } });
  await opstage.until('agentHeartbeat', ({ body }) => body.services[0].health?.status === 'DOWN');

  child.kill('SIGTERM');
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
  const told = output + JSON.stringify(opstage.received.map((one) => one.body));
  expect(told).not.toContain(PASSWORD);
});

test('a refused interval changes nothing', async () => {
  const { opstage, stateDir } = await stage();
  const { url } = await proxy();
  const env = {
    PATH: process.env.PATH ?? '',
    OPSTAGE_URL: opstage.url,
    OPSTAGE_REGISTRATION_TOKEN: REGISTRATION_TOKEN,
    OPSTAGE_AGENT_STATE: join(stateDir, 'state'),
    PROXY_LIST: url,
    PROXY_CHECK_URL: 'http://target.example/',
  };
  const child = spawn(process.execPath, [SAMPLE], { env });
  onTestFinished(() => void child.kill('SIGKILL'));
  const one = command('set-interval', { serviceCode: 'proxy-checker', payload: { seconds: 0 } });
  opstage.deliver(one);
  const ack = await opstage.until('commandAck', ({ commandId }) => commandId === one.id);
  expect(ack.body).toMatchObject({ accepted: false, error: { code: 'ACTION_PAYLOAD_INVALID' } });
});
