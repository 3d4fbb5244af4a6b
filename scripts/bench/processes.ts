/** What more Opstage processes on one PostgreSQL bring, and whether they still agree with each other. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgresServer } from '../postgres-server.ts';
import type { Bench, Figure } from './bench.ts';
import { answersPerSecond } from './load.ts';
import { type Opstage, startNoOp, startOpstage } from './opstage.ts';
import { requestBytes } from './raw-http.ts';
import { agentRequest, heartbeatOf, ownerRequest, registerAgents, type SimulatedAgent } from './simulated-fleet.ts';

const connections = 50;

export const processes: Bench = {
  name: 'processes',
  about: 'heartbeats and audited writes a second of one, two and with --full four Opstage processes on one PostgreSQL',
  async run({ full, folder, progress }) {
    const counts = full ? [1, 2, 4] : [1, 2];
    const rounds = full ? 8 : 3;
    const durationMs = full ? 4000 : 1500;
    // The server may run as another user than this script and has to get to its folder.
    chmodSync(folder, 0o711);
    const server = await startPostgresServer(join(folder, 'server'));
    await server.create('bench');
    const settings = { OPSTAGE_DATABASE_URL: `${server.url}/bench` };
    const all: Opstage[] = [];
    for (let index = 0; index < Math.max(...counts); index += 1) {
      all.push(await startOpstage(join(folder, `data-${index}`), settings));
    }
    const [first] = all;
    if (first === undefined) throw new Error('there is at least one process');
    const noOp = await startNoOp();
    const agents = await registerAgents(first, connections, progress);
    const nothing = requestBytes({ method: 'POST', path: '/no-op', body: { services: [] } });
    const beats = new Map<number, number[]>(counts.map((count) => [count, []]));
    const writes = new Map<number, number[]>(counts.map((count) => [count, []]));
    const idle: number[] = [];
    for (let round = -1; round < rounds; round += 1) {
      progress(`round ${round + 1} of ${rounds}`);
      const rate = await answersPerSecond({ url: noOp.url, connections, durationMs, request: () => nothing });
      if (round >= 0) idle.push(rate);
      for (const count of counts) {
        const some = all.slice(0, count);
        const beating = await spread(some, durationMs, (_opstage, index) => beatOf(agents, index));
        const writing = await spread(some, durationMs, (opstage) =>
          ownerRequest(opstage, 'POST', '/api/admin/registration-tokens', { label: 'bench' }),
        );
        // The first round warms up.
        if (round < 0) continue;
        beats.get(count)?.push(beating);
        writes.get(count)?.push(writing);
      }
    }
    const chain = await first.call<{ valid: boolean; checked: number }>('POST', '/api/admin/audit-events/verify');
    await Promise.all([...all.map(({ program }) => program.stop()), noOp.program.stop()]);
    await server.stop();
    if (!chain.valid) throw new Error('the audit chain that the processes wrote together does not verify');
    const figure = (name: string, samples: Map<number, number[]>, count: number): Figure => ({
      name: `${name}, ${count} ${count === 1 ? 'process' : 'processes'}`,
      unit: '/s',
      samples: samples.get(count) ?? [],
      baseline:
        count === 1
          ? { name: 'the no-op route', samples: idle }
          : { name: 'one process', samples: samples.get(1) ?? [] },
    });
    return {
      figures: [
        ...counts.map((count) => figure('heartbeats', beats, count)),
        ...counts.map((count) => figure('registration tokens made, each audited', writes, count)),
      ],
      plots: [],
      notes: [
        `the audit chain of ${chain.checked.toLocaleString('en-US')} events that they wrote together is whole`,
        'processes, PostgreSQL and the load share the machine: with two cores there is nothing to spread over',
        'this PostgreSQL does not wait for the disk',
      ],
    };
  },
};

/** The connections divided among the processes; answers a second of all together. */
async function spread(
  some: readonly Opstage[],
  durationMs: number,
  request: (opstage: Opstage, connection: number) => Buffer,
): Promise<number> {
  const share = Math.ceil(connections / some.length);
  const rates = await Promise.all(
    some.map((opstage, turn) =>
      answersPerSecond({
        url: opstage.url,
        connections: share,
        durationMs,
        request: (connection) => request(opstage, turn * share + connection),
      }),
    ),
  );
  return rates.reduce((sum, rate) => sum + rate, 0);
}

function beatOf(agents: readonly SimulatedAgent[], index: number): Buffer {
  const agent = agents[index % agents.length];
  if (agent === undefined) throw new Error('there are as many agents as connections');
  return agentRequest(agent, '/heartbeat', heartbeatOf(agent));
}
