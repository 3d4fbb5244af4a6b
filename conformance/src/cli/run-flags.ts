/** The options both run commands share, and what they become. */
import { profiles } from 'capsule-contract';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Depth } from '../checks/trial.ts';
import type { Selection } from '../runner/plan.ts';
import { didYouMean } from './nearest-name.ts';
import { addOutputFlags, type OutputFlags } from './output-flags.ts';
import { reportSpec } from './report-files.ts';
import { UsageError } from './usage-error.ts';

export interface RunFlags extends OutputFlags {
  only: string[];
  level: 'must' | 'should';
  profile: string[];
  seed?: string;
  depth: Depth;
  parallel: number;
  runs: number;
  timeBudget?: number;
  knownFailures?: string;
  updateKnownFailures: boolean;
  report: string[];
  replayDir?: string;
  quiet: boolean;
  config?: string;
}

export function addRunFlags(command: Command, parallelDefault: number): Command {
  command
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
    .option('--runs <n>', 'how often, each time with another seed; the gravest verdict counts', positiveInteger, 1)
    .option('--time-budget <duration>', 'ends the run after so long: 90s, 5m, 1h', durationMs)
    .option('--known-failures <file>', 'YAML of checks that may fail for now; an entry that does not hold is red')
    .option('--update-known-failures', 'writes that file anew from this run', false)
    .option(
      '--report <format=file>',
      'writes a report: json, junit, html, ndjson, md, badge or sarif; repeatable',
      reports,
      [],
    )
    .option('--replay-dir <folder>', 'for replay files of failing programs (default: replay/ beside the JSON report)')
    .option('--quiet', 'prints the failures and the summary only', false)
    .option('--config <file>', 'YAML with any of these options (default: capsule-conformance.yaml, if there is one)');
  return addOutputFlags(command, 'prints the report as JSON on stdout and nothing else');
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

function reports(value: string, before: string[]): string[] {
  for (const spec of list(value, [])) reportSpec(spec);
  return list(value, before);
}

export function positiveInteger(value: string): number {
  if (!/^[1-9]\d{0,8}$/.test(value)) throw new InvalidArgumentError('It must be a positive integer.');
  return Number(value);
}

const unitsMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** A bare number is seconds. */
export function durationMs(value: string): number {
  const [, count, unit = 's'] = /^([1-9]\d{0,5})([smh])?$/.exec(value) ?? [];
  if (count === undefined) throw new InvalidArgumentError('It must be a duration like 90s, 5m or 1h.');
  return Number(count) * (unitsMs[unit] ?? 0);
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
