/**
 * A small Opstage that keeps the contract (opstage-core) in memory, with one thing wrong when asked for:
 * `node main.ts --port 0 --defect <name>`. It is the kit's own subject: the kit must pass it as it is and catch it with
 * every defect. Being written apart from the reference, it is also a second witness that the kit asks for nothing more
 * than the contract does.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { defect, defects, withDefect } from './defects.ts';
import { configuredLimits } from './limits.ts';
import { createOpstage } from './opstage-server.ts';
import { emptyState, type Kept, type State } from './state.ts';
import { openStore, type Store } from './store.ts';
import { createOwner } from './users.ts';

function quit(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(2);
}

const { values } = parseArgs({ options: { port: { type: 'string' }, defect: { type: 'string' } } });
if (values.defect !== undefined && !Object.hasOwn(defects, values.defect))
  quit(`There is no defect "${values.defect}".`);
withDefect(values.defect ?? null, listen);

function listen(): void {
  // With a port on the command line it is started by hand, for the kit to find; without, as the kit starts a subject.
  const byHand = values.port !== undefined;
  const configured = (byHand ? process.env.CAPSULE_OWNER_PASSWORD : process.env.OPSTAGE_OWNER_PASSWORD) || undefined;
  const password = configured ?? (defect('default-password') ? 'opstage-admin' : undefined);
  if (password === undefined)
    quit(`${byHand ? 'CAPSULE' : 'OPSTAGE'}_OWNER_PASSWORD is not set: there is no default password.`);

  const folder = process.env.OPSTAGE_DATA;
  const store = folder ? openStore(folder) : null;
  const state = emptyState(configuredLimits(process.env), Date.now, {
    keep: (change) => store && keep(store, state, change),
    log: (line) => process.stdout.write(`${line}\n`),
  });
  if (!store?.load(state)) createOwner(state, 'admin', password as string);
  resume(state);
  const server = createOpstage(state);
  server.listen(Number(values.port ?? process.env.OPSTAGE_PORT ?? 0), '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    process.stdout.write(`listening on http://127.0.0.1:${port}\n`);
  });
  const stop = () => {
    for (const session of server.sessions) session.drain();
    server.close();
    setTimeout(() => process.exit(0), server.sessions.size > 0 ? 300 : 0);
  };
  const inScope = AsyncLocalStorage.snapshot();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => inScope(stop));
}

/** Run leases last at least their full length from a start. */
function resume(state: State): void {
  if (defect('deadlines-passed-while-down')) return;
  const leaseMs = state.limits.runLeaseSeconds * 1000;
  for (const command of state.openCommands) {
    if (command.leaseExpiresAt === null) continue;
    command.leaseExpiresAt = Math.max(command.leaseExpiresAt, state.startedAt + leaseMs);
  }
}

function keep(store: Store, state: State, { operationId, body, answer }: Kept): void {
  if (defect('tokens-stored-as-they-are') && /register|Token/i.test(operationId)) store.note(JSON.stringify(answer));
  if (defect('journal-of-reports') && operationId === 'serviceReport') store.note(JSON.stringify(body));
  if (defect('journal-of-commands') && operationId === 'commandCreate') store.note(JSON.stringify(body));
  if (defect('token-logged') && operationId === 'agentRegister') state.log(`registered ${JSON.stringify(answer)}`);
  if (defect('writes-kept-for-later')) setTimeout(() => store.save(state), 1_000).unref();
  else if (defect('audit-kept-for-later')) saveAuditLate(store, state);
  else store.save(state);
}

function saveAuditLate(store: Store, state: State): void {
  const audit = state.audit.slice(0, Math.max(1, state.audit.length - 3));
  store.save({ ...state, audit });
}
