import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Figure } from './bench.ts';
import { type RunningProgram, requiredUsageOf, startProgram } from './child-process.ts';
import { startOpstage } from './opstage.ts';

const sample = fileURLToPath(new URL('../../reference-agent/sample/conformance-capsule.ts', import.meta.url));
/** A program that only waits, as every agent does most of the time. */
const bare = ['--eval', 'setInterval(() => {}, 1000)'];

export const idle: Bench = {
  name: 'idle',
  about: 'memory and CPU of one agent that has nothing to do, beside a bare Node process',
  async run({ full, folder, progress }) {
    const seconds = full ? 60 : 10;
    const opstage = await startOpstage(join(folder, 'data'));
    const { token } = await opstage.call<{ token: string }>('POST', '/api/admin/registration-tokens', {});
    const agent = startProgram([sample], {
      OPSTAGE_URL: opstage.url,
      OPSTAGE_REGISTRATION_TOKEN: token,
      OPSTAGE_AGENT_STATE: join(folder, 'agent'),
    });
    const nothing = startProgram(bare);
    progress('waiting for the agent');
    while (
      (await opstage.call<{ agents: { ONLINE: number } }>('GET', '/api/admin/dashboard/summary')).agents.ONLINE === 0
    ) {
      if (agent.child.exitCode !== null) throw new Error(`the agent ended: ${agent.output().slice(-500)}`);
      await pause(100);
    }
    // What a start leaves behind is over by then.
    await pause(3000);
    const [ofAgent, ofNothing] = await Promise.all([
      watch(agent, seconds, (second) => progress(`second ${second} of ${seconds}`)),
      watch(nothing, seconds, () => {}),
    ]);
    await Promise.all([agent.stop(), nothing.stop(), opstage.program.stop()]);
    const name = 'bare Node';
    const figure = (title: string, unit: string, own: number[], baseline: number[]): Figure => ({
      name: title,
      unit,
      samples: own,
      baseline: { name, samples: baseline },
    });
    return {
      figures: [
        figure('memory of an agent', 'MiB', ofAgent.rssMb, ofNothing.rssMb),
        { name: `CPU of an agent in ${seconds} s`, unit: 'ms', samples: [ofAgent.cpuMs] },
        { name: `CPU of ${name} in ${seconds} s`, unit: 'ms', samples: [ofNothing.cpuMs] },
      ],
      plots: [
        {
          title: 'Resident memory at rest',
          x: { label: 'second', scale: 'linear' },
          y: { label: 'MiB', scale: 'linear' },
          lines: [
            { name: 'agent', points: ofAgent.rssMb.map((mb, second) => [second, mb] as const) },
            { name, points: ofNothing.rssMb.map((mb, second) => [second, mb] as const) },
          ],
        },
      ],
      notes: ['CPU is counted in hundredths of a second; a session is open, a heartbeat goes every 30 s'],
    };
  },
};

async function watch({ pid }: RunningProgram, seconds: number, tick: (second: number) => void) {
  const began = requiredUsageOf(pid).cpuMs;
  const rssMb: number[] = [];
  for (let second = 1; second <= seconds; second += 1) {
    await pause(1000);
    rssMb.push(requiredUsageOf(pid).rssMb);
    tick(second);
  }
  return { rssMb, cpuMs: requiredUsageOf(pid).cpuMs - began };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
