/** What may stand between the kit and an Opstage: another address, a long way, TLS. */
import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

export interface Stranger {
  /** Every path begins with it. */
  prefix?: string;
  /** What each call takes longer. */
  delayMs?: number;
  tls?: { key: string; cert: string };
}

export interface StandingProxy {
  url: string;
  close(): void;
}

export async function startStrangerProxy(
  targetUrl: string,
  { prefix = '', delayMs = 0, tls }: Stranger,
): Promise<StandingProxy> {
  const { hostname, port } = new URL(targetUrl);
  const target = { host: hostname, port: Number(port) };
  /** Where the Opstage is asked for it; null outside of the prefix. */
  const pathOf = ({ url = '' }: IncomingMessage): string | null => {
    return url.startsWith(prefix) ? url.slice(prefix.length) : null;
  };
  const server: Server = tls ? createTlsServer(tls) : createServer();
  server.on('request', async (request: IncomingMessage, response) => {
    const path = pathOf(request);
    if (path === null) return void response.writeHead(404).end('outside of the prefix');
    if (delayMs > 0) await pause(delayMs);
    const { method, rawHeaders: headers } = request;
    const asked = forward({ ...target, method, path, headers, agent: false, setHost: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
      // An event stream shows that it is open before it has anything to say.
      response.flushHeaders();
    });
    asked.on('error', () => response.destroy());
    response.on('close', () => asked.destroy());
    request.pipe(asked);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const opstage = connect(target);
    const lines = request.rawHeaders.reduce((text, part, index) => text + part + (index % 2 === 0 ? ': ' : '\r\n'), '');
    opstage.write(`GET ${pathOf(request) ?? '/'} HTTP/1.1\r\n${lines}\r\n`);
    opstage.write(head);
    opstage.pipe(socket).pipe(opstage);
    for (const [one, other] of [[opstage, socket] as const, [socket, opstage] as const]) {
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}${prefix}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
