/**
 * `npm run torture`: does to Opstage and to an agent what they must survive, fifty times each, and says what it found.
 * `npm run torture -- <name>` does one; `--strikes`, `--minutes` (of `mixed`) and `--seed` change how much and which.
 * Never part of the tests, which do some of it a few times.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What is done, by name. */
const tortures: Record<string, string> = {
  'opstage-sqlite': 'Opstage on SQLite is killed under load',
  'opstage-postgres': 'two Opstage processes on PostgreSQL are killed under load',
  'postgres-restart': 'PostgreSQL is ended under load, in order or not, and started again',
  'postgres-read-only': 'PostgreSQL refuses all writes for a while',
  'disk-full': 'no file of Opstage may grow for a while (a limit of the process, Linux only)',
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
  },
});
const unknown = positionals.filter((name) => !(name in tortures));
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(', ')} is not tortured here; there is ${Object.keys(tortures).join(', ')}\n`);
  process.exit(2);
}

let worst = 0;
for (const name of positionals.length > 0 ? positionals : Object.keys(tortures)) {
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
}
process.exitCode = worst;

/** The line of JSON a program ends with, as lines for a person. */
function shown(output: string): string {
  const line = output.trim().split('\n').at(-1) ?? '';
  try {
    const facts: Record<string, unknown> = JSON.parse(line);
    return Object.entries(facts)
      .map(([name, value]) => {
        const said = Array.isArray(value) ? value.slice(0, 20).join('\n    ') || 'none' : String(value);
        const words = name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
        return `  ${words.padEnd(22)} ${said}\n`;
      })
      .join('');
  } catch {
    return `${output}\n`;
  }
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
