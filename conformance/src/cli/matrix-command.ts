/**
 * `capsule-conformance matrix [opstage|agent]`: the kit judged by the deliberately wrong implementations of its repository.
 * They are no part of the package; there the published result is named instead.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Argument, Command, Option } from 'commander';
import { positiveInteger } from './run-flags.ts';
import { UsageError } from './usage-error.ts';

interface MatrixFlags {
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
  return command.action(async (role: string) => {
    const { report, only = null, ...flags } = command.opts<MatrixFlags>();
    const file = report === undefined ? null : /^json=(.+)$/.exec(report)?.[1];
    if (file === undefined) throw new UsageError(`--report ${report} is not json=FILE.`);
    const program = new URL('../../broken/matrix/main.ts', import.meta.url);
    if (!existsSync(program)) {
      throw new UsageError('The broken implementations are in the repository of the kit, not in its package.');
    }
    const wanted = JSON.stringify({ role, ...flags, only, file });
    const child = spawn(process.execPath, [fileURLToPath(program), wanted], { stdio: 'inherit' });
    process.exitCode = await new Promise<number>((resolve) => child.on('exit', (code) => resolve(code ?? 3)));
  });
}
