/**
 * `npm run fuzz -- --inputs 1000000 --seed 1`: damaged inputs for every parser that meets a stranger's words, and what
 * became of them. Seeded, not guided by coverage: most inputs begin as something right and are damaged once, which gets
 * further than noise and can be repeated. `--keep` puts the figures into site/results/bench/, where the site's page of
 * figures reads them.
 */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figure } from './bench/bench.ts';
import { machine } from './bench/machine.ts';
import { recorded } from './bench/print-finding.ts';

const { values } = parseArgs({
  options: {
    inputs: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
const inputs = Number(values.inputs);
const reports = Math.floor(inputs / 10);
const fuzzed = [
  {
    about: 'bodies, frames and configuration files',
    program: 'reference-opstage/test/fuzz.ts',
    count: inputs - reports,
  },
  { about: 'reports in the viewer', program: 'conformance/test/fuzz-viewer.ts', count: reports },
];

interface Found {
  inputs: number;
  taken: number;
  refused: number;
  slowestMs: number;
  faults: string[];
}

const startedAt = new Date();
const figures: Figure[] = [];
for (const { about, program, count } of fuzzed) {
  const { taken, refused, slowestMs, faults } = await run(program, count);
  const slowest = Math.round(slowestMs);
  process.stdout.write(
    `${about}: ${count} inputs, seed ${values.seed}: ${taken} taken, ${refused} refused, the slowest ${slowest} ms, ${faults.length} faults\n`,
  );
  for (const fault of faults.slice(0, 20)) process.stdout.write(`  ${fault}\n`);
  if (faults.length > 0) process.exitCode = 1;
  figures.push(
    { name: `${about}: damaged inputs`, unit: '', samples: [count] },
    { name: `${about}: refused, as they should be`, unit: '', samples: [refused] },
    { name: `${about}: the slowest`, unit: 'ms', samples: [slowestMs], goal: '< 1000 ms' },
    { name: `${about}: crashes and other faults`, unit: 'faults', samples: [faults.length], goal: '≤ 0 faults' },
  );
}
if (values.keep) {
  const file = new URL('../site/results/bench/fuzz.json', import.meta.url);
  const durationMs = Date.now() - startedAt.getTime();
  const facts = { bench: 'fuzz', full: inputs >= 1_000_000, startedAt, durationMs, machine: machine() };
  const notes = [
    `from seed ${values.seed}, not guided by coverage: most inputs begin as something right and are damaged once`,
  ];
  writeFileSync(file, `${JSON.stringify({ ...facts, ...recorded({ figures, plots: [], notes }) }, null, 2)}\n`);
}

async function run(program: string, count: number): Promise<Found> {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const args = [program, String(count), values.seed];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  try {
    return JSON.parse(output);
  } catch {
    const faults = [`${program} ended with ${code} before it was done`];
    return { inputs: count, taken: 0, refused: 0, slowestMs: 0, faults };
  }
}
