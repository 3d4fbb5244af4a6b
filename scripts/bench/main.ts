/** `npm run bench`: every figure a ratio against a baseline of the same run, on a terminal, as JSON and as plots. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Bench } from './bench.ts';
import { fleet } from './fleet.ts';
import { growth } from './growth.ts';
import { heartbeats } from './heartbeats.ts';
import { idle } from './idle.ts';
import { kit } from './kit.ts';
import { machine } from './machine.ts';
import { packages } from './packages.ts';
import { svgPlot } from './plot.ts';
import { printed, recorded } from './print-finding.ts';
import { processes } from './processes.ts';
import { roundTrip } from './round-trip.ts';
import { validators } from './validators.ts';

const benches: readonly Bench[] = [heartbeats, roundTrip, processes, fleet, growth, idle, kit, validators, packages];
const reports = fileURLToPath(new URL('../../reports/bench/', import.meta.url));
/** What the site's page of figures reads. */
const published = fileURLToPath(new URL('../../site/results/bench/', import.meta.url));

const help = `Usage: npm run bench [-- [NAME…] [--full] [--keep]]

Measures the reference implementations and the kit. Each figure is the median of several samples with the middle half
of them in parentheses, and where there is something to compare with, the ratio to it, taken sample beside sample.
Results go to reports/bench/: NAME.json with every sample, one SVG for each plot.

${benches.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}

  --full       as long and as large as the published figures; without it a few seconds each, the kit a minute
  --keep       puts NAME.json and its SVGs into site/results/bench/ too, where the site's page of figures reads it
  --help       this text

Run it on a machine that does nothing else: the ratios forgive a slow machine, not a busy one.
`;

async function main(): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { full: flag, keep: flag, help: flag },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    const names = benches.map(({ name }) => name).join(', ');
    process.stderr.write(`bench: there is no ${unknown.join(', no ')}; there are ${names}\n`);
    return 2;
  }
  // Programs under measurement are killed when this process exits.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
  const { cpu, cores, memoryGb, node, platform } = machine();
  process.stdout.write(`${cores} × ${cpu}, ${memoryGb} GB, Node ${node}, ${platform}\n\n`);
  let failed = 0;
  for (const bench of benches) {
    if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
    if (!(await run(bench, values.full, values.keep ? [reports, published] : [reports]))) failed += 1;
  }
  return failed === 0 ? 0 : 1;
}

/** False when it could not be measured; the others still are. */
async function run(bench: Bench, full: boolean, folders: readonly string[]): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), `capsule-bench-${bench.name}-`));
  const cleanUp = () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  process.once('exit', cleanUp);
  const startedAt = new Date();
  process.stdout.write(`${bench.name}: ${bench.about}\n`);
  try {
    const finding = await bench.run({ full, folder, progress });
    progress('');
    process.stdout.write(printed(finding));
    const { name } = bench;
    const durationMs = Date.now() - startedAt.getTime();
    const facts = { bench: name, full, startedAt, durationMs, machine: machine() };
    const text = `${JSON.stringify({ ...facts, ...recorded(finding) }, null, 2)}\n`;
    for (const kept of folders) {
      mkdirSync(kept, { recursive: true });
      writeFileSync(join(kept, `${name}.json`), text);
    }
    for (const [index, plot] of finding.plots.entries()) {
      const number = finding.plots.length > 1 ? `-${index + 1}` : '';
      for (const kept of folders) writeFileSync(join(kept, `${name}${number}.svg`), svgPlot(plot));
    }
    process.stdout.write('\n');
    return true;
  } catch (error) {
    progress('');
    process.stderr.write(`  could not be measured: ${error instanceof Error ? error.stack : String(error)}\n\n`);
    return false;
  } finally {
    process.off('exit', cleanUp);
    cleanUp();
  }
}

/** On a terminal one line that is written over; elsewhere nothing, so that a log holds figures only. */
function progress(line: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line === '' ? '' : `  ${line} …`}`);
}

process.exitCode = await main();
