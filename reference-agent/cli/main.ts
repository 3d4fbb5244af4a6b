/** The command line `capsule-agent`: a sidecar for programs that embed nothing. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AgentError, type CapsuleAgent } from 'capsule-agent';
import { type AgentFile, readAgentFile } from './agent-file.ts';
import { AgentFileError } from './file-fault.ts';
import { readYaml } from './read-yaml.ts';
import { makeSidecar } from './sidecar.ts';

const OK = 0;
const ENDED_BADLY = 1;
const WRONG_USAGE = 2;
const GRACE_MS = 10_000;

const HELP = `capsule-agent run <file> [--check]

Makes an existing program governable by Opstage, without changing it: its health by
an exit code or an HTTP probe, its actions as declared commands, its configuration
as declared items. Arguments reach a command as JSON on its stdin, never a shell.

  --check   reads the file, says what is wrong with it or that it is right, and exits
  --help    this text

The file:
  opstage:  { url: https://opstage.example }       # or OPSTAGE_URL
  stateDir: ./state                                # its own, kept across restarts
  service:  { code: otp-reader, name: OTP reader, version: "1.2.0" }
  health:   { command: ["./is-healthy"] }          # exit code 0 is UP; or { http: URL }
  config:
    - { key: pollSeconds, env: POLL_SECONDS }      # or value:, or file:
    - { key: password, file: ./password, sensitive: true }
  actions:
    - { name: drain, label: Drain, command: ["./drain", "--all"], timeoutSeconds: 60 }

The registration token of the first start is read from OPSTAGE_REGISTRATION_TOKEN, or
from the file named by opstage.registrationTokenFile.

Exit codes: 0 stopped or revoked, 1 refused or failed, 2 wrong usage or file.
`;

/** What a process gives a command line. */
export interface Terminal {
  env: Readonly<Record<string, string | undefined>>;
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
}

/** Resolves with the exit code. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  const { env, stdout, stderr } = terminal;
  try {
    const usage = readUsage(args);
    if (usage === 'help') {
      stdout.write(HELP);
      return OK;
    }
    const file = await load(usage.file);
    const agent = makeSidecar(file, await connection(usage.file, file, env));
    if (!usage.check) return await run(agent, terminal);
    stdout.write(`${usage.file} is right: ${summary(file)}.\n`);
    return OK;
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof AgentFileError || error instanceof AgentError)) throw error;
    stderr.write(`${error.message}\n`);
    return WRONG_USAGE;
  }
}

class UsageError extends Error {}

function readUsage(args: readonly string[]): 'help' | { file: string; check: boolean } {
  let parsed: { values: { check?: boolean; help?: boolean }; positionals: string[] };
  try {
    const options = { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
    parsed = parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\nTry: capsule-agent --help`);
  }
  const { values, positionals } = parsed;
  if (values.help) return 'help';
  const [verb, file, ...more] = positionals;
  if (verb !== 'run' || file === undefined || more.length > 0) {
    const given = positionals.length === 0 ? 'nothing' : positionals.join(' ');
    throw new UsageError(`capsule-agent run <file> is the one thing to ask for; given was: ${given}`);
  }
  return { file, check: values.check ?? false };
}

async function load(file: string): Promise<AgentFile> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new UsageError(`${file} cannot be read: ${code}`);
  }
  return readAgentFile(file, await readYaml(file, text));
}

async function connection(path: string, file: AgentFile, env: Terminal['env']) {
  const url = file.opstage.url ?? env.OPSTAGE_URL;
  if (!url) {
    const problem = 'is missing, and OPSTAGE_URL is not set';
    throw new AgentFileError(path, [
      { line: 1, key: 'opstage.url', problem, corrected: 'opstage: { url: https://opstage.example }' },
    ]);
  }
  return { url, registrationToken: env.OPSTAGE_REGISTRATION_TOKEN || (await tokenFromFile(file)) };
}

/** Absent is no fault: after the first start the token is not needed any more and is best removed. */
async function tokenFromFile({ opstage, folder }: AgentFile): Promise<string | undefined> {
  if (opstage.registrationTokenFile === undefined) return undefined;
  try {
    return (await readFile(resolve(folder, opstage.registrationTokenFile), 'utf8')).trim() || undefined;
  } catch {
    return undefined;
  }
}

function summary({ service, health, config, actions }: AgentFile): string {
  const probe = health === null ? 'no probe (UP while it lives)' : 'http' in health ? 'HTTP probe' : 'probe by command';
  const items = `${config.length} config item${config.length === 1 ? '' : 's'}`;
  const names = actions.map((action) => action.declaration.name).join(', ') || 'none';
  return `service ${service.code}, ${probe}, ${items}, actions: ${names}`;
}

async function run(agent: CapsuleAgent, { stderr }: Terminal): Promise<number> {
  const stop = () => void agent.stop({ graceMs: GRACE_MS });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  await agent.start();
  const end = await agent.ended;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, stop);
  if (end.reason === 'not-registered') {
    stderr.write('OPSTAGE_REGISTRATION_TOKEN is needed for the first start\n');
  }
  return end.reason === 'stopped' || end.reason === 'revoked' ? OK : ENDED_BADLY;
}
