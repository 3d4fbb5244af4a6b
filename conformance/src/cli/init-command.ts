/** `capsule-conformance init`: writes a commented configuration, after two questions or from options. */
import { existsSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Command, Option } from 'commander';
import { stringify } from 'yaml';
import { defaultConfigFile } from './config-file.ts';
import { addOutputFlags, type OutputFlags, print } from './output-flags.ts';
import { UsageError } from './usage-error.ts';
import { writableFile } from './writable-place.ts';

interface InitFlags extends OutputFlags {
  role?: Role;
  start?: string;
  url?: string;
  owner: string;
  file: string;
  force: boolean;
}

type Role = 'agent' | 'opstage';

interface Answers {
  role: Role;
  /** The start command of an agent, the URL of an Opstage. */
  where: string;
}

export function initCommand(): Command {
  const command = new Command('init')
    .description('writes a commented capsule-conformance.yaml')
    .addOption(new Option('--role <role>', 'what is to be judged').choices(['agent', 'opstage']))
    .option('--start <command>', 'the command line that starts it')
    .option('--url <url>', 'where the Opstage listens')
    .option('--owner <username>', 'an account of the Opstage with the role owner', 'admin')
    .option('--file <file>', 'where to write', defaultConfigFile)
    .option('--force', 'overwrites a file that is there', false)
    .addHelpText(
      'after',
      `
Examples:
  capsule-conformance init
  capsule-conformance init --role agent --start "python3 agent.py"
  capsule-conformance init --role opstage --url http://127.0.0.1:8080 --owner admin`,
    );
  return addOutputFlags(command).action(async () => {
    const flags = command.opts<InitFlags>();
    if (existsSync(flags.file) && !flags.force) {
      throw new UsageError(`${flags.file} is there already; --force overwrites it.`);
    }
    writableFile('The configuration', flags.file);
    const answers = await answersFrom(flags);
    const config = configText(answers, flags);
    writeFileSync(flags.file, config);
    const next = `capsule-conformance doctor ${answers.role}`;
    print(flags, { file: flags.file, role: answers.role, config, next }, () => {
      const password = answers.role === 'opstage' ? 'CAPSULE_OWNER_PASSWORD=… ' : '';
      const command = `${password}npx capsule-conformance`;
      return `Wrote ${flags.file}. Next:\n  ${command} doctor ${answers.role}\n  ${command} ${answers.role}\n`;
    });
  });
}

async function answersFrom(flags: InitFlags): Promise<Answers> {
  const role = flags.role ?? (flags.url === undefined ? undefined : 'opstage');
  const where = role === 'opstage' ? flags.url : flags.start;
  if (role !== undefined && where !== undefined) return { role, where };
  if (!process.stdin.isTTY) {
    throw new UsageError('init asks two questions on a terminal; elsewhere it needs --role and --start or --url.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const chosen = role ?? (await askRole((question) => terminal.question(question)));
    const question =
      chosen === 'agent'
        ? 'Which command line starts the agent? '
        : 'Where does the Opstage listen? [http://127.0.0.1:8080] ';
    const given = (chosen === 'opstage' ? flags.url : flags.start) ?? (await terminal.question(question)).trim();
    if (given === '' && chosen === 'agent') throw new UsageError('An agent is judged by the command that starts it.');
    return { role: chosen, where: given === '' ? 'http://127.0.0.1:8080' : given };
  } finally {
    terminal.close();
  }
}

async function askRole(ask: (question: string) => Promise<string>): Promise<Role> {
  for (;;) {
    const answer = (await ask('What is to be judged, an agent or an Opstage? [agent] ')).trim().toLowerCase();
    if (answer === '') return 'agent';
    const role = (['agent', 'opstage'] as const).find((one) => one.startsWith(answer));
    if (role) return role;
  }
}

function configText({ role, where }: Answers, flags: InitFlags): string {
  const scalar = (value: string) => stringify(value, { lineWidth: 0 }).trimEnd();
  const subject =
    role === 'agent'
      ? `agent:
  # The command line that starts the agent. It gets OPSTAGE_URL, OPSTAGE_REGISTRATION_TOKEN and
  # OPSTAGE_AGENT_STATE, a folder of its own; the kit starts it as often as it needs. No shell runs.
  start: ${scalar(where)}

  # How long it may take to register, report its services and send a heartbeat.
  # start-timeout-seconds: 20
`
      : `opstage:
  # Where it listens.
  url: ${scalar(where)}

  # An account with the role owner. Its password is not written here: set CAPSULE_OWNER_PASSWORD.
  owner: ${scalar(flags.owner)}

  # With these the kit starts and stops it, may kill it, and looks at what it has stored.
  ${flags.start === undefined ? '# start: node main.js' : `start: ${scalar(flags.start)}`}
  # data-folder: data

  # The longest duration (heartbeat, lease, …) a check waits for; configure them short for a test run.
  # wait-seconds-max: 10
`;
  return `# Options of capsule-conformance by their long names; the command line wins over this file.
# It is read from the current folder, or from where --config says.
${subject}
# must, or should to judge the SHOULDs as well.
level: must

# How much the generated checks try: quick, standard or deep.
depth: standard

# Only some checks, by requirement or check; \`capsule-conformance list\` names them all. The run is partial then.
# only: [command-*, heartbeat-*]

# Where the reports go: json, junit, html, ndjson, md, badge, sarif.
report:
  - html=conformance-report/report.html
  - json=conformance-report/report.json

# Checks that may fail for now, each with a reason and a last day; written with --update-known-failures.
# known-failures: known-failures.yaml

# Ends the run after so long.
# time-budget: 5m
`;
}
