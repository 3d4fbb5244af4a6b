/** The command line: arguments in, exit code out. 0 conformant · 1 not conformant · 2 wrong usage · 3 incomplete. */
import { pathToFileURL } from 'node:url';
import { requirements } from 'capsule-contract';
import { Command, CommanderError } from 'commander';
import { kitIdentity } from '../runner/build-report.ts';
import { EmptySelection } from '../runner/plan.ts';
import { agentCommand } from './agent-command.ts';
import { explainCommand } from './explain-command.ts';
import { listCommand } from './list-command.ts';
import { didYouMean } from './nearest-name.ts';
import { opstageCommand } from './opstage-command.ts';
import { UsageError } from './usage-error.ts';

export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('capsule-conformance')
    .description('Judges an Opstage or an agent against the Capsule Management Contract, requirement by requirement.')
    .version(kitIdentity().version)
    .addHelpText(
      'after',
      '\nExit codes: 0 conformant, 1 not conformant, 2 wrong usage or configuration, 3 incomplete.',
    );
  for (const command of [opstageCommand(), agentCommand(), listCommand(), explainCommand()]) {
    program.addCommand(command.showHelpAfterError(false).allowExcessArguments(false));
  }
  for (const command of [program, ...program.commands]) command.exitOverride();
  process.on('unhandledRejection', (reason) => {
    // A call a check left behind ends with the check; it must not take the run with it.
    process.stderr.write(`Left behind by a check: ${reason instanceof Error ? reason.message : String(reason)}\n`);
  });
  process.on('uncaughtException', (cause) => {
    process.exit(exitCodeFor(cause));
  });
  try {
    await program.parseAsync([...argv]);
  } catch (cause) {
    process.exitCode = exitCodeFor(cause);
  }
}

function exitCodeFor(cause: unknown): number {
  // commander has printed its sentence (or the help that was asked for) already.
  if (cause instanceof CommanderError) return cause.exitCode === 0 ? 0 : 2;
  if (cause instanceof UsageError) {
    process.stderr.write(`${cause.message}\n`);
    return 2;
  }
  if (cause instanceof EmptySelection) {
    const hint = cause.pattern === null ? '' : didYouMean(cause.pattern, Object.keys(requirements));
    process.stderr.write(`${cause.message}${hint}\n`);
    return 2;
  }
  process.stderr.write(`The kit itself failed: ${cause instanceof Error ? cause.stack : String(cause)}\n`);
  return 3;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await main(process.argv);
