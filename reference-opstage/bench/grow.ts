/**
 * Grows a database as years of use would: `node bench/grow.ts DATA COMMANDS AUDIT_EVENTS` adds commands that are over and
 * audit events, by the same code that writes them in service. Agents and services must be there; Opstage must not run.
 */
import { limits as limitEntries } from 'capsule-contract';
import type { Limits } from 'capsule-contract/types';
import { migrations } from '../migrations/migrations.ts';
import { record } from '../src/app/audit-trail.ts';
import { type CommandWish, newCommand } from '../src/app/command-creation.ts';
import { effectiveStatusRows } from '../src/app/effective-status-rows.ts';
import { createNodeSecrets } from '../src/app/node-secrets.ts';
import { systemActor } from '../src/domain/actor-ref.ts';
import type { Command } from '../src/domain/command.ts';
import { openSqliteStore } from '../src/store/sqlite-store.ts';

const batch = 500;
/** One in a hundred went wrong, as in a fleet that is looked after. */
const failedEvery = 100;

const [folder = '', commandCount = '0', auditCount = '0'] = process.argv.slice(2);
const limits = Object.fromEntries(
  Object.values(limitEntries).map((entry) => [entry.name, entry.default]),
) as unknown as Limits;
const clock = { now: () => Date.now() };
const store = await openSqliteStore({ folder, now: clock.now(), migrations, effectiveStatusRows });
const deps = { clock, limits, secrets: await createNodeSecrets() };

const wishes = await store.read(async (tx): Promise<CommandWish[]> => {
  const { items } = await tx.services.list({}, { page: 1, pageSize: 100 }, clock.now());
  return Promise.all(
    items.map(async ({ service }) => {
      const agent = service.agentId === null ? null : await tx.agents.find(service.agentId);
      const [action] = await tx.actions.list(service.id);
      if (agent === null || action === undefined) throw new Error('a service without agent or action');
      const common = {
        payload: { n: 1 },
        queue: false,
        startWithinSeconds: 300,
        createdBy: systemActor,
        retryOf: null,
      };
      return { service: { id: service.id, code: service.code }, agent, action, ...common };
    }),
  );
});

await inBatches(Number(commandCount), async (tx, index) => {
  const created = newCommand(deps, wishes[index % wishes.length] as CommandWish);
  await tx.commands.insert(over(created, index % failedEvery === 0));
});
await inBatches(Number(auditCount), async (tx, index) => {
  const { agent } = wishes[index % wishes.length] as CommandWish;
  const target = { type: 'agent', id: agent.id, code: agent.code } as const;
  const details = { number: index };
  await record(deps, tx, {
    action: 'agent.disconnected',
    actor: systemActor,
    target,
    origin: null,
    at: clock.now(),
    details,
  });
});
await store.close();

type Transaction = Parameters<Parameters<typeof store.write>[0]>[0];

async function inBatches(count: number, step: (tx: Transaction, index: number) => Promise<void>): Promise<void> {
  for (let first = 0; first < count; first += batch) {
    await store.write(async (tx) => {
      for (let index = first; index < Math.min(count, first + batch); index += 1) await step(tx, index);
    });
  }
}

function over(command: Command, failed: boolean): Command {
  const at = command.createdAt;
  const facts = { attempt: 1, deliveredAt: at, acknowledgedAt: at, finishedAt: at, outcomeKnown: true };
  const error = failed ? { code: 'ACTION_FAILED', message: 'It did not work.' } : null;
  return { ...command, ...facts, status: failed ? 'FAILED' : 'SUCCEEDED', error };
}
