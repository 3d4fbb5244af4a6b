/** `capsule-conformance doctor`: can the subject be driven at all, and what is missing? In seconds, judging nothing. */
import { Command } from 'commander';
import { indented } from '../report/indented.ts';
import type { Paint } from '../report/paint.ts';
import { wrapped } from '../report/wrapped.ts';
import { doctorAgent } from '../runner/doctor-agent.ts';
import type { DoctorFinding } from '../runner/doctor-finding.ts';
import { doctorOpstage } from '../runner/doctor-opstage.ts';
import { agentCommand } from './agent-command.ts';
import { type AgentFlags, addAgentFlags, startedAgent } from './agent-flags.ts';
import { applyConfigFile } from './config-file.ts';
import { opstageCommand } from './opstage-command.ts';
import { addOpstageFlags, type OpstageFlags, opstageSubject } from './opstage-flags.ts';
import { addOutputFlags, columnsOf, type OutputFlags, print } from './output-flags.ts';
import { stopSignals } from './stop-signals.ts';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('tells in seconds whether the subject can be judged, and what is missing')
    .addCommand(doctorAgentCommand())
    .addCommand(doctorOpstageCommand());
}

const startCeilingDefaultMs = 7_000;

/** The exit code until there is an answer: who reads the output may go away, and that ends it. */
const nothingTold = 3;

interface DoctorFlags extends OutputFlags {
  config?: string;
}

function doctorAgentCommand(): Command {
  const command = addAgentFlags(new Command('agent').description('starts an agent and looks at what it does first'));
  return addDoctorFlags(command)
    .addHelpText(
      'after',
      `
Example:
  capsule-conformance doctor agent --start "python3 agent.py"`,
    )
    .action(async () => {
      applyConfigFile(command, command.opts<DoctorFlags>().config, agentCommand());
      const flags = command.opts<AgentFlags & DoctorFlags>();
      const { startCeilingMs, ...subject } = startedAgent(flags, 'doctor agent');
      const signal = stopSignals((text) => process.stderr.write(text));
      process.exitCode = nothingTold;
      const ceiling = startCeilingMs === undefined ? {} : { startCeilingMs };
      tell(await doctorAgent({ ...subject, ...ceiling, signal }), flags);
    });
}

function doctorOpstageCommand(): Command {
  const command = addOpstageFlags(new Command('opstage').description('looks at an Opstage; changes nothing'));
  return addDoctorFlags(command)
    .addHelpText(
      'after',
      `
Example (the password of the owner is in CAPSULE_OWNER_PASSWORD):
  capsule-conformance doctor opstage --url http://127.0.0.1:8080 --owner admin`,
    )
    .action(async () => {
      applyConfigFile(command, command.opts<DoctorFlags>().config, opstageCommand());
      const flags = command.opts<OpstageFlags & DoctorFlags>();
      const subject = opstageSubject(flags, 'doctor opstage');
      const signal = stopSignals((text) => process.stderr.write(text));
      process.exitCode = nothingTold;
      // The default of a run is longer than anybody waits for a diagnosis.
      const asked = command.getOptionValueSource('startTimeoutSeconds') !== 'default';
      const ceiling = asked ? {} : { startCeilingMs: startCeilingDefaultMs };
      tell(await doctorOpstage({ ...subject, ...ceiling, signal }), flags);
    });
}

function addDoctorFlags(command: Command): Command {
  command.option('--config <file>', 'YAML of options, as the run takes it (default: capsule-conformance.yaml, if any)');
  return addOutputFlags(command);
}

/** Exit code 0 when a run can be made, 3 when nothing could be judged. */
function tell(findings: readonly DoctorFinding[], flags: OutputFlags): void {
  const ready = !findings.some(({ state }) => state === 'wrong');
  print(flags, { ready, findings }, (paint) => findingsText(findings, ready, paint));
  process.exitCode = ready ? 0 : 3;
}

function findingsText(findings: readonly DoctorFinding[], ready: boolean, paint: Paint): string {
  const signs = { fine: paint.green('✓'), wrong: paint.red('✗'), missing: paint.yellow('?'), note: '–' };
  const columns = columnsOf(process.stdout) - 2;
  const lines = findings.flatMap(({ title, state, detail, advice }) => {
    const told = wrapped(detail === '' ? title : `${title}: ${detail}`, columns).replace(title, paint.bold(title));
    const rest = advice === null ? [] : [indented(wrapped(advice, columns), 2)];
    return [`${signs[state]} ${indented(told, 2).slice(2)}`, ...rest];
  });
  const missing = findings.some(({ state }) => state === 'missing');
  const end = ready
    ? paint.green(missing ? 'It can be judged; what is marked ? could not run.' : 'It can be judged.')
    : paint.red('It cannot be judged like this.');
  return `${[...lines, '', end].join('\n')}\n`;
}
