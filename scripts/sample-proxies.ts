/** A few forward proxies on this machine, for a sample agent that checks proxies: slow enough that one can watch it work. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const delaysMs = [300, 450, 600, 750, 900];

export interface SampleProxies {
  /** As PROXY_LIST wants them: with the user and password each would ask for. */
  list: string;
  close(): void;
}

export async function startSampleProxies(): Promise<SampleProxies> {
  const servers = await Promise.all(delaysMs.map(startProxy));
  const addresses = servers.map((server) => `http://sample:secret@127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    list: addresses.join(','),
    close() {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    },
  };
}

async function startProxy(delayMs: number): Promise<Server> {
  const server = createServer(async (request, response) => {
    await sleep(delayMs);
    const status = await fetch(request.url ?? '').then(
      (answer) => answer.status,
      () => 502,
    );
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}
