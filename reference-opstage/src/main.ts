/** Starts one Opstage: reads the configuration, opens the database, listens, sweeps, and drains when asked to stop. */
import { parseArgs } from 'node:util';
import { contract } from 'capsule-contract';
import { type Logger, pino } from 'pino';
import { migrations } from '../migrations/migrations.ts';
import { createActionSchemas } from './app/action-schemas.ts';
import { createApp } from './app/app.ts';
import type { Dependencies } from './app/dependencies.ts';
import { effectiveStatusRows } from './app/effective-status-rows.ts';
import { inProcessWakeUps } from './app/in-process-wake-ups.ts';
import { createNodeSecrets } from './app/node-secrets.ts';
import { createSessionRegistry } from './app/session-registry.ts';
import { resume, sweep } from './app/sweep.ts';
import { programName, programVersion } from './app/system.ts';
import { ensureFirstOwner } from './app/user.ts';
import { type Configuration, ConfigurationError, readConfiguration } from './configuration.ts';
import { configurationTable, helpText } from './help.ts';
import { createServer } from './http/server.ts';
import { DatabaseTooNew } from './store/migrate.ts';
import { DatabaseInUse, openSqliteStore } from './store/sqlite-store.ts';

/** Names under which a secret could reach a log line, should one ever be logged by mistake. */
const hiddenInLogs = ['password', 'token', 'authorization', 'cookie', 'registrationToken', 'agentToken', 'csrfToken'];

async function main(): Promise<number | undefined> {
  const flag = { type: 'boolean' } as const;
  const { values } = parseArgs({ options: { help: flag, 'help-table': flag, version: flag } });
  if (values.help) {
    process.stdout.write(helpText());
    return 0;
  }
  if (values['help-table']) {
    process.stdout.write(`${configurationTable()}\n`);
    return 0;
  }
  if (values.version) {
    process.stdout.write(`${programName} ${programVersion}, contract ${contract.version}\n`);
    return 0;
  }
  const configuration = readConfiguration(process.env);
  const log = pino(
    {
      level: configuration.logLevel,
      base: null,
      redact: { paths: hiddenInLogs.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
  await run(configuration, log);
  return undefined;
}

async function run(configuration: Configuration, log: Logger): Promise<void> {
  const { limits } = configuration;
  const clock = { now: () => Date.now() };
  const folder = configuration.dataFolder;
  const store = await openSqliteStore({ folder, now: clock.now(), migrations, effectiveStatusRows });
  const deps: Dependencies = {
    store,
    clock,
    limits,
    secrets: await createNodeSecrets(),
    wakeUps: inProcessWakeUps(),
    sessions: createSessionRegistry(),
    actionSchemas: createActionSchemas(limits),
    erasures: { pending: true },
  };
  try {
    await ensureFirstOwner(deps, {
      username: configuration.ownerUsername,
      password: () => requiredPassword(configuration),
    });
    await resume(deps);
  } catch (error) {
    await store.close();
    throw error;
  }
  const server = await createServer(createApp(deps), { log, trustedProxies: configuration.trustedProxies });
  const address = await server.listen({ host: configuration.host, port: configuration.port });
  const sweeping = startSweeping(deps, log);

  let draining = false;
  const stop = async (signal: string) => {
    if (draining) return;
    draining = true;
    log.info({ signal }, 'draining');
    // Held claims are answered now; what runs is finished; nothing new is accepted.
    deps.wakeUps.close();
    await server.close();
    await sweeping.stop();
    await store.close();
    log.info('stopped');
  };
  const failed = (error: unknown) => {
    log.error({ err: error }, 'could not stop in order');
    process.exit(1);
  };
  process.on('SIGTERM', () => void stop('SIGTERM').catch(failed));
  process.on('SIGINT', () => void stop('SIGINT').catch(failed));
  process.stdout.write(`opstage listening on ${address}\n`);
}

function requiredPassword(configuration: Configuration): string {
  if (configuration.ownerPassword !== null) return configuration.ownerPassword;
  throw new ConfigurationError(
    'OPSTAGE_OWNER_PASSWORD is not set: the database is empty, and its first owner needs a password of 8 to 256 characters.',
  );
}

/** Sweeps one after another, never two at once. */
function startSweeping(deps: Dependencies, log: Logger): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  let stopped = false;
  const next = () => {
    current = sweep(deps)
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
  const exitCode = await main();
  if (exitCode !== undefined) process.exitCode = exitCode;
} catch (error) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const usage = error instanceof ConfigurationError || code.startsWith('ERR_PARSE_ARGS');
  const known = usage || error instanceof DatabaseTooNew || error instanceof DatabaseInUse || code === 'EADDRINUSE';
  if (known && error instanceof Error) process.stderr.write(`opstage: ${error.message}\n`);
  else console.error(error);
  process.exit(usage ? 2 : 1);
}
