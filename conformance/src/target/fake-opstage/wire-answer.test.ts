/** What leaves, byte by byte, when the bytes of an answer are tampered with; and that it is known whether it did. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { SecretRegister } from '../secret-register.ts';
import { SeededRandom } from '../seeded-random.ts';
import { Transcript } from '../transcript.ts';
import { type FakeOpstage, startFakeOpstage } from './fake-opstage.ts';
import type { Fault } from './fault-script.ts';
import { answerBytes, frameBytes, sendBytes } from './wire-answer.ts';

let opstage: FakeOpstage;
beforeEach(async () => {
  const parts = { transcript: new Transcript(), secrets: new SecretRegister(), random: new SeededRandom('wire') };
  opstage = await startFakeOpstage({}, parts);
});
afterEach(() => opstage.close());

/** Everything that comes on one connection until it ends. */
async function asked(): Promise<string> {
  const socket = connect(opstage.port, '127.0.0.1');
  socket.write('GET /api/system/health HTTP/1.1\r\nHost: kit\r\nCapsule-Contract: 1\r\nConnection: close\r\n\r\n');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  await once(socket, 'close');
  return text;
}

const whole = /^HTTP\/1\.1 200 OK\r\n.*\r\ncapsule-contract: 1\r\n.*\r\n\r\n\{"success":true,.*\}$/s;

describe('an answer whose bytes meet a fault', () => {
  test.each<[string, Fault, RegExp]>([
    ['breaks off in its status line', { kind: 'cut-bytes', bytes: 7 }, /^HTTP\/1\.$/],
    ['breaks off in its headers', { kind: 'cut-bytes', bytes: 30 }, /^HTTP\/1\.1 200 OK\r\n[^\r]{13}$/],
    ['comes without its last byte, however many it was to keep', { kind: 'cut-bytes', bytes: 1e6 }, /"[}]$/],
    [
      'comes after garbage, whole',
      { kind: 'garbage', text: '\u00ff\u00fe?' },
      /^\u00ff\u00fe\?HTTP\/1\.1 200 OK\r\n.*\}$/s,
    ],
    ['comes in pieces, whole', { kind: 'trickle', pieces: 5, everyMs: 1 }, whole],
  ])('%s', async (_title, fault, expected) => {
    const played = opstage.play([{ on: 'systemHealth', fault }]);
    expect(played.missed).toHaveLength(1);
    expect(await asked()).toMatch(expected);
    expect(played.missed).toEqual([]);
    expect(await asked()).toMatch(whole);
  });
});

describe('a fault that nobody was there to see', () => {
  test('is missed', async () => {
    const played = opstage.play([{ on: 'systemHealth', fault: { kind: 'trickle', pieces: 3, everyMs: 200 } }]);
    const socket = connect(opstage.port, '127.0.0.1');
    socket.write('GET /api/system/health HTTP/1.1\r\nHost: kit\r\n\r\n');
    await once(socket, 'data');
    socket.resetAndDestroy();
    await expect.poll(() => opstage.exchanges[0]?.endedAtMs, { timeout: 30_000 }).not.toBeNull();
    expect(played.struck).toBe(1);
    expect(played.missed).toHaveLength(1);
  });

  test('is spared where it would change nothing', async () => {
    const played = opstage.play([{ on: 'systemHealth', fault: { kind: 'repeat-deliveries' } }]);
    expect(await asked()).toMatch(whole);
    expect(played.struck).toBe(0);
  });
});

describe('bytes of a frame', () => {
  test.each([0, 5, 125, 126, 65_535, 65_536])('are one message to a WebSocket, of %d characters', async (length) => {
    const text = 'x'.repeat(length);
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
    server.on('connection', (_peer, request) => void (request.socket as Socket).write(frameBytes(text)));
    await once(server, 'listening');
    const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const [data] = await once(client, 'message');
    expect(String(data)).toBe(text);
    client.terminate();
    server.close();
  });
});

test('nothing leaves on a connection that is gone', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  const accepted = once(server, 'connection') as Promise<[Socket]>;
  await once(server, 'listening');
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [socket] = await accepted;
  socket.destroy();
  const bytes = answerBytes({ status: 200, headers: {}, text: '{}' });
  expect(await sendBytes(socket, bytes, { kind: 'garbage', text: '?' })).toBe(false);
  client.destroy();
  server.close();
});
