/** How the server behaves on a socket: bodies of every size, messages no parser reads, clients that go away. */
import { type AddressInfo, connect } from 'node:net';
import { limits } from 'capsule-contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrol, execute, type TestAgent } from './test-agent.ts';
import { startTestOpstage, type TestOpstage } from './test-opstage.ts';

let opstage: TestOpstage;
let agent: TestAgent;
let port: number;

beforeAll(async () => {
  opstage = await startTestOpstage();
  agent = await enrol(opstage);
  await opstage.server.listen({ port: 0, host: '127.0.0.1' });
  port = (opstage.server.server.address() as AddressInfo).port;
});
afterAll(() => opstage.stop());

/** Sends bytes on a connection of its own and reads until the server closes it, or enough has come. */
function exchange(parts: (string | Buffer)[], enough: (text: string) => boolean = () => false): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
      if (enough(text)) socket.destroy();
    });
    socket.on('error', () => {});
    socket.on('close', () => resolve(text));
    for (const part of parts) socket.write(part);
  });
}

const max = limits.maxBodyBytes.default;
const login = (length: number) =>
  `POST /api/admin/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
const health = 'GET /api/system/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
const statuses = (text: string) => [...text.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => Number(status));

describe('size of a body', () => {
  const frame = JSON.stringify({ username: 'a', password: 'b', x: '' });
  const sized = (bytes: number) => frame.replace('"x":""', `"x":"${'y'.repeat(bytes - frame.length)}"`);

  test('exactly the limit is read and one byte more is 413', async () => {
    expect(statuses(await exchange([login(max), sized(max), health]))).toEqual([401, 200]);
    const refused = await exchange([login(max + 1), sized(max + 1), health]);
    expect(statuses(refused)).toEqual([413, 200]);
    expect(refused).toContain(`"limit":"maxBodyBytes","limitValue":${max}`);
  });

  test('a chunked body is counted too, and the connection goes on after the refusal', async () => {
    const chunk = Buffer.alloc(65_536, 'y');
    const head = login(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    const parts = Array.from({ length: 20 }, () => [`${chunk.length.toString(16)}\r\n`, chunk, '\r\n']).flat();
    expect(statuses(await exchange([head, ...parts, '0\r\n\r\n', health]))).toEqual([413, 200]);
  });

  test('a refusal comes before the body is read', async () => {
    const head = login(max).replace('/api/admin/auth/login', '/api/admin/users');
    const text = await exchange([head], (soFar) => soFar.includes('UNAUTHORIZED'));
    expect(statuses(text)).toEqual([401]);
  });
});

describe('a message the parser refuses', () => {
  test.each([
    ['no HTTP at all', 'hello\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['a header too large', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(100_000)}\r\n\r\n`],
  ])('%s is answered with an envelope', async (_title, message) => {
    const text = await exchange([message]);
    expect(text).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(text).toContain('Capsule-Contract: 1');
    expect(text).toContain('"success":false');
  });
});

describe('odd but readable messages', () => {
  test('a path only the raw request line can carry is no route', async () => {
    for (const path of ['//api/system/health', '/x/../api/system/health', '/api/system/../system/health']) {
      expect(statuses(await exchange([health.replace('/api/system/health', path)]))).toEqual([404]);
    }
  });

  test('a content type no library knows does not matter where no body is read', async () => {
    const odd = health.replace('GET', 'POST').replace('Host: x', 'Host: x\r\nContent-Type: ;;\r\nContent-Length: 2');
    expect(statuses(await exchange([`${odd}{}`]))).toEqual([405]);
    expect(statuses(await exchange([`${odd.replace('/health', '/nowhere')}{}`]))).toEqual([404]);
  });
});

describe('a client that goes away', () => {
  test('takes no command with it: the next claim gets it', async () => {
    const body = JSON.stringify({ bootId: 'boot-0000-0001', max: 1, waitSeconds: 60 });
    const head = `POST /api/agents/${agent.id}/commands/claim HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n`;
    const socket = connect(port, '127.0.0.1');
    socket.write(`${head}Authorization: Bearer ${agent.as.bearer}\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.destroy();
    await new Promise((resolve) => setTimeout(resolve, 200));
    await execute(opstage, agent);
    expect(await agent.claim()).toMatchObject([{ delivery: { attempt: 1 } }]);
  });
});
