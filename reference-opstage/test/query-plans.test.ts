/**
 * What is asked of SQLite while everything is done once, and how SQLite means to answer it: no question reads a whole
 * table that grows. Every statement is caught where it is prepared, so that one added tomorrow is judged too.
 */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { enrol, execute, runningCommand, type TestAgent } from './test-agent.ts';
import { startTestOpstage, type TestOpstage } from './test-opstage.ts';

/** These grow for as long as an Opstage is used; the others are as large as the fleet, or pruned to what is remembered. */
const growing = ['command', 'delivery', 'audit_event', 'feed_event', 'config_revision'];

const statements = new Set<string>();
const prepare = Database.prototype.prepare;
let opstage: TestOpstage;
let agent: TestAgent;

beforeAll(async () => {
  Database.prototype.prepare = function caught(this: Database.Database, sql: string) {
    statements.add(sql);
    return prepare.call(this, sql);
  } as typeof prepare;
  opstage = await startTestOpstage();
  agent = await enrol(opstage);
  // What starts and migrations ask is asked once.
  statements.clear();
  await everythingOnce();
});
afterAll(async () => {
  Database.prototype.prepare = prepare;
  await opstage.stop();
});

async function everythingOnce(): Promise<void> {
  const as = opstage.owner;
  const { id, deliveryId } = await runningCommand(opstage, agent);
  await agent.heartbeat({ running: [id] });
  const progress = { path: { agentId: agent.id, commandId: id }, as: agent.as, body: { deliveryId, seq: 1 } };
  await opstage.send('commandProgress', progress);
  await agent.result(id, { deliveryId, success: true });
  await execute(opstage, agent);
  const lists = [
    'agentList',
    'serviceList',
    'commandList',
    'registrationTokenList',
    'userList',
    'auditList',
    'dashboardView',
  ] as const;
  for (const list of lists) await opstage.data(list, { as });
  for (const query of ['status=ONLINE', 'q=agent']) await opstage.data('agentList', { as, query });
  for (const query of ['status=HEALTHY', `agentId=${agent.id}`, 'q=otp'])
    await opstage.data('serviceList', { as, query });
  for (const query of [
    'status=FAILED',
    'status=PENDING',
    `agentId=${agent.id}`,
    `serviceId=${agent.serviceId}`,
    'from=2026-01-01T00:00:00Z',
  ]) {
    await opstage.data('commandList', { as, query });
  }
  for (const query of ['after=1', 'action=command.created', `targetId=${agent.id}`, `correlationId=${id}`]) {
    await opstage.data('auditList', { as, query });
  }
  const path = { agentId: agent.id, serviceId: agent.serviceId, commandId: id, actionName: 'echo' };
  const views = [
    'agentView',
    'serviceView',
    'serviceManifestView',
    'serviceHealthView',
    'serviceConfigView',
    'serviceConfigHistory',
    'actionList',
    'actionView',
    'commandView',
  ] as const;
  for (const view of views) await opstage.data(view, { as, path });
  await opstage.data('eventList', { as });
  await opstage.send('auditExport', { as });
  await opstage.data('auditVerify', { as });
  opstage.clock.advance(1000);
  await opstage.sweep();
  await agent.heartbeat();
  await opstage.send('agentRevoke', { as, path, body: {} });
}

/** Tables a statement reads from end to end, by SQLite's own plan. */
function scanned(database: Database.Database, sql: string): string[] {
  const values = [...sql.matchAll(/\?/g)].map(() => 1);
  const plan = (prepare.call(database, `explain query plan ${sql}`) as Database.Statement<unknown[]>).all(
    ...values,
  ) as { detail: string }[];
  return plan.flatMap(({ detail }) => {
    const [, table = '', how = ''] = /^SCAN (\S+)(.*)$/.exec(detail) ?? [];
    // In the order of an index until the page is full: that is no reading of everything.
    const walks = /\blimit\b/i.test(sql) && / USING (INDEX|COVERING INDEX|INTEGER PRIMARY KEY)/.test(how);
    // And counting what a list has in all reads an index, a twentieth of the table.
    const counts = /^select ("status", )?count\(\*\)/.test(sql) && how.includes('USING COVERING INDEX');
    return growing.includes(table) && !walks && !counts ? [table] : [];
  });
}

describe('the plan of every statement', () => {
  test('reads no growing table from end to end', async () => {
    const asked = [...statements].filter((sql) => /^\s*(select|update|delete|with)\b/i.test(sql));
    expect(asked.length).toBeGreaterThan(50);
    await opstage.restart(async () => {
      const database = new Database(join(opstage.folder, 'opstage.sqlite'));
      const found = asked.flatMap((sql) => scanned(database, sql).map((table) => `${table}: ${sql}`));
      database.close();
      expect(found).toEqual([]);
    });
  });
});
