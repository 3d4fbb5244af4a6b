/**
 * Metrics on a listener of their own: the operator API has users and roles, a scraper has none, and what is not on the
 * public port cannot be asked for there. By default it listens on loopback only.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from './failure.ts';
import type { Metrics } from './metrics.ts';

export interface MetricsServer {
  url: string;
  close(): Promise<void>;
}

export async function serveMetrics(
  metrics: Metrics,
  at: { host: string; port: number },
  log: Log,
): Promise<MetricsServer> {
  const server = createServer(async (request, response) => {
    const answer = (status: number, text: string, headers: Record<string, string> = {}) => {
      response.writeHead(status, {
        'Content-Type': 'text/plain; charset=utf-8',
        'Cache-Control': 'no-store',
        'X-Content-Type-Options': 'nosniff',
        ...headers,
      });
      response.end(request.method === 'HEAD' ? '' : text);
    };
    if (request.url?.split('?')[0] !== '/metrics') return answer(404, 'Metrics are at /metrics.\n');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return answer(405, 'Read only.\n', { Allow: 'GET, HEAD' });
    try {
      answer(200, await metrics.text(), { 'Content-Type': metrics.contentType });
    } catch (error) {
      log.error({ err: error }, 'metrics could not be read');
      answer(503, 'The database does not answer.\n', { 'Retry-After': '5' });
    }
  });
  await listening(server, at);
  const { address, port, family } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/metrics`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listening(server: Server, at: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, () => resolve());
  });
}
