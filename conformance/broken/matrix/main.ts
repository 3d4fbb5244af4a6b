/**
 * Runs every defect of a role against the checks meant for it, once for each seed:
 * `node broken/matrix/main.ts '{"role":"opstage","seeds":10,"depth":"standard","seed":"matrix","only":null,"file":null}'`.
 * Exit code 1 when a defect survives or a check catches nothing. The command line is `src/cli/matrix-command.ts`.
 */
import { writeFileSync } from 'node:fs';
import type { Depth } from '../../src/checks/trial.ts';
import { globMatcher } from '../../src/runner/plan.ts';
import { defects as agentDefects } from '../agent/defects.ts';
import type { Defect } from '../defect.ts';
import { defects as opstageDefects } from '../opstage/defects.ts';
import { matrixResult, type RowFacts } from './matrix-result.ts';
import { WorkerPool } from './worker-pool.ts';

interface Wanted {
  role: 'opstage' | 'agent';
  seeds: number;
  depth: Depth;
  seed: string;
  /** Pattern of defects or requirements. */
  only: string | null;
  file: string | null;
}

/** Rows side by side: most of them wait for something, and more make each other late. */
const width = 24;

const wanted = JSON.parse(process.argv[2] ?? '{}') as Wanted;
const { role, depth, file } = wanted;
const table: Readonly<Record<string, Defect>> = role === 'opstage' ? opstageDefects : agentDefects;
const matches = wanted.only === null ? () => true : globMatcher(wanted.only);
const chosen = Object.entries(table).filter(([name, { requirement }]) => matches(name) || matches(requirement));
if (chosen.length === 0) {
  process.stderr.write(`--only ${wanted.only} matches no defect and no requirement that has one.\n`);
  process.exit(2);
}
const seeds = Array.from({ length: wanted.seeds }, (_, index) =>
  index === 0 ? wanted.seed : `${wanted.seed}-${index}`,
);
const began = performance.now();
const pool = new WorkerPool(width);
const isTty = process.stderr.isTTY;
let done = 0;

// Seed by seed: rows of a kind are listed together, and those that keep the machine busiest would all run at once.
const runs = seeds.map((seed) => chosen.map(([defect]) => pool.run({ role, defect, checks: '', seed, depth })));

const found = await Promise.all(
  chosen.map(async ([defect, facts], row): Promise<RowFacts> => {
    const said = (await Promise.all(runs.map((ofSeed) => ofSeed[row]))).map((one) => one ?? []);
    done += 1;
    const killed = said.filter((one) => one.some(({ verdict }) => verdict === 'failed')).length;
    const line = `${done}/${chosen.length} ${defect}: ${killed} of ${seeds.length}`;
    const isLeft = depth === 'quick' && said.every((one) => one.length === 0);
    if (isTty) process.stderr.write(`\r\u001b[2K${line}`);
    else if ((killed < seeds.length && !isLeft) || done % 25 === 0) process.stderr.write(`${line}\n`);
    return { defect, facts, said };
  }),
);
pool.stop();
if (isTty) process.stderr.write('\r\u001b[2K');
const result = matrixResult(found, { role, depth, seeds, durationMs: performance.now() - began });
const { score, survivors, useless, leftToStandard = [] } = result;
for (const defect of survivors) {
  const { requirement, wrong, killed } = result.rows.find((row) => row.defect === defect) ?? { killed: 0 };
  process.stdout.write(`survives: ${defect} (${wrong}), ${requirement} killed it in ${killed} of ${seeds.length}\n`);
}
if (leftToStandard.length > 0) process.stdout.write(`left to standard: ${leftToStandard.join(', ')}\n`);
for (const check of useless) process.stdout.write(`catches nothing: ${check}\n`);
process.stdout.write(
  `${score.killed} of ${score.defects} defects killed by a check of their own requirement, ${score.checks} checks kill ` +
    `something, median exchange ${score.medianMessages} messages, ${Math.round(result.durationMs / 1000)} s\n`,
);
if (file !== null) writeFileSync(file, `${textOf(result)}\n`);
process.exit(survivors.length + useless.length === 0 ? 0 : 1);

/** One line a row: small, and readable where it is compared. */
function textOf({ rows, ...facts }: typeof result): string {
  const head = JSON.stringify(facts, null, 2).slice(0, -2);
  return `${head},\n  "rows": [\n${rows.map((row) => `    ${JSON.stringify(row)}`).join(',\n')}\n  ]\n}`;
}
