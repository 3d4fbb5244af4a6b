/**
 * One keep-alive connection that sends prepared bytes and reads answers with a Content-Length. A full HTTP client would
 * use more of the machine than the server it measures, and draw every ratio towards one.
 */
import { connect, type Socket } from 'node:net';

export interface RawAnswer {
  status: number;
  body: string;
}

export interface RawConnection {
  /** One request at a time. Rejects when the connection is lost. */
  send(request: Buffer): Promise<RawAnswer>;
  close(): void;
}

export interface RawRequest {
  method: string;
  path: string;
  headers?: Record<string, string>;
  body?: unknown;
}

export function requestBytes({ method, path, headers = {}, body }: RawRequest): Buffer {
  const text = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...(body === undefined ? [] : ['Content-Type: application/json']),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(text)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}

export async function openConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = await connected(hostname, Number(port));
  let pending: { resolve(answer: RawAnswer): void; reject(error: Error): void } | null = null;
  let unread = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    const answer = read(unread);
    if (answer === null || pending === null) return;
    unread = unread.subarray(answer.length);
    const { resolve } = pending;
    pending = null;
    resolve(answer);
  });
  socket.on('error', () => {});
  socket.on('close', () => pending?.reject(new Error('the connection was lost')));
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        pending = { resolve, reject };
        if (socket.destroyed) reject(new Error('the connection was lost'));
        else socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

function connected(hostname: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, hostname, () => resolve(socket));
    socket.setNoDelay(true);
    socket.once('error', reject);
  });
}

/** The first answer in these bytes and how many it takes; null while it is not whole. */
function read(bytes: Buffer): (RawAnswer & { length: number }) | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const [, size] = /\r\ncontent-length: (\d+)/i.exec(head) ?? [];
  if (size === undefined) throw new Error(`an answer without a length: ${head.slice(0, 200)}`);
  const length = end + 4 + Number(size);
  if (bytes.length < length) return null;
  return { status: Number(head.slice(9, 12)), body: bytes.toString('utf8', end + 4, length), length };
}
