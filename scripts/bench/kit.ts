/**
 * What a run of the kit takes. It judges an Opstage that is there already, so that the same process tells how many
 * messages were exchanged; as many requests for nothing, one after another, are the baseline.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { shortDurations } from '../short-durations.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { requiredUsageOf, startProgram, type Usage, usageOf, written } from './child-process.ts';
import { is200 } from './load.ts';
import { ownerName, ownerPassword, startNoOp, startOpstage } from './opstage.ts';
import { openConnection, requestBytes } from './raw-http.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the project aims at on two processors. */
const goals: Readonly<Record<string, string>> = { quick: '≤ 5 s', standard: '≤ 20 s', deep: '≤ 240 s' };

export const kit: Bench = {
  name: 'kit',
  about: 'a run of the conformance kit: time, messages a second, waiting, memory and what of the contract it reaches',
  async run(context) {
    const depths = context.full ? ['quick', 'standard', 'deep'] : ['quick', 'standard'];
    const figures: Figure[] = [];
    const notes: string[] = [];
    for (const depth of depths) {
      context.progress(`judging at depth ${depth}`);
      const run = await judge(context, depth);
      context.progress(`${run.messages} requests for nothing`);
      const nothingSeconds = await nothing(run.messages);
      const busy = run.usage.cpuMs / 1000 / run.seconds;
      figures.push(
        {
          name: `${depth}: whole run`,
          unit: 's',
          samples: [run.seconds],
          baseline: { name: 'as many no-op requests', samples: [nothingSeconds] },
          ...(goals[depth] === undefined ? {} : { goal: goals[depth] }),
        },
        {
          name: `${depth}: messages`,
          unit: '/s',
          samples: [run.messages / run.seconds],
          baseline: { name: 'no-op requests', samples: [run.messages / nothingSeconds] },
        },
        { name: `${depth}: CPU of the kit`, unit: 's', samples: [run.usage.cpuMs / 1000] },
        { name: `${depth}: CPU of the Opstage`, unit: 's', samples: [run.opstageCpuMs / 1000] },
        { name: `${depth}: time the kit only waits`, unit: '%', samples: [Math.max(0, 1 - busy) * 100] },
        { name: `${depth}: peak memory of the kit`, unit: 'MiB', samples: [run.usage.peakMb] },
      );
      notes.push(`${depth}: ${run.messages.toLocaleString('en-US')} messages, ${run.summary}`);
    }
    context.progress('counting what of the contract is reached');
    notes.push('checks that start or kill the Opstage themselves are left out of these', ...(await reached()));
    return { figures, plots: [], notes };
  },
};

async function judge({ folder }: BenchContext, depth: string) {
  const data = join(folder, `data-${depth}`);
  mkdirSync(data);
  const opstage = await startOpstage(data, { ...shortDurations, OPSTAGE_METRICS_PORT: '0', OPSTAGE_LOG_LEVEL: 'info' });
  const metrics = await written(opstage.program, /"metrics":"([^"]+)"/);
  const before = requiredUsageOf(opstage.program.pid);
  const began = performance.now();
  const program = startProgram(
    [
      'conformance/bin/capsule-conformance.mjs',
      ...['opstage', '--url', opstage.url, '--owner', ownerName, '--level', 'should', '--depth', depth, '--quiet'],
    ],
    { CAPSULE_OWNER_PASSWORD: ownerPassword },
    root,
  );
  let usage: Usage = { rssMb: 0, peakMb: 0, cpuMs: 0 };
  const watching = setInterval(() => {
    usage = usageOf(program.pid) ?? usage;
  }, 100);
  await program.exited;
  clearInterval(watching);
  const seconds = (performance.now() - began) / 1000;
  const opstageCpuMs = requiredUsageOf(opstage.program.pid).cpuMs - before.cpuMs;
  const messages = countMessages(await (await fetch(metrics)).text());
  await opstage.program.stop();
  const summary = program.output().trim().split('\n').at(-1) ?? '';
  return { seconds, messages, usage, opstageCpuMs, summary };
}

/** Operations, messages, error codes and transitions that the checks of an Opstage reach at `standard`, as the kit tells. */
async function reached(): Promise<string[]> {
  const program = startProgram(['conformance/broken/coverage/main.ts'], {}, root);
  await program.exited;
  const found = [...program.output().matchAll(/^(\S.*?) {2,}(\d+ of \d+)$|^ +(not reached: .*)$/gm)];
  if (found.length === 0) throw new Error(`nothing was said to be reached: ${program.output().slice(-2000)}`);
  return found.map(([, what, count, missing]) => missing ?? `reached of the contract: ${what} ${count}`);
}

/** Requests answered and frames handled, as the Opstage itself counts them. */
function countMessages(text: string): number {
  const counted = /^(?:opstage_http_request_duration_seconds_count|opstage_session_frames_total)\S* (\d+)$/gm;
  return [...text.matchAll(counted)].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function nothing(count: number): Promise<number> {
  const noOp = await startNoOp();
  const connection = await openConnection(noOp.url);
  const request = requestBytes({ method: 'POST', path: '/no-op', body: {} });
  const began = performance.now();
  for (let turn = 0; turn < count; turn += 1) is200(await connection.send(request));
  const seconds = (performance.now() - began) / 1000;
  connection.close();
  await noOp.program.stop();
  return seconds;
}
