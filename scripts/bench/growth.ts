/** What an Opstage that has been in use for years answers as fast as a new one, and what it does not. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Figure } from './bench.ts';
import { startProgram } from './child-process.ts';
import { is200 } from './load.ts';
import { type Opstage, startOpstage } from './opstage.ts';
import { openConnection } from './raw-http.ts';
import { agentRequest, heartbeatOf, ownerRequest, registerAgents, type SimulatedAgent } from './simulated-fleet.ts';
import { growthExponent, median } from './statistics.ts';

const grow = fileURLToPath(new URL('../../reference-opstage/bench/grow.ts', import.meta.url));
/** Fast questions are asked often, those that read everything a few times. */
const repeats = 40;

interface Question {
  name: string;
  request(opstage: Opstage, agent: SimulatedAgent, rows: number): Buffer;
  /** What its time may grow with; said of those that have to read everything. */
  reads?: 'everything';
}

const admin = (path: string) => (opstage: Opstage) => ownerRequest(opstage, 'GET', `/api/admin${path}`);

const questions: readonly Question[] = [
  { name: 'commands, first page', request: admin('/commands') },
  { name: 'commands that failed', request: admin('/commands?status=FAILED') },
  { name: 'commands of an agent', request: (opstage, { id }) => admin(`/commands?agentId=${id}`)(opstage) },
  {
    name: 'claim of an agent',
    request: (_opstage, agent) =>
      agentRequest(agent, '/commands/claim', { bootId: agent.bootId, max: 10, waitSeconds: 0 }),
  },
  { name: 'heartbeat', request: (_opstage, agent) => agentRequest(agent, '/heartbeat', heartbeatOf(agent)) },
  {
    name: 'execute',
    request: (opstage, { serviceId }) =>
      ownerRequest(opstage, 'POST', `/api/admin/capsule-services/${serviceId}/actions/echo`, { payload: {} }),
  },
  { name: 'audit, first page', request: admin('/audit-events') },
  {
    name: 'audit after a seq',
    request: (opstage, _agent, rows) => admin(`/audit-events?after=${Math.floor(rows / 2)}`)(opstage),
  },
  { name: 'dashboard', request: admin('/dashboard/summary') },
  {
    name: 'verify the audit chain',
    request: (opstage) => ownerRequest(opstage, 'POST', '/api/admin/audit-events/verify'),
    reads: 'everything',
  },
];

export const growth: Bench = {
  name: 'growth',
  about: 'the same questions to a database of a thousand rows and of a hundred thousand, or with --full a million',
  async run({ full, folder, progress }) {
    const sizes = full ? [1000, 10_000, 100_000, 1_000_000] : [1000, 10_000, 50_000];
    const data = join(folder, 'data');
    const first = await startOpstage(data);
    const agents = await registerAgents(first, 20, progress);
    await first.program.stop();
    const times = new Map<string, (readonly [number, number])[]>(questions.map(({ name }) => [name, []]));
    const samplesOf = new Map<string, number[][]>(questions.map(({ name }) => [name, []]));
    for (const [index, rows] of sizes.entries()) {
      progress(`growing to ${rows.toLocaleString('en-US')} rows`);
      await growBy(
        data,
        rows - (sizes[index - 1] ?? 0),
        Math.min(rows, 100_000) - Math.min(sizes[index - 1] ?? 0, 100_000),
      );
      const opstage = await startOpstage(data);
      for (const question of questions) {
        progress(`${rows.toLocaleString('en-US')} rows: ${question.name}`);
        const samples = await ask(opstage, question, agents, rows);
        samplesOf.get(question.name)?.push(samples);
        times.get(question.name)?.push([rows, median(samples)]);
      }
      await opstage.program.stop();
    }
    const figures = questions.map(({ name }): Figure => {
      const taken = samplesOf.get(name) ?? [];
      const [smallest = [], largest = []] = [taken[0], taken.at(-1)];
      return {
        name,
        unit: 'ms',
        samples: largest,
        baseline: { name: `${sizes[0]?.toLocaleString('en-US')} rows`, samples: smallest },
      };
    });
    const exponents = questions.map(({ name, reads }) => {
      const exponent = growthExponent(times.get(name) ?? []).toFixed(2);
      return `${name}: time grows as rows^${exponent}${reads === 'everything' ? ', as it must: it reads everything' : ''}`;
    });
    return {
      figures,
      plots: [
        {
          title: 'Answers of a database that grows',
          x: { label: 'audit events (and commands, up to 100,000)', scale: 'log' },
          y: { label: 'ms, median', scale: 'log' },
          lines: questions.map(({ name }) => ({ name, points: times.get(name) ?? [] })),
        },
      ],
      notes: exponents,
    };
  },
};

async function growBy(data: string, auditEvents: number, commands: number): Promise<void> {
  const program = startProgram([grow, data, String(commands), String(auditEvents)]);
  if ((await program.exited) !== 0)
    throw new Error(`the database could not be grown: ${program.output().slice(-2000)}`);
}

async function ask(
  opstage: Opstage,
  question: Question,
  agents: readonly SimulatedAgent[],
  rows: number,
): Promise<number[]> {
  const connection = await openConnection(opstage.url);
  const samples: number[] = [];
  const count = question.reads === 'everything' ? 3 : repeats;
  for (let turn = -Math.ceil(count / 10); turn < count; turn += 1) {
    const agent = agents[(turn + repeats) % agents.length] as SimulatedAgent;
    const began = performance.now();
    is200(await connection.send(question.request(opstage, agent, rows)));
    if (turn >= 0) samples.push(performance.now() - began);
  }
  connection.close();
  return samples;
}
