/** Servers that are no Opstage, each in its own way, and one that only pretends at the door. */
import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { contractExample } from './contract-example.ts';

export interface NothingServer {
  url: string;
  close(): Promise<void>;
}

const json = { 'content-type': 'application/json' };

const listeners: Readonly<Record<string, RequestListener>> = {
  'answers 404 to everything': (_request, response) => void response.writeHead(404).end('not found'),
  'answers 200 {} to everything': (_request, response) => void response.writeHead(200, json).end('{}'),
  'echoes every body': (request, response) => {
    response.writeHead(200, json);
    request.pipe(response);
  },
  'never answers': () => {},
  'says it succeeded, whatever was asked': (_request, response) =>
    void response.writeHead(200, json).end('{"success":true,"data":{}}'),
};

export const nothingServerNames = [...Object.keys(listeners), 'closes every connection at once', 'is not there'];

export async function startNothingServer(name: string): Promise<NothingServer> {
  if (name === 'is not there') {
    const gone = await listening(createTcpServer(), () => {});
    await gone.close();
    return { url: gone.url, close: async () => {} };
  }
  if (name === 'closes every connection at once') {
    return listening(
      createTcpServer((socket) => void socket.destroy()),
      () => {},
    );
  }
  const server = createServer(listeners[name]);
  return listening(server, () => server.closeAllConnections());
}

interface PretenderOptions {
  /** In place of the contract's example of an operator's session. */
  session?: object;
  /** What everything else is answered with; null leaves it without an answer. */
  otherwise?: '{}' | null;
}

/** Answers the version, the login and who-am-I by the book. */
export async function startPretender({
  session = contractExample('OperatorSession/valid/mira.json'),
  otherwise = '{}',
}: PretenderOptions = {}) {
  const version = contractExample('SystemVersion/valid/core-only.json');
  const book: Record<string, object> = {
    '/api/system/version': version,
    '/api/admin/auth/login': session,
    '/api/admin/auth/me': session,
  };
  const server = createServer((request, response) => {
    const known = book[request.url ?? ''];
    if (!known && otherwise === null) return;
    const headers = { ...json, 'capsule-contract': '1', 'set-cookie': 'opstage_session=aaaaaaaaaaaaaaaaaaaaaaaa' };
    response.writeHead(200, headers).end(known ? JSON.stringify({ success: true, data: known }) : otherwise);
  });
  return listening(server, () => server.closeAllConnections());
}

async function listening(server: Server, cut: () => void): Promise<NothingServer> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      cut();
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
