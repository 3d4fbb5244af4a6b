/**
 * From an operator's click to the result he sees: execute is sent, the agent gets the command, acknowledges it, answers,
 * and the event of its success arrives on the operator's stream.
 */
import { join } from 'node:path';
import type { Bench, Figure } from './bench.ts';
import { followEvents } from './event-follower.ts';
import { is200 } from './load.ts';
import { type Opstage, startNoOp, startOpstage } from './opstage.ts';
import { openConnection, type RawConnection, requestBytes } from './raw-http.ts';
import { agentRequest, ownerRequest, registerAgents, type SimulatedAgent } from './simulated-fleet.ts';
import { openSession } from './simulated-session.ts';
import { quantile } from './statistics.ts';

/** Execute, ack, result, and the claim or the event between: as many requests for nothing are the baseline. */
const legs = 4;

export const roundTrip: Bench = {
  name: 'round-trip',
  about: 'from execute to the visible result: by session, by long poll, and how many a second at saturation',
  async run({ full, folder, progress }) {
    const count = full ? 2000 : 300;
    const opstage = await startOpstage(join(folder, 'data'));
    const noOp = await startNoOp();
    const [first, second, ...crowd] = await registerAgents(opstage, 2 + (full ? 50 : 20), progress);
    if (first === undefined || second === undefined) throw new Error('two agents were registered');
    const finished = await followEvents(opstage);
    const operator = await openConnection(opstage.url);

    progress('by session');
    const session = await openSession(opstage.url, first);
    const bySession = await times(count, () => oneCommand(opstage, operator, first, finished));
    session.socket.close();

    progress('by long poll');
    const polling = longPoll(opstage, second);
    const byPoll = await times(count, () => oneCommand(opstage, operator, second, finished));
    polling.stop();

    progress('a request for nothing');
    const idle = await openConnection(noOp.url);
    const nothing = requestBytes({ method: 'POST', path: '/no-op', body: {} });
    const baseline = await times(count, async () => {
      for (let leg = 0; leg < legs; leg += 1) is200(await idle.send(nothing));
    });

    progress('at saturation');
    const perSecond = await saturation(opstage, crowd, full ? 10_000 : 3000);
    idle.close();
    await Promise.all([opstage.program.stop(), noOp.program.stop()]);
    const against = { name: `${legs} no-op requests`, samples: baseline };
    return {
      figures: [
        ...percentiles('by session', bySession, against, '< 50 ms at p99'),
        ...percentiles('by long poll', byPoll, against),
        { name: 'commands at saturation', unit: '/s', samples: perSecond },
      ],
      plots: [
        {
          title: 'Round trip of a command',
          x: { label: 'share of commands (%)', scale: 'linear' },
          y: { label: 'ms', scale: 'log' },
          lines: [
            { name: 'by session', points: distribution(bySession) },
            { name: 'by long poll', points: distribution(byPoll) },
            { name: against.name, points: distribution(baseline) },
          ],
        },
      ],
      notes: [
        'every command, ack and result is on the disk before it is answered',
        `saturation: ${crowd.length} agents by session, 32 operators executing as fast as they are answered`,
      ],
    };
  },
};

async function times(count: number, step: () => Promise<void>): Promise<number[]> {
  const samples: number[] = [];
  // The first tenth warms up and is not counted.
  for (let turn = -Math.ceil(count / 10); turn < count; turn += 1) {
    const began = performance.now();
    await step();
    if (turn >= 0) samples.push(performance.now() - began);
  }
  return samples;
}

async function oneCommand(
  opstage: Opstage,
  operator: RawConnection,
  agent: SimulatedAgent,
  finished: (commandId: string) => Promise<void>,
): Promise<void> {
  const answer = await operator.send(execution(opstage, agent));
  is200(answer);
  await finished(createdId(answer.body));
}

function execution(opstage: Opstage, { serviceId }: SimulatedAgent): Buffer {
  return ownerRequest(opstage, 'POST', `/api/admin/capsule-services/${serviceId}/actions/echo`, { payload: {} });
}

/** The command in the answer to an execution. */
function createdId(body: string): string {
  return (JSON.parse(body) as { data: { command: { id: string } } }).data.command.id;
}

/** An agent that holds a claim open, and answers what it gets. */
function longPoll(opstage: Opstage, agent: SimulatedAgent): { stop(): void } {
  let stopped = false;
  const claim = agentRequest(agent, '/commands/claim', { bootId: agent.bootId, max: 1, waitSeconds: 10 });
  const run = async () => {
    const connection = await openConnection(opstage.url);
    while (!stopped) {
      const { body } = await connection.send(claim);
      const { commands } = (JSON.parse(body) as { data: { commands: { id: string; delivery: { id: string } }[] } })
        .data;
      for (const { id, delivery } of commands) {
        const ack = { deliveryId: delivery.id, accepted: true };
        is200(await connection.send(agentRequest(agent, `/commands/${id}/ack`, ack)));
        const result = { deliveryId: delivery.id, success: true, data: { echo: 1 } };
        is200(await connection.send(agentRequest(agent, `/commands/${id}/result`, result)));
      }
    }
    connection.close();
  };
  // Ends with the Opstage it calls.
  run().catch(() => {});
  return {
    stop() {
      stopped = true;
    },
  };
}

/** Results a second, second by second. */
async function saturation(opstage: Opstage, agents: SimulatedAgent[], durationMs: number): Promise<number[]> {
  let settled = 0;
  const count = () => {
    settled += 1;
  };
  const sessions = await Promise.all(
    agents.map((agent) => openSession(opstage.url, agent, { maxRunning: 100, settled: count })),
  );
  const until = performance.now() + durationMs;
  const operators = Array.from({ length: 32 }, async (_, index) => {
    const connection = await openConnection(opstage.url);
    for (let turn = index; performance.now() < until; turn += 1) {
      is200(await connection.send(execution(opstage, agents[turn % agents.length] as SimulatedAgent)));
    }
    connection.close();
  });
  const perSecond: number[] = [];
  while (performance.now() < until) {
    const [before, began] = [settled, performance.now()];
    await new Promise((resolve) => setTimeout(resolve, 1000));
    perSecond.push(((settled - before) * 1000) / (performance.now() - began));
  }
  await Promise.all(operators);
  for (const { socket } of sessions) socket.close();
  return perSecond;
}

function percentiles(
  name: string,
  samples: number[],
  baseline: { name: string; samples: number[] },
  goal?: string,
): Figure[] {
  return [0.5, 0.99].map((share) => ({
    name: `${name}, p${share * 100}`,
    unit: 'ms',
    samples: [quantile(samples, share)],
    baseline: { name: `${baseline.name}`, samples: [quantile(baseline.samples, share)] },
    ...(goal !== undefined && share === 0.99 ? { goal } : {}),
  }));
}

function distribution(samples: number[]): (readonly [number, number])[] {
  return [1, 5, 10, 25, 50, 75, 90, 95, 99].map((percent) => [percent, quantile(samples, percent / 100)] as const);
}
