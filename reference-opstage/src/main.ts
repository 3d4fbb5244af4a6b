/** Starts one Opstage: reads the configuration, opens the database, listens, sweeps, and drains when asked to stop. */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { contract } from 'capsule-contract';
import type { Logger } from 'pino';
import { migrations } from '../migrations/migrations.ts';
import { createActionSchemas } from './app/action-schemas.ts';
import { createApp } from './app/app.ts';
import { fleetCounts } from './app/dashboard.ts';
import type { Dependencies } from './app/dependencies.ts';
import { effectiveStatusRows } from './app/effective-status-rows.ts';
import { inProcessWakeUps } from './app/in-process-wake-ups.ts';
import { createKnownCallers } from './app/known-callers.ts';
import { noPeers } from './app/no-peers.ts';
import { createNodeSecrets } from './app/node-secrets.ts';
import { createSessionRegistry } from './app/session-registry.ts';
import { resume, sweep } from './app/sweep.ts';
import { programName, programVersion } from './app/system.ts';
import { ensureFirstOwner } from './app/user.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { ConfigurationError } from './configuration-error.ts';
import { configurationTable, helpText } from './help.ts';
import { createMetrics, type Metrics, metricsTable } from './http/metrics.ts';
import { serveMetrics } from './http/metrics-server.ts';
import { createServer } from './http/server.ts';
import { createLog } from './log.ts';
import { DatabaseTooNew } from './store/migrate.ts';
import { type Database, DatabaseUnreachable, openPostgres } from './store/postgres-database.ts';
import { DatabaseInUse, openSqliteStore } from './store/sqlite-store.ts';

async function main(): Promise<void> {
  const flag = { type: 'boolean' } as const;
  const options = { config: { type: 'string' }, check: flag, help: flag, 'help-table': flag, version: flag } as const;
  const asked = parseArgs({ options }).values;
  const say = (text: string) => process.stdout.write(`${text}\n`);
  if (asked.help) return void say(helpText());
  if (asked['help-table']) return void say(`${configurationTable()}\n\n${metricsTable()}`);
  if (asked.version) return void say(`${programName} ${programVersion}, contract ${contract.version}`);
  const configuration = readConfiguration(process.env, asked.config);
  if (asked.check) return void say('the configuration is right');
  await run(configuration, createLog(configuration.logLevel));
}

async function run(configuration: Configuration, log: Logger): Promise<void> {
  const { limits } = configuration;
  const clock = { now: () => Date.now() };
  const { store, wakeUps, peers } = await openDatabase(configuration, clock.now());
  const deps: Dependencies = {
    store,
    clock,
    limits,
    secrets: await createNodeSecrets(),
    wakeUps,
    peers,
    sessions: createSessionRegistry(),
    callers: createKnownCallers(),
    actionSchemas: createActionSchemas(limits),
    erasures: { pending: true },
  };
  try {
    await ensureFirstOwner(deps, {
      username: configuration.ownerUsername,
      password: () => requiredPassword(configuration),
    });
    await resume(deps);
    await peers.started();
  } catch (error) {
    await store.close();
    throw error;
  }
  const metrics =
    configuration.metrics === null ? undefined : createMetrics(() => store.read((tx) => fleetCounts(tx, clock.now())));
  const server = await createServer(createApp(deps), { log, metrics, trustedProxies: configuration.trustedProxies });
  const address = await server.listen({ host: configuration.host, port: configuration.port });
  const scraped =
    metrics && configuration.metrics ? await serveMetrics(metrics, configuration.metrics, log) : undefined;
  const sweeping = startSweeping(deps, log, metrics);

  let draining = false;
  const stop = async (signal: string) => {
    if (draining) return;
    draining = true;
    log.info({ signal }, 'draining');
    // What a client neither finishes nor takes by then is cut; everything else ends by itself.
    const cut = setTimeout(() => server.server.closeAllConnections(), configuration.drainSeconds * 1000);
    // Held claims are answered now; what runs is finished; nothing new is accepted.
    deps.wakeUps.close();
    await server.close();
    clearTimeout(cut);
    await sweeping.stop();
    await scraped?.close();
    await store.close();
    log.info('stopped');
  };
  const failed = (error: unknown) => {
    log.error({ err: error }, 'could not stop in order');
    process.exit(1);
  };
  process.on('SIGTERM', () => void stop('SIGTERM').catch(failed));
  process.on('SIGINT', () => void stop('SIGINT').catch(failed));
  log.info({ address, metrics: scraped?.url }, 'listening');
  process.stdout.write(`opstage listening on ${address}\n`);
}

/** One file for one process, or PostgreSQL for as many as wanted. */
async function openDatabase({ dataFolder, databaseUrl }: Configuration, now: number): Promise<Database> {
  const common = { now, migrations, effectiveStatusRows };
  const wakeUps = inProcessWakeUps();
  if (databaseUrl !== null) return openPostgres({ url: databaseUrl, ...common }, wakeUps);
  const store = await openSqliteStore({ folder: dataFolder, ...common });
  return { store, wakeUps, peers: noPeers(randomInt(2 ** 31)) };
}

function requiredPassword(configuration: Configuration): string {
  if (configuration.ownerPassword !== null) return configuration.ownerPassword;
  const problem = 'is not set: the database is empty, and its first owner needs a password of 8 to 256 characters';
  throw new ConfigurationError([{ key: 'OPSTAGE_OWNER_PASSWORD', problem }]);
}

/** Sweeps one after another, never two at once. */
function startSweeping(deps: Dependencies, log: Logger, metrics: Metrics | undefined): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  let stopped = false;
  const next = () => {
    const began = performance.now();
    current = sweep(deps)
      .then(() => metrics?.swept((performance.now() - began) / 1000))
      .catch((error) => log.error({ err: error }, 'sweep failed'))
      .then(schedule);
  };
  const schedule = () => {
    // A little less than the advertised time, so that the sweep has ended by then.
    if (!stopped) timer = setTimeout(next, deps.limits.sweepSeconds * 900);
  };
  schedule();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}

try {
  await main();
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const usage = error instanceof ConfigurationError || code.startsWith('ERR_PARSE_ARGS');
  const aboutDatabase = [DatabaseTooNew, DatabaseInUse, DatabaseUnreachable].some((kind) => error instanceof kind);
  const known = usage || aboutDatabase || code === 'EADDRINUSE';
  if (known && error instanceof Error) process.stderr.write(`opstage: ${error.message}\n`);
  else console.error(error);
  process.exit(usage ? 2 : 1);
}
