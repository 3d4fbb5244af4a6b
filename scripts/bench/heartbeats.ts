import { join } from 'node:path';
import type { Bench } from './bench.ts';
import { requiredUsageOf } from './child-process.ts';
import { answersPerSecond } from './load.ts';
import { startNoOp, startOpstage } from './opstage.ts';
import { requestBytes } from './raw-http.ts';
import { agentRequest, heartbeatOf, registerAgents } from './simulated-fleet.ts';

const connections = 50;

export const heartbeats: Bench = {
  name: 'heartbeats',
  about: 'heartbeats a second over 50 keep-alive connections, against a route of the same server that does nothing',
  async run({ full, folder, progress }) {
    const rounds = full ? 10 : 5;
    const durationMs = full ? 5000 : 1500;
    const opstage = await startOpstage(join(folder, 'data'));
    const noOp = await startNoOp();
    const agents = await registerAgents(opstage, connections, progress);
    const beats = agents.map((agent) => agentRequest(agent, '/heartbeat', heartbeatOf(agent)));
    const nothing = requestBytes({ method: 'POST', path: '/no-op', body: { ...heartbeatOf(agents[0] ?? never()) } });
    const subjects = {
      beats: { url: opstage.url, pid: opstage.program.pid, request: (index: number) => beats[index] ?? never() },
      nothing: { url: noOp.url, pid: noOp.program.pid, request: () => nothing },
    };
    progress('warming up');
    for (const subject of Object.values(subjects)) await measure(subject, 1000);
    const rates: Record<keyof typeof subjects, number[]> = { beats: [], nothing: [] };
    const cpu: Record<keyof typeof subjects, number[]> = { beats: [], nothing: [] };
    for (let round = 0; round < rounds; round += 1) {
      progress(`round ${round + 1} of ${rounds}`);
      for (const name of ['nothing', 'beats'] as const) {
        const { perSecond, cpuMicros } = await measure(subjects[name], durationMs);
        rates[name].push(perSecond);
        cpu[name].push(cpuMicros);
      }
    }
    await Promise.all([opstage.program.stop(), noOp.program.stop()]);
    const numbered = (values: number[]) => values.map((value, index) => [index + 1, value] as const);
    return {
      figures: [
        {
          name: 'heartbeats',
          unit: '/s',
          samples: rates.beats,
          baseline: { name: 'the no-op route', samples: rates.nothing },
          goal: '≥ 0.6',
        },
        {
          name: 'CPU of the server for each',
          unit: 'µs',
          samples: cpu.beats,
          baseline: { name: 'the no-op route', samples: cpu.nothing },
        },
      ],
      plots: [
        {
          title: 'Heartbeats and requests for nothing',
          x: { label: 'round', scale: 'linear' },
          y: { label: 'answers a second', scale: 'linear' },
          lines: [
            { name: 'no-op route', points: numbered(rates.nothing) },
            { name: 'heartbeat', points: numbered(rates.beats) },
          ],
        },
      ],
      notes: ['the load comes from one process beside the server: both share the machine'],
    };
  },
};

interface Subject {
  url: string;
  pid: number;
  request(connection: number): Buffer;
}

/** Answers a second, and what each cost the server: the second says the same on a busy machine. */
async function measure({ url, pid, request }: Subject, durationMs: number) {
  const before = requiredUsageOf(pid).cpuMs;
  const began = performance.now();
  const perSecond = await answersPerSecond({ url, connections, durationMs, request });
  const answers = (perSecond * (performance.now() - began)) / 1000;
  return { perSecond, cpuMicros: ((requiredUsageOf(pid).cpuMs - before) * 1000) / answers };
}

function never(): never {
  throw new Error('there are as many agents as connections');
}
