/**
 * `npm run torture`: kills what must survive it, fifty times each, and says what it found. `npm run torture -- <name>`
 * does one; `--kills` and `--seed` change how much and which. Never part of the tests, which do the same a few times.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What is tortured: a name, and the program that does it, with what comes before kills and seed. */
const victims: Record<string, readonly string[]> = {
  'opstage-sqlite': ['reference-opstage/test/torture.ts', 'sqlite'],
  'opstage-postgres': ['reference-opstage/test/torture.ts', 'postgres'],
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { kills: { type: 'string', default: '50' }, seed: { type: 'string', default: '1' } },
});
const unknown = positionals.filter((name) => !(name in victims));
if (unknown.length > 0) {
  process.stderr.write(`${unknown.join(', ')} is not tortured here; there is ${Object.keys(victims).join(', ')}\n`);
  process.exit(2);
}

let worst = 0;
for (const name of positionals.length > 0 ? positionals : Object.keys(victims)) {
  const { code, output } = await run([...(victims[name] ?? []), values.kills, values.seed]);
  worst = Math.max(worst, code);
  process.stdout.write(`${name}, seed ${values.seed}: ${code === 0 ? 'nothing lost' : 'FAILED'}\n${shown(output)}`);
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
        return `  ${words.padEnd(14)} ${said}\n`;
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
