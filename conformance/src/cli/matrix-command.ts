/**
 * `capsule-conformance matrix [opstage|agent]`: the kit judged by the deliberately wrong implementations of its repository.
 * They are no part of the package; there the published result is named instead.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Argument, Command, Option } from 'commander';
import { addOutputFlags, type OutputFlags, print } from './output-flags.ts';
import { positiveInteger } from './run-flags.ts';
import { UsageError } from './usage-error.ts';

interface MatrixFlags extends OutputFlags {
  seeds: number;
  seed: string;
  depth: string;
  only?: string;
  report?: string;
}

export function matrixCommand(): Command {
  const command = new Command('matrix')
    .description('runs the kit against every broken implementation: does each check catch what it is meant to catch?')
    .addArgument(new Argument('[role]', 'whose defects').choices(['opstage', 'agent']).default('opstage'))
    .option('--seeds <n>', 'how often, each time with another seed', positiveInteger, 1)
    .option('--seed <text>', 'the first of them', 'matrix')
    .addOption(
      new Option('--depth <depth>', 'how much the generated layers try')
        .choices(['quick', 'standard', 'deep'])
        .default('standard'),
    )
    .option('--only <glob>', 'defects, or all of a requirement, whose name matches')
    .option('--report <json=file>', 'writes requirement × defect → check, seeds and messages');
  return addOutputFlags(command)
    .addHelpText('after', examples)
    .action(async (role: string) => {
      const { report, only = null, json, color, ...flags } = command.opts<MatrixFlags>();
      const wanted = report === undefined ? null : /^json=(.+)$/.exec(report)?.[1];
      if (wanted === undefined) throw new UsageError(`--report ${report} is not json=FILE.`);
      const program = new URL('../../broken/matrix/main.ts', import.meta.url);
      if (!existsSync(program)) {
        throw new UsageError('The broken implementations are in the repository of the kit, not in its package.');
      }
      const scratch = json && wanted === null ? mkdtempSync(join(tmpdir(), 'capsule-matrix-')) : null;
      const file = scratch === null ? wanted : join(scratch, 'matrix.json');
      // With --json the table is no part of the answer; what is under way is still to be seen.
      const child = spawn(process.execPath, [fileURLToPath(program), JSON.stringify({ role, ...flags, only, file })], {
        stdio: ['inherit', json ? 2 : 'inherit', 'inherit'],
      });
      process.exitCode = await new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 3)));
      if (json && file !== null && existsSync(file))
        print({ json, color }, JSON.parse(readFileSync(file, 'utf8')), () => '');
      if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
    });
}

const examples = `
Examples (in the repository of the kit):
  capsule-conformance matrix opstage --only no-silent-takeover
  capsule-conformance matrix agent --seeds 10 --report json=matrix-agent.json`;
