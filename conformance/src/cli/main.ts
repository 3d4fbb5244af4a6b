/** The command line: arguments in, exit code out. 0 conformant · 1 not conformant · 2 wrong usage · 3 incomplete. */
import { Command, CommanderError } from 'commander';
import { allAgentChecks } from '../checks/agent/all-agent-checks.ts';
import { allOpstageChecks } from '../checks/opstage/all-opstage-checks.ts';
import { kitIdentity } from '../runner/build-report.ts';
import { EmptySelection } from '../runner/plan.ts';
import { agentCommand } from './agent-command.ts';
import { completionCommand } from './completion-command.ts';
import { diffCommand } from './diff-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { explainCommand } from './explain-command.ts';
import { initCommand } from './init-command.ts';
import { listCommand } from './list-command.ts';
import { matrixCommand } from './matrix-command.ts';
import { onlyHint } from './only-hint.ts';
import { opstageCommand } from './opstage-command.ts';
import { replayCommand } from './replay-command.ts';
import { UsageError } from './usage-error.ts';

/** The process of the command line: what it does, and what ends it. */
export async function main(argv: readonly string[]): Promise<void> {
  process.on('unhandledRejection', (reason) => {
    // A call a check left behind ends with the check; it must not take the run with it.
    process.stderr.write(`Left behind by a check: ${reason instanceof Error ? reason.message : String(reason)}\n`);
  });
  process.on('uncaughtException', (cause) => {
    process.exit(exitCodeFor(cause));
  });
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (cause: NodeJS.ErrnoException) => {
      // The reader went away (`| head`): nobody is left to tell.
      process.exit(cause.code === 'EPIPE' ? process.exitCode : exitCodeFor(cause));
    });
  }
  await execute(argv);
}

/** What the command line does; its exit code is that of the process. */
export async function execute(argv: readonly string[]): Promise<void> {
  try {
    await programOf().parseAsync([...argv]);
  } catch (cause) {
    process.exitCode = exitCodeFor(cause);
  }
}

export function programOf(): Command {
  const program = new Command('capsule-conformance')
    .description('Judges an Opstage or an agent against the Capsule Management Contract, requirement by requirement.')
    .version(kitIdentity().version)
    .addHelpText('after', about);
  const commands = [
    initCommand(),
    doctorCommand(),
    agentCommand(),
    opstageCommand(),
    listCommand(),
    matrixCommand(),
    explainCommand(),
    diffCommand(),
    replayCommand(),
    completionCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  for (const command of everyCommand(program))
    command.showHelpAfterError(false).allowExcessArguments(false).exitOverride();
  return program;
}

const about = `
Begin with:
  capsule-conformance init            two questions, a capsule-conformance.yaml
  capsule-conformance doctor agent    can it be judged at all?
  capsule-conformance agent           judges it

  capsule-conformance agent --start "python3 agent.py"
  capsule-conformance opstage --url http://127.0.0.1:8080 --owner admin

Exit codes: 0 conformant, 1 not conformant, 2 wrong usage or configuration,
3 incomplete.`;

function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}

function exitCodeFor(cause: unknown): number {
  // commander has printed its sentence (or the help that was asked for) already.
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
  if (cause instanceof UsageError) {
    process.stderr.write(`${cause.message}\n`);
    return 2;
  }
  if (cause instanceof EmptySelection) {
    const { pattern, among } = cause;
    const hint = pattern === null ? '' : onlyHint(pattern, among, [...allOpstageChecks, ...allAgentChecks]);
    process.stderr.write(`${cause.message}${hint}\n`);
    return 2;
  }
  process.stderr.write(`The kit itself failed: ${cause instanceof Error ? cause.stack : String(cause)}\n`);
  return 3;
}
