/** Opstage as it is tortured: on a SQLite file or on PostgreSQL, and what is done to it there. */
import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { type CrashFigures, crashLoop, type Trouble, type Watch } from './crash-loop.ts';
import { fileSizeCeiling } from './file-size-ceiling.ts';
import { type MemoryFigures, memorySlope } from './memory-slope.ts';
import { type OpstageProcess, scratchFolder, startProcess } from './opstage-process.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { untilTrue } from './until-true.ts';

export type CrashPlace = keyof typeof places;

interface Running {
  processes: OpstageProcess[];
  folder: string;
  server: PostgresServer | null;
  /** Kills process `index` and starts it again, on the same port. */
  restart(index: number): Promise<void>;
  /** Says a line to `driven-process.ts` in every process. */
  tell(line: string): void;
}

interface Place {
  processes: number;
  postgres: boolean;
  /** See `Trouble`. */
  leasesLapse?: boolean;
  strike(running: Running, watch: Watch): Promise<void>;
}

/** A delivery whose answer died with its process is soon made again; the feed is kept whole; the rest is as usual. */
const environment = {
  OPSTAGE_ACK_LEASE_SECONDS: '1',
  OPSTAGE_SWEEP_SECONDS: '1',
  OPSTAGE_LOG_LEVEL: 'fatal',
  OPSTAGE_EVENT_RETENTION_COUNT: '10000000',
};
/** A trouble that nobody felt was none. */
const feltCeilingMs = 60_000;
/** Within the life of an operator session and of a command that waits, there and back. */
const clockJumpMsMax = 5 * 3_600_000;
const answersBetweenJumps = 20;
const driven = new URL('./driven-process.ts', import.meta.url).href;
/** In the second half of a load that lasts what is in use grows by this much at most. */
const heapGrowthMbMax = 10;

const places = {
  /** SIGKILL. */
  'opstage-sqlite': { processes: 1, postgres: false, strike: ({ restart }) => restart(0) },
  'opstage-postgres': {
    processes: 2,
    postgres: true,
    async strike({ processes, restart }, { random }) {
      const victims = processes.map((_process, index) => index).filter(() => random() < 0.6);
      await Promise.all(victims.map(restart));
    },
  },
  /** The server ends in the middle of everything and recovers from its log; every other time it ends in order. */
  'postgres-restart': {
    processes: 2,
    postgres: true,
    async strike({ server }, watch) {
      await server?.restart(watch.random() < 0.5 ? 'immediate' : 'fast');
      await answeredAgain(watch);
    },
  },
  /** The server takes no writes for a while. */
  'postgres-read-only': {
    processes: 2,
    postgres: true,
    async strike({ server }, watch) {
      await server?.readOnly(true);
      await refusedOnce(watch);
      await server?.readOnly(false);
      await answeredAgain(watch);
    },
  },
  /** No file may grow any more for a while, in the way of a disk that is full. */
  'disk-full': {
    processes: 1,
    postgres: false,
    async strike({ processes, folder }, watch) {
      const ceiling = fileSizeCeiling(processes[0]?.child.pid ?? 0);
      await ceiling.set(folder, Math.floor(watch.random() * 16_384));
      await refusedOnce(watch);
      await ceiling.lift();
      await answeredAgain(watch);
    },
  },
  /** SQLite refuses all writes for a while, as it does on a file system that turned read-only. */
  'sqlite-read-only': {
    processes: 1,
    postgres: false,
    async strike({ tell }, watch) {
      tell('read-only on');
      await refusedOnce(watch);
      tell('read-only off');
      await answeredAgain(watch);
    },
  },
  /** The clock on the wall goes hours forth or back, and to the right time again. */
  clock: {
    processes: 1,
    postgres: false,
    leasesLapse: true,
    async strike({ tell }, watch) {
      tell(`clock ${Math.round((watch.random() * 2 - 1) * clockJumpMsMax)}`);
      await answeredAgain(watch, answersBetweenJumps);
      tell('clock 0');
      await answeredAgain(watch, answersBetweenJumps);
    },
  },
  /** Event streams are cut in the middle of an event, and nothing else. */
  streams: {
    processes: 1,
    postgres: false,
    strike: async (_running, { cutStream }) => cutStream(),
  },
} satisfies Record<string, Place>;

export const placeNames = Object.keys(places) as CrashPlace[];

export function isCrashPlace(name: string): name is CrashPlace {
  return name in places;
}

export async function crashAt(
  name: CrashPlace,
  extent: { strikes: number } | { forMs: number },
  seed: number,
): Promise<CrashFigures> {
  const place: Place = places[name];
  const { folder, remove } = scratchFolder();
  const ports = await Promise.all(Array.from({ length: place.processes }, freePort));
  const server = place.postgres ? await startPostgres() : null;
  const database = await server?.newDatabase();
  const where: Record<string, string> = database === undefined ? {} : { OPSTAGE_DATABASE_URL: database };
  const started = new Set<OpstageProcess>();
  const start = async (index: number) => {
    const one = await startProcess(folder, {
      ...{ ...environment, ...where, NODE_OPTIONS: `--import=${driven}` },
      OPSTAGE_PORT: String(ports[index]),
    });
    started.add(one);
    return one;
  };
  try {
    const processes = await Promise.all(ports.map((_port, index) => start(index)));
    const restart = async (index: number) => {
      processes[index]?.child.kill('SIGKILL');
      await processes[index]?.exited;
      processes[index] = await start(index);
    };
    const tell = (line: string) => {
      for (const { child } of processes) child.stdin?.write(`${line}\n`);
    };
    const running = { processes, folder, server, restart, tell };
    const [first] = processes;
    // Of a process that is killed meanwhile it says nothing.
    const memory = first !== undefined && 'forMs' in extent ? memorySlope(first) : null;
    let grown: MemoryFigures | null = null;
    const trouble: Trouble = {
      urls: processes.map(({ url }) => url),
      strike: (watch) => place.strike(running, watch),
      leasesLapse: place.leasesLapse ?? false,
      loadEnded() {
        grown = memory?.stop() ?? null;
      },
    };
    const figures = await crashLoop(trouble, extent, seed);
    figures.faults.push(...leaks(grown));
    for (const [index, { child, exited }] of processes.entries()) {
      child.kill('SIGTERM');
      const code = await exited;
      if (code !== 0) figures.faults.push(`process ${index + 1} ended with ${code}`);
    }
    return { ...figures, ...(grown ?? {}) };
  } finally {
    for (const { child } of started) child.kill('SIGKILL');
    await Promise.all([...started].map(({ exited }) => exited));
    await server?.stop();
    remove();
  }
}

async function refusedOnce({ refused }: Watch): Promise<void> {
  const before = refused();
  await felt(() => refused() > before, 'nobody was answered 503');
}

function leaks(grown: MemoryFigures | null): string[] {
  const growthMb = (grown?.heapMbEnd ?? 0) - (grown?.heapMbMiddle ?? 0);
  return growthMb > heapGrowthMbMax ? [`${growthMb} MB more were in use at the end than at half time`] : [];
}

async function answeredAgain({ answered }: Watch, times = 1): Promise<void> {
  const before = answered();
  await felt(() => answered() >= before + times, 'nobody was answered any more');
}

function felt(what: () => boolean, otherwise: string): Promise<void> {
  return untilTrue(what, feltCeilingMs, () => `${otherwise} for ${feltCeilingMs / 1000} s`);
}

/** Below what systems give to whoever asks for any port, so that nobody is given it while its process is dead. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (isFree) return port;
  }
}
