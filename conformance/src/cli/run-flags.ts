/** The options both run commands share, and what they become. */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { profiles } from 'capsule-contract';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Depth } from '../checks/trial.ts';
import type { Selection } from '../runner/plan.ts';
import { didYouMean } from './nearest-name.ts';
import { UsageError } from './usage-error.ts';

export interface RunFlags {
  only: string[];
  level: 'must' | 'should';
  profile: string[];
  seed?: string;
  depth: Depth;
  parallel: number;
  report: string[];
  json: boolean;
  quiet: boolean;
  config?: string;
}

const reportFormats = ['json'];

export function addRunFlags(command: Command, parallelDefault: number): Command {
  return command
    .option(
      '--only <glob>',
      'checks whose requirement or id matches; * for any text; repeat or separate by commas',
      list,
      [],
    )
    .addOption(
      new Option('--level <level>', 'must, or should to judge the SHOULDs as well')
        .choices(['must', 'should'])
        .default('must'),
    )
    .option('--profile <name>', 'only checks of this profile; repeatable', list, [])
    .option('--seed <text>', 'replays the choices of an earlier run')
    .addOption(
      new Option('--depth <depth>', 'how much the generated layers try')
        .choices(['quick', 'standard', 'deep'])
        .default('standard'),
    )
    .option('--parallel <n>', 'how many checks run at once', positiveInteger, parallelDefault)
    .option('--report <format=file>', 'writes a report: json=FILE; repeatable', list, [])
    .option('--json', 'prints the report as JSON on stdout and nothing else', false)
    .option('--quiet', 'prints the failures and the summary only', false)
    .option('--config <file>', 'YAML with any of these options by their long names');
}

export function list(value: string, before: string[]): string[] {
  return [
    ...before,
    ...value
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ];
}

export function positiveInteger(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It must be a positive integer.');
  return Number(value);
}

/** What makes this run this run: the seed replays it, the id keeps it apart from the one replayed. */
export function runIdentity(flags: RunFlags): { seed: string; runId: string; depth: Depth } {
  const fresh = () => randomBytes(4).toString('hex');
  return { seed: flags.seed ?? fresh(), runId: fresh(), depth: flags.depth };
}

export function selectionOf(flags: RunFlags, role: 'opstage' | 'agent'): Selection {
  const known = profiles.filter((profile) => profile.role === role).map(({ name }) => name as string);
  for (const name of flags.profile) {
    if (!known.includes(name)) {
      throw new UsageError(`There is no ${role} profile ${name}.${didYouMean(name, known)}`);
    }
  }
  return { only: flags.only, level: flags.level, profiles: flags.profile };
}

/** The files to write, by format. A place that cannot be written is known before the run, not after it. */
export function reportFiles(flags: RunFlags): { format: string; file: string }[] {
  return flags.report.map((spec) => {
    const at = spec.indexOf('=');
    const format = spec.slice(0, Math.max(at, 0));
    const file = spec.slice(at + 1);
    if (!reportFormats.includes(format) || file === '') {
      throw new UsageError(`--report ${spec} is not of the form json=FILE.`);
    }
    try {
      mkdirSync(dirname(file), { recursive: true });
      accessSync(existsSync(file) ? file : dirname(file), constants.W_OK);
    } catch (cause) {
      throw new UsageError(
        `The report file ${file} cannot be written: ${cause instanceof Error ? cause.message : cause}`,
      );
    }
    return { format, file };
  });
}
