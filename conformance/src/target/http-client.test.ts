import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { HttpClient, TransportFailure } from './http-client.ts';
import { Transcript } from './transcript.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

async function clientOf(listener: RequestListener, path = ''): Promise<{ client: HttpClient; server: Server }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const client = new HttpClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  open.push(async () => {
    await client.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { client, server };
}

test.each(['/api/a/../b', '/api/%2e%2e/x', '/api//x', '/api/x?a=1&a=2', '/api/%zz'])(
  '%s goes out byte for byte, below the base path',
  async (target) => {
    const { client } = await clientOf((request, response) => void response.end(request.url), '/base/');
    const reply = await client.exchange({ method: 'GET', target, lane: 'x' }, new Transcript());
    expect(reply.text).toBe(`/base${target}`);
  },
);

test('a reply has lower-case headers, repeated ones joined, and its JSON', async () => {
  const { client } = await clientOf((_request, response) => {
    response.writeHead(
      201,
      [
        ['X-Twice', 'a'],
        ['X-Twice', 'b'],
      ].flat() as string[],
    );
    response.end('{"ok":true}');
  });
  const reply = await client.exchange({ method: 'GET', target: '/', lane: 'x' }, new Transcript());
  expect(reply).toMatchObject({ message: 1, status: 201, body: { ok: true } });
  expect(reply.headers['x-twice']).toBe('a, b');
});

test('a body that is no JSON is undefined, its text is kept', async () => {
  const { client } = await clientOf((_request, response) => void response.end('<html>'));
  const reply = await client.exchange({ method: 'GET', target: '/', lane: 'x' }, new Transcript());
  expect(reply).toMatchObject({ body: undefined, text: '<html>' });
});

test('both directions are recorded, in order', async () => {
  const { client } = await clientOf((request, response) => void request.pipe(response));
  const transcript = new Transcript(() => 0);
  const headers = [['Content-Type', 'text/plain']] as const;
  await client.exchange({ method: 'POST', target: '/a', headers, body: 'hello', lane: 'owner' }, transcript);
  await client.exchange({ method: 'POST', target: '/b', body: 'again', lane: 'agent' }, transcript);
  expect(transcript.messages.map(({ number, lane }) => ({ number, lane }))).toEqual([
    { number: 1, lane: 'owner' },
    { number: 2, lane: 'agent' },
  ]);
  expect(transcript.messages[0]).toMatchObject({
    request: { method: 'POST', target: '/a', headers: [['content-type', 'text/plain']], text: 'hello' },
    response: { status: 200, text: 'hello' },
    failure: null,
  });
});

describe('no answer', () => {
  const failing: [what: string, listener: RequestListener, reason: RegExp, timeoutMs?: number][] = [
    ['closed before it', (request) => void request.socket.destroy(), /closed without a complete answer/, 60_000],
    ['never given', () => {}, /no complete answer within 0.2 s/],
    [
      'cut in the middle',
      (request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        setTimeout(() => request.socket.destroy(), 20);
      },
      /closed|aborted|terminated/,
      60_000,
    ],
    [
      'trickling for ever',
      (_request, response) => void setInterval(() => response.write('x'), 20),
      /no complete answer/,
    ],
  ];
  test.each(failing)(
    '%s is a transport failure that says so, and is recorded',
    async (_what, listener, reason, timeoutMs = 200) => {
      const { client } = await clientOf(listener);
      const transcript = new Transcript();
      const exchange = client.exchange({ method: 'GET', target: '/', lane: 'x', timeoutMs }, transcript);
      await expect(exchange).rejects.toThrow(reason);
      await expect(exchange).rejects.toBeInstanceOf(TransportFailure);
      expect(transcript.messages[0]).toMatchObject({ response: null, failure: expect.stringMatching(reason) });
    },
  );

  test('from a port nobody listens on is connection refused', async () => {
    const { client, server } = await clientOf(() => {});
    await new Promise((resolve) => server.close(resolve));
    const exchange = client.exchange({ method: 'GET', target: '/', lane: 'x' }, new Transcript());
    await expect(exchange).rejects.toThrow('connection refused');
  });
});
