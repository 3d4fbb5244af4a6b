/** `capsule-conformance agent`: judges an agent by the command that starts it. */
import { availableParallelism } from 'node:os';
import { Command } from 'commander';
import { runAgent } from '../runner/run-agent.ts';
import { parseCommandLine } from '../target/command-line.ts';
import { applyConfigFile } from './config-file.ts';
import { deliverReport, progressOf } from './deliver-report.ts';
import { replayBase } from './replay-base.ts';
import { addRunFlags, positiveInteger, type RunFlags, reportFiles, runIdentity, selectionOf } from './run-flags.ts';
import { stopSignals } from './stop-signals.ts';
import { UsageError } from './usage-error.ts';

interface AgentFlags extends RunFlags {
  start?: string;
  startTimeoutSeconds: number;
}

/** An agent under test mostly waits; eight per processor keep it busy without making it late. */
const parallelDefault = Math.min(32, 8 * availableParallelism());

export function agentCommand(): Command {
  const command = new Command('agent')
    .description('judges an agent')
    .option('--start <command>', 'the command line that starts it; the kit does so as often as it needs')
    .option('--start-timeout-seconds <n>', 'how long it may take to register and report', positiveInteger, 20);
  return addRunFlags(command, parallelDefault).action(async () => {
    const file = command.opts<AgentFlags>().config;
    if (file !== undefined) applyConfigFile(command, file);
    await judge(command.opts<AgentFlags>());
  });
}

async function judge(flags: AgentFlags): Promise<void> {
  const { start } = flags;
  if (start === undefined) throw new UsageError('agent needs --start, the command line that starts it.');
  try {
    parseCommandLine(start);
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
  const files = reportFiles(flags);
  const selection = selectionOf(flags, 'agent');
  const report = await runAgent({
    start,
    startCeilingMs: flags.startTimeoutSeconds * 1000,
    selection,
    ...runIdentity(flags),
    command: replayBase(process.argv.slice(2)),
    replayBase: replayBase(['agent', '--start', start]),
    parallel: flags.parallel,
    signal: stopSignals((text) => process.stderr.write(text)),
    onProgress: progressOf(flags),
  });
  deliverReport(report, flags, files);
}
