/**
 * `capsule-conformance matrix [opstage|agent]`: the kit judged by the deliberately wrong implementations of its repository.
 * They are no part of the package; there the published result is told instead.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Argument, Command, Option } from 'commander';
import { type PublishedMatrix, publishedMatrix } from '../runner/kit-score.ts';
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
    .description('judges the kit: does each check catch the broken implementation it is meant to catch?')
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
    .action(async (role: 'opstage' | 'agent') => {
      const { report, only = null, json, color, ...flags } = command.opts<MatrixFlags>();
      const wanted = report === undefined ? null : /^json=(.+)$/.exec(report)?.[1];
      if (wanted === undefined) throw new UsageError(`--report ${report} is not json=FILE.`);
      const program = new URL('../../broken/matrix/main.ts', import.meta.url);
      if (!existsSync(program)) {
        const asked = command.options.map((one) => one.attributeName());
        const mustRun = asked.find((name) => !outputOptions.has(name) && command.getOptionValueSource(name) === 'cli');
        return tellPublished(role, mustRun !== undefined, { json, color });
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

const outputOptions = new Set(['json', 'color']);

/** What the package has in place of the broken implementations. */
function tellPublished(role: 'opstage' | 'agent', mustRun: boolean, flags: OutputFlags): void {
  const matrix = publishedMatrix(role);
  if (mustRun || matrix === null) {
    throw new UsageError('The broken implementations are in the repository of the kit, not in its package.');
  }
  print(flags, matrix, () => publishedText(matrix));
}

/** The broken implementations are named only where they are a blemish: the whole list is in the JSON. */
export function publishedText({ role, score, seeds, survivors, useless }: PublishedMatrix): string {
  const named = (title: string, names: readonly string[]) =>
    names.length > 0 ? [`${title}: ${names.join(', ')}`] : [];
  return [
    `${score.killed} of ${score.defects} broken implementations of an ${role} were caught by the checks of their requirement,`,
    `each in ${seeds.length === 1 ? 'one run' : `nine of ten of ${seeds.length} runs`}; ${score.checks} checks catch one; half of them show it in ${score.medianMessages} messages or fewer.`,
    ...named('survived', survivors),
    ...named('caught nothing', useless),
    'This is the published result; the broken implementations are in the repository of the kit.\n',
  ].join('\n');
}

const examples = `
Examples (in its package the kit tells the published result, in its repository it runs):
  capsule-conformance matrix opstage
  capsule-conformance matrix opstage --only no-silent-takeover
  capsule-conformance matrix agent --seeds 10 --report json=matrix-agent.json`;
