/** `capsule-conformance opstage`: judges an Opstage by its URL and an owner login. */
import { Command } from 'commander';
import { runOpstage } from '../runner/run-opstage.ts';
import { applyConfigFile } from './config-file.ts';
import { deliverReport, progressOf } from './deliver-report.ts';
import { replayBase } from './replay-base.ts';
import { addRunFlags, positiveInteger, type RunFlags, reportFiles, runIdentity, selectionOf } from './run-flags.ts';
import { stopSignals } from './stop-signals.ts';
import { UsageError } from './usage-error.ts';

interface OpstageFlags extends RunFlags {
  url?: string;
  owner?: string;
  start?: string;
  dataFolder?: string;
  startTimeoutSeconds: number;
  waitSecondsMax: number;
}

const passwordVariable = 'CAPSULE_OWNER_PASSWORD';

export function opstageCommand(): Command {
  const command = new Command('opstage')
    .description('judges an Opstage')
    .option('--url <url>', 'where it listens')
    .option('--owner <username>', `an account with the role owner; its password comes from ${passwordVariable}`)
    .option('--start <command>', 'the kit starts it with this command line, and stops it')
    .option('--data-folder <path>', 'where it keeps its data; opens the checks of what is stored')
    .option('--start-timeout-seconds <n>', 'how long it may take to answer after --start', positiveInteger, 30)
    .option('--wait-seconds-max <n>', 'the longest duration of the Opstage a check waits for', positiveInteger, 10);
  return addRunFlags(command, 12).action(async () => {
    const file = command.opts<OpstageFlags>().config;
    if (file !== undefined) applyConfigFile(command, file);
    await judge(command.opts<OpstageFlags>());
  });
}

async function judge(flags: OpstageFlags): Promise<void> {
  const { url, owner } = flags;
  if (url === undefined) throw new UsageError('opstage needs --url, the address where the Opstage listens.');
  if (!isHttpUrl(url)) throw new UsageError(`--url ${url} is not an http or https URL.`);
  if (owner === undefined) throw new UsageError('opstage needs --owner, the name of an account with the role owner.');
  const password = process.env[passwordVariable];
  if (!password) throw new UsageError(`opstage needs the password of ${owner} in the variable ${passwordVariable}.`);
  const files = reportFiles(flags);
  const selection = selectionOf(flags, 'opstage');
  const start = flags.start ?? null;
  const report = await runOpstage({
    url,
    owner: { username: owner, password },
    start,
    dataFolder: flags.dataFolder ?? null,
    startCeilingMs: flags.startTimeoutSeconds * 1000,
    waitSecondsMax: flags.waitSecondsMax,
    selection,
    ...runIdentity(flags),
    command: replayBase(process.argv.slice(2)),
    replayBase: replayBase([
      'opstage',
      '--url',
      url,
      '--owner',
      owner,
      ...(start === null ? [] : ['--start', start]),
      ...(flags.dataFolder === undefined ? [] : ['--data-folder', flags.dataFolder]),
    ]),
    parallel: flags.parallel,
    signal: stopSignals((text) => process.stderr.write(text)),
    onProgress: progressOf(flags),
  });
  deliverReport(report, flags, files);
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
