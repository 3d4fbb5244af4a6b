/** Where a crash loop runs: one process on a SQLite file, or two on one PostgreSQL database. */
import { createServer } from 'node:net';
import { type CrashFigures, crashLoop } from './crash-loop.ts';
import { type OpstageProcess, scratchFolder, startProcess } from './opstage-process.ts';
import { startPostgres } from './postgres-server.ts';

export type CrashPlace = 'sqlite' | 'postgres';

/** A delivery whose answer died with its process is soon made again; everything else is as long as usual. */
const environment = { OPSTAGE_ACK_LEASE_SECONDS: '1', OPSTAGE_SWEEP_SECONDS: '1', OPSTAGE_LOG_LEVEL: 'error' };

export async function crashAt(place: CrashPlace, kills: number, seed: number): Promise<CrashFigures> {
  const { folder, remove } = scratchFolder();
  const processes = place === 'sqlite' ? 1 : 2;
  const ports = await Promise.all(Array.from({ length: processes }, freePort));
  const server = place === 'postgres' ? await startPostgres() : null;
  const database = await server?.newDatabase();
  const started = new Set<OpstageProcess>();
  const start = async (index: number) => {
    const where = database === undefined ? {} : { OPSTAGE_DATABASE_URL: database };
    const one = await startProcess(folder, { ...environment, ...where, OPSTAGE_PORT: String(ports[index]) });
    started.add(one);
    return one;
  };
  try {
    return await crashLoop({ kills, seed, start, processes });
  } finally {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all([...started].map(({ exited }) => exited));
    await server?.stop();
    remove();
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
