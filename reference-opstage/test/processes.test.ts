/** Several Opstage processes on one PostgreSQL: what one of them does, the others know; and a database that goes away. */
import { limits as limitEntries } from 'capsule-contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readEvents } from './event-reader.ts';
import { launch, scratchFolder } from './opstage-process.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';
import { type Relay, startRelay } from './relay.ts';
import { connect } from './session-client.ts';
import { actionOf, bootId, enrol, type TestAgent } from './test-agent.ts';
import { ownerPassword, startTestOpstage, type TestOpstage } from './test-opstage.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

/** The same agent as its other process would be asked by it. */
const at = (opstage: TestOpstage, agent: TestAgent) => ({ path: { agentId: agent.id }, as: agent.as, opstage });

const execute = (opstage: TestOpstage, owner: TestOpstage, agent: TestAgent, body: object = {}) =>
  opstage.send('commandCreate', {
    path: { serviceId: agent.serviceId, actionName: 'echo' },
    as: owner.owner,
    body: { payload: {}, ...body },
  });

describe('two processes', () => {
  let a: TestOpstage;
  let b: TestOpstage;
  beforeEach(async () => {
    const url = await server.newDatabase();
    a = await startTestOpstage({}, url);
    b = await startTestOpstage({}, url);
  });
  afterEach(async () => {
    await a.stop();
    await b.stop();
  });

  test('an operator who logged in at one is known to the other, and logged out of both', async () => {
    expect((await b.send('operatorMe', { as: a.owner })).status).toBe(200);
    await b.data('operatorLogout', { as: a.owner, body: {} });
    expect((await a.send('operatorMe', { as: a.owner })).status).toBe(401);
  });

  test('failed logins count at both', async () => {
    const max = limitEntries.loginFailuresMax.default;
    const body = { username: 'nobody', password: 'wrong password' };
    const statuses: number[] = [];
    for (let index = 0; index <= max; index += 1) {
      statuses.push((await (index % 2 === 0 ? a : b).send('operatorLogin', { body })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: max }, () => 401), 429]);
  });

  test('a claim held at one is answered by a command made at the other', async () => {
    const agent = await enrol(a);
    const { path, as } = at(a, agent);
    const held = a.send('commandClaim', { path, as, body: { bootId, max: 1, waitSeconds: 60 } });
    // Held: what is made now is not there when it looks first, or wakes it.
    const made = await execute(b, a, agent);
    expect(made.status).toBe(200);
    const { commands } = (await held).body.data as unknown as { commands: { id: string }[] };
    const { command } = made.body.data as unknown as { command: { id: string } };
    expect(commands.map(({ id }) => id)).toEqual([command.id]);
  });

  test('a claim held at one ends when its agent is revoked at the other', async () => {
    const agent = await enrol(a);
    const { path, as } = at(a, agent);
    const held = a.send('commandClaim', { path, as, body: { bootId, max: 1, waitSeconds: 60 } });
    await b.data('agentRevoke', { path: { agentId: agent.id }, as: a.owner, body: {} });
    expect((await held).body.error?.code).toBe('AGENT_TOKEN_REVOKED');
  });

  test('a command made at one is dispatched on the session at the other', async () => {
    const agent = await enrol(a);
    const session = await connect(b, agent);
    await session.ask('hello', { bootId, capabilities: [], maxRunning: 1 });
    const view = await a.data('agentView', { path: { agentId: agent.id }, as: a.owner });
    expect(view).toMatchObject({ sessionOpen: true });
    await execute(a, a, agent);
    expect((await session.next('command.dispatch')).data).toMatchObject({ actionName: 'echo' });
    session.socket.close();
    const open = async () =>
      ((await a.data('agentView', { path: { agentId: agent.id }, as: a.owner })) as { sessionOpen: boolean })
        .sessionOpen;
    await expect.poll(open, { timeout: 20_000 }).toBe(false);
  });

  test('a session at one replaces that at the other, whose later frames have no effect', async () => {
    const agent = await enrol(a, [actionOf('echo')]);
    const first = await connect(a, agent);
    await first.ask('hello', { bootId, capabilities: [], maxRunning: 1 });
    const second = await connect(b, agent);
    await second.ask('hello', { bootId, capabilities: [], maxRunning: 1 });
    expect((await first.closed).code).toBe(4009);
    await execute(a, a, agent);
    expect((await second.next('command.dispatch')).data).toMatchObject({ actionName: 'echo' });
    second.socket.close();
  });

  test('a stream at one carries what happens at the other, and all streams of a user count', async () => {
    const max = limitEntries.streamsPerUserMax.default;
    const readers = [];
    for (let index = 0; index < max; index += 1) {
      readers.push(await readEvents(index % 2 === 0 ? a : b, { as: a.owner }));
    }
    expect((await readEvents(a, { as: a.owner })).status).toBe(429);
    expect((await readEvents(b, { as: a.owner })).status).toBe(429);
    await enrol(b);
    for (const reader of readers.slice(0, 2)) {
      await reader.until((events) => events.some(({ type }) => type === 'capsule.agent.registered'));
    }
    for (const reader of readers) reader.close();
  });
});

test('the process that leads sweeps, and when it is gone another one does', async () => {
  const url = await server.newDatabase();
  const leader = await startTestOpstage({}, url);
  const other = await startTestOpstage({}, url);
  const agent = await enrol(leader);
  await execute(leader, leader, agent, { startWithinSeconds: 1 });
  for (const opstage of [leader, other]) opstage.clock.advance(2);
  const expired = async () => {
    const events = await other.deps.store.read((tx) => tx.events.after(0, 1000));
    return events.filter(({ type }) => type === 'capsule.command.expired').length;
  };
  await other.sweep();
  expect(await expired()).toBe(0);
  await leader.stop();
  await expect.poll(() => other.deps.peers.leads(), { timeout: 20_000 }).toBe(true);
  await other.sweep();
  expect(await expired()).toBe(1);
  await other.stop();
});

describe('a database that goes away', () => {
  let relay: Relay;
  let opstage: TestOpstage;
  beforeEach(async () => {
    relay = await startRelay(await server.newDatabase());
    opstage = await startTestOpstage({}, relay.url);
  });
  afterEach(async () => {
    await opstage.stop();
    await relay.close();
  });

  test('is answered 503 with Retry-After, and when it is back all goes on', async () => {
    const agent = await enrol(opstage);
    const { path, as } = at(opstage, agent);
    await relay.cut();
    const refused = [
      await opstage.send('systemHealth', { quiet: true }),
      await opstage.send('operatorMe', { as: opstage.owner, quiet: true }),
      await opstage.send('agentHeartbeat', { path, as, body: { bootId, services: [], running: [] }, quiet: true }),
    ];
    for (const reply of refused) {
      expect(reply.body.error?.code).toBe('SERVICE_UNAVAILABLE');
      expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0);
    }
    await relay.mend();
    const health = async () => (await opstage.send('systemHealth', { quiet: true })).status;
    await expect.poll(health, { timeout: 20_000 }).toBe(200);
    // The line is open again too: it hears what another process says.
    await expect.poll(() => opstage.deps.peers.leads(), { timeout: 20_000 }).toBe(true);
    expect((await agent.heartbeat()).status).toBe(200);
    const held = opstage.send('commandClaim', { path, as, body: { bootId, max: 1, waitSeconds: 60 } });
    await execute(opstage, opstage, agent);
    expect((await held).body.data).toMatchObject({ commands: [{ actionName: 'echo' }] });
  });
});

test('a database that cannot be reached is named in one sentence, its password is not', async () => {
  const { folder, remove } = scratchFolder();
  const url = 'postgres://somebody:secret-of-mine@127.0.0.1:9/fleet';
  const started = launch({
    OPSTAGE_DATA: folder,
    OPSTAGE_PORT: '0',
    OPSTAGE_DATABASE_URL: url,
    OPSTAGE_OWNER_PASSWORD: ownerPassword,
  });
  expect(await started.exited).toBe(1);
  expect(started.output()).toMatch(/^opstage: PostgreSQL at 127\.0\.0\.1:9\/fleet cannot be used: .*\n$/);
  expect(started.output()).not.toContain('secret-of-mine');
  remove();
});
