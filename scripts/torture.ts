/**
 * `npm run torture`: does to Opstage and to an agent what they must survive, fifty times each, and says what it found.
 * `npm run torture -- <name>` does one; `--strikes`, `--minutes` (of `mixed`) and `--seed` change how much and which.
 * `--keep` puts what was found into site/results/bench/, where the site's page of figures reads it. Never part of the tests, which do some of it a few times.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Figure } from './bench/bench.ts';
import { machine } from './bench/machine.ts';
import { recorded } from './bench/print-finding.ts';

/** What is done, by name. */
const tortures: Record<string, string> = {
  'opstage-sqlite': 'Opstage on SQLite is killed under load',
  'opstage-postgres': 'two Opstage processes on PostgreSQL are killed under load',
  'postgres-restart': 'PostgreSQL is ended under load, in order or not, and started again',
  'postgres-read-only': 'PostgreSQL refuses all writes for a while',
  'disk-full': 'no file of Opstage may grow for a while (a limit of the process, Linux only)',
  'sqlite-read-only': 'SQLite refuses all writes for a while',
  clock: 'the clock on the wall jumps up to five hours forth or back, and back again',
  streams: 'event streams are cut in the middle of an event',
  agent: 'an agent is killed on its journal',
  both: 'an agent and Opstage are killed at the same moment',
  mixed: 'load for some minutes, event streams cut, memory watched',
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    strikes: { type: 'string', default: '50' },
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
const unknown = positionals.filter((name) => !(name in tortures));
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(', ')} is not tortured here; there is ${Object.keys(tortures).join(', ')}\n`);
  process.exit(2);
}

const startedAt = new Date();
const figures: Figure[] = [];
let worst = 0;
const chosen = positionals.length > 0 ? positionals : Object.keys(tortures);
for (const name of chosen) {
  const { code, output } = await run([
    'reference-opstage/test/torture.ts',
    name,
    values.strikes,
    values.seed,
    values.minutes,
  ]);
  worst = Math.max(worst, code);
  const verdict = code === 0 ? 'nothing lost' : 'FAILED';
  process.stdout.write(`${name}: ${tortures[name]}; seed ${values.seed}: ${verdict}\n${shown(output)}`);
  figures.push(...published(name, factsOf(output)));
}
if (values.keep) keep();
process.exitCode = worst;

/** Strikes survived, faults found, and how memory went where that was watched. */
function published(name: string, facts: Record<string, unknown> | null): Figure[] {
  const about = tortures[name] ?? name;
  if (facts === null) return [{ name: `${about}: not ended`, unit: 'faults', samples: [1], goal: '≤ 0 faults' }];
  const figure = (what: string, unit: string, value: unknown): Figure[] =>
    typeof value === 'number' ? [{ name: `${about}: ${what}`, unit, samples: [value] }] : [];
  const faults = Array.isArray(facts.faults) ? facts.faults.length : 1;
  return [
    ...figure('survived', 'times', facts.strikes),
    ...figure('commands run', '', facts.commands),
    ...figure('memory after a collection, at half time', 'MB', facts.heapMbMiddle),
    ...figure('memory after a collection, at the end', 'MB', facts.heapMbEnd),
    { name: `${about}: lost, done twice, out of order`, unit: 'faults', samples: [faults], goal: '≤ 0 faults' },
  ];
}

function keep(): void {
  const file = new URL('../site/results/bench/torture.json', import.meta.url);
  const durationMs = Date.now() - startedAt.getTime();
  const facts = { bench: 'torture', full: Number(values.strikes) >= 50, startedAt, durationMs, machine: machine() };
  const notes = [
    'What was answered is the oracle: every acknowledged command and token is looked for afterwards, ran once, and has its audit events; the audit log has no gap and verifies, and the event stream told all of the feed and nothing twice.',
  ];
  const found = recorded({ figures, plots: [], notes });
  // What was not done this time stays as it was found last.
  const done = chosen.map((name) => `${tortures[name]}:`);
  const before: { name: string }[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).figures : [];
  const others = before.filter(({ name }) => !done.some((about) => name.startsWith(about)));
  const all = { ...facts, ...found, figures: [...others, ...found.figures] };
  writeFileSync(file, `${JSON.stringify(all, null, 2)}\n`);
}

/** The line of JSON a program ends with; null where it ended without. */
function factsOf(output: string): Record<string, unknown> | null {
  try {
    return JSON.parse(output.trim().split('\n').at(-1) ?? '');
  } catch {
    return null;
  }
}

/** What a program found, as lines for a person. */
function shown(output: string): string {
  const facts = factsOf(output);
  if (facts === null) return `${output}\n`;
  return Object.entries(facts)
    .map(([name, value]) => {
      const said = Array.isArray(value) ? value.slice(0, 20).join('\n    ') || 'none' : String(value);
      const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
      return `  ${words.padEnd(22)} ${said}\n`;
    })
    .join('');
}

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve) => child.once('close', (code) => resolve({ code: code ?? 1, output })));
}
