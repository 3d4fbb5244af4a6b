/** Thousands of agents on one Opstage: what each costs, how it answers among them, and how they come back. */
import { join } from 'node:path';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { requiredUsageOf } from './child-process.ts';
import { answersPerSecond, is200 } from './load.ts';
import { type Opstage, startOpstage } from './opstage.ts';
import { openConnection } from './raw-http.ts';
import { agentRequest, heartbeatOf, ownerRequest, registerAgents, type SimulatedAgent } from './simulated-fleet.ts';
import { openSession, type SimulatedSession } from './simulated-session.ts';
import { quantile } from './statistics.ts';

const heartbeatSeconds = 30;
const opening = 50;

export const fleet: Bench = {
  name: 'fleet',
  about: 'agents on one Opstage, by session and by HTTP: memory each, CPU at rest, latency among them, their return',
  async run(context) {
    const { full, folder, progress } = context;
    const count = full ? 10_000 : 1000;
    const data = join(folder, 'data');
    let opstage = await startOpstage(data);
    const empty = requiredUsageOf(opstage.program.pid).rssMb;
    const agents = await registerAgents(opstage, count, progress);
    const registered = requiredUsageOf(opstage.program.pid).rssMb;
    const figures: Figure[] = [
      {
        name: `Opstage with ${count.toLocaleString('en-US')} agents registered`,
        unit: 'MiB',
        samples: [registered],
        baseline: { name: 'an empty one', samples: [empty] },
      },
    ];

    let sessions = await openAll(opstage, agents, progress);
    const beating = heartbeatsOnSessions(() => sessions, agents);
    figures.push(...(await atRest(context, opstage, 'session', registered, count)));
    figures.push(...(await dispatchLatency(opstage, agents, progress)));

    progress('restarting Opstage');
    const stopping = performance.now();
    await opstage.program.stop();
    const port = new URL(opstage.url).port;
    const waits = sessions.map((session) => session.reconnectAfterMs());
    opstage = await startOpstage(data, { OPSTAGE_PORT: port });
    const up = performance.now();
    sessions = await returnAll(opstage, agents, waits, up, progress);
    const back = performance.now();
    figures.push({ name: 'stop and start of Opstage', unit: 's', samples: [(up - stopping) / 1000] });
    figures.push({ name: 'from its start until every session is welcomed', unit: 's', samples: [(back - up) / 1000] });
    const { agents: states } = await opstage.call<{ agents: { ONLINE: number } }>(
      'GET',
      '/api/admin/dashboard/summary',
    );
    beating.stop();
    for (const { socket } of sessions) socket.terminate();

    progress('heartbeats by HTTP');
    figures.push(...(await byHttp(context, opstage, agents)));
    await opstage.program.stop();
    return {
      figures,
      plots: [],
      notes: [
        `${states.ONLINE.toLocaleString('en-US')} of ${count.toLocaleString('en-US')} were ONLINE when the last session was back`,
        `after \`bye\` agents wait as long as it says: up to ${(Math.max(...waits) / 1000).toFixed(1)} s, spread by agent`,
        'the fleet lives in one process beside Opstage: both share the machine',
      ],
    };
  },
};

async function openAll(opstage: Opstage, agents: readonly SimulatedAgent[], progress: BenchContext['progress']) {
  const sessions: SimulatedSession[] = [];
  const left = agents.keys();
  const worker = async () => {
    for (const index of left) {
      sessions[index] = await openSession(opstage.url, agents[index] as SimulatedAgent);
      if (index % 100 === 0) progress(`opening sessions: ${index} of ${agents.length}`);
    }
  };
  await Promise.all(Array.from({ length: opening }, worker));
  return sessions;
}

/** Each agent waits what it was told, then tries until it is welcomed, as the contract has it. */
async function returnAll(
  opstage: Opstage,
  agents: readonly SimulatedAgent[],
  waits: readonly number[],
  from: number,
  progress: BenchContext['progress'],
) {
  let back = 0;
  return Promise.all(
    agents.map(async (agent, index) => {
      const told = (waits[index] ?? 0) * (1 + Math.random() * 0.2);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, told - (performance.now() - from))));
      for (let attempt = 1; ; attempt += 1) {
        try {
          const session = await openSession(opstage.url, agent);
          back += 1;
          if (back % 100 === 0) progress(`sessions back: ${back} of ${agents.length}`);
          return session;
        } catch {
          const delay = Math.min(60, 2 ** attempt) * 1000;
          await new Promise((resolve) => setTimeout(resolve, delay * (0.5 + Math.random() / 2)));
        }
      }
    }),
  );
}

/** Every agent once in an interval, spread over it. */
function heartbeatsOnSessions(sessions: () => readonly SimulatedSession[], agents: readonly SimulatedAgent[]) {
  let next = 0;
  const timer = setInterval(() => {
    const due = Math.ceil(agents.length / (heartbeatSeconds * 10));
    for (let turn = 0; turn < due; turn += 1, next = (next + 1) % agents.length) {
      const session = sessions()[next];
      const agent = agents[next];
      if (agent !== undefined && session?.socket.readyState === 1) session.say('heartbeat', heartbeatOf(agent));
    }
  }, 100);
  return { stop: () => clearInterval(timer) };
}

async function atRest(
  { full, progress }: BenchContext,
  opstage: Opstage,
  kind: string,
  before: number,
  count: number,
): Promise<Figure[]> {
  const seconds = full ? 60 : 10;
  const { pid } = opstage.program;
  const began = requiredUsageOf(pid);
  for (let second = 1; second <= seconds; second += 1) {
    progress(`at rest: second ${second} of ${seconds}`);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  const { rssMb, cpuMs } = requiredUsageOf(pid);
  return [
    { name: `memory for each ${kind}`, unit: 'KiB', samples: [((rssMb - before) * 1024) / count] },
    {
      name: `CPU with all ${kind}s at rest, heartbeats every ${heartbeatSeconds} s`,
      unit: '% of a core',
      samples: [((cpuMs - began.cpuMs) / (seconds * 1000)) * 100],
    },
  ];
}

/** From execute to the answered result of one agent picked among all. */
async function dispatchLatency(
  opstage: Opstage,
  agents: readonly SimulatedAgent[],
  progress: BenchContext['progress'],
): Promise<Figure[]> {
  const operator = await openConnection(opstage.url);
  const samples: number[] = [];
  for (let turn = 0; turn < 100; turn += 1) {
    progress(`one command among many: ${turn} of 100`);
    const agent = agents[Math.floor(Math.random() * agents.length)] as SimulatedAgent;
    const path = `/api/admin/capsule-services/${agent.serviceId}/actions/echo`;
    const began = performance.now();
    const created = await operator.send(ownerRequest(opstage, 'POST', path, { payload: {} }));
    is200(created);
    const { id } = (JSON.parse(created.body) as { data: { command: { id: string } } }).data.command;
    for (;;) {
      const { body } = await operator.send(ownerRequest(opstage, 'GET', `/api/admin/commands/${id}`));
      if ((JSON.parse(body) as { data: { status: string } }).data.status === 'SUCCEEDED') break;
    }
    samples.push(performance.now() - began);
  }
  operator.close();
  return [0.5, 0.99].map((share) => ({
    name: `a command to one agent among all, p${share * 100}`,
    unit: 'ms',
    samples: [quantile(samples, share)],
  }));
}

/** What the same agents cost by HTTP: at the told interval that many heartbeats a second have to pass. */
async function byHttp({ full }: BenchContext, opstage: Opstage, agents: readonly SimulatedAgent[]): Promise<Figure[]> {
  const needed = agents.length / heartbeatSeconds;
  const samples: number[] = [];
  const beats = agents.map((agent) => agentRequest(agent, '/heartbeat', heartbeatOf(agent)));
  let turn = 0;
  for (let round = 0; round < 3; round += 1) {
    samples.push(
      await answersPerSecond({
        url: opstage.url,
        connections: 50,
        durationMs: full ? 5000 : 2000,
        request() {
          turn += 1;
          return beats[turn % beats.length] as Buffer;
        },
      }),
    );
  }
  return [
    {
      name: 'heartbeats by HTTP of all agents in turn',
      unit: '/s',
      samples,
      baseline: { name: `what ${heartbeatSeconds} s need`, samples: samples.map(() => needed) },
    },
  ];
}
