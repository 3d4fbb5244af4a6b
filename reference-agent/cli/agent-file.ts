/** What `agent.yaml` may say, and its reading into a plain definition. Every fault is found in one go. */
import { accessSync, constants } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ActionDeclaration, ConfigEntry, ServiceDefinition } from 'capsule-agent';
import { anything, choice, command, type Field, httpUrl, mapping, text, truth, whole } from './field.ts';
import { AgentFileError, type FileFault } from './file-fault.ts';
import type { Located, LocatedEntry } from './located.ts';
import { join, readMapping, readSequence, shown, type Values } from './read-mapping.ts';

export interface AgentFile {
  opstage: {
    url?: string;
    registrationTokenFile?: string;
    session?: 'auto' | 'off';
    allowInsecureHttp?: boolean;
  };
  stateDir: string;
  maxConcurrentCommands?: number;
  /** Where commands run and relative paths begin: the folder of the file. */
  folder: string;
  service: ServiceDefinition;
  health: HealthSource | null;
  config: readonly ConfigSource[];
  actions: readonly ActionSource[];
}

export type HealthSource = { timeoutMs: number } & (
  | { command: readonly string[]; degradedExitCode: number | null }
  | { http: string }
);

/** An item, and the one place its value comes from. */
export interface ConfigSource {
  entry: Omit<ConfigEntry, 'value'>;
  from: { value: unknown } | { env: string } | { file: string };
}

export interface ActionSource {
  declaration: ActionDeclaration;
  command: readonly string[];
}

const slug = (given: string) =>
  given
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]+/g, '-')
    .replaceAll(/^[_-]+|-+$/g, '');

const TOP: Record<string, Field> = {
  stateDir: { required: true, example: './state', kind: text() },
  maxConcurrentCommands: { example: '4', kind: whole(1, 100) },
};
const TOP_NESTED = ['opstage', 'service', 'health', 'config', 'actions'];
const OPSTAGE: Record<string, Field> = {
  url: { example: 'https://opstage.example', kind: httpUrl },
  registrationTokenFile: { example: './registration-token', kind: text() },
  session: { example: 'auto', kind: choice('auto', 'off') },
  allowInsecureHttp: { example: 'false', kind: truth },
};
const SERVICE: Record<string, Field> = {
  code: { required: true, example: 'my-service', kind: text(/^[a-z0-9][a-z0-9_-]{0,79}$/, slug) },
  name: { required: true, example: 'My service', kind: text() },
  version: { required: true, example: '"1.0.0"', kind: text() },
  description: { example: 'What it does', kind: text() },
  runtime: { example: 'other', kind: choice('nodejs', 'python', 'java', 'go', 'rust', 'other') },
  labels: { example: '{ team: mail }', kind: mapping },
};
const HEALTH: Record<string, Field> = {
  command: { example: '["./is-healthy"]', kind: command },
  http: { example: 'http://127.0.0.1:8080/healthz', kind: httpUrl },
  timeoutSeconds: { example: '5', kind: whole(1, 60) },
  degradedExitCode: { example: '3', kind: whole(1, 255) },
};
const CONFIG: Record<string, Field> = {
  key: { required: true, example: 'pollSeconds', kind: text() },
  label: { example: 'Poll interval', kind: text() },
  type: { example: 'string', kind: choice('string', 'number', 'boolean', 'select', 'json', 'duration', 'secretRef') },
  value: { example: '5', kind: anything },
  env: { example: 'POLL_SECONDS', kind: text(/^[A-Za-z_][A-Za-z0-9_]*$/) },
  file: { example: './secret', kind: text() },
  defaultValue: { example: '5', kind: anything },
  source: { example: 'env', kind: text() },
  sensitive: { example: 'true', kind: truth },
  secretRef: { example: 'vault:mail/password', kind: text() },
};
const ACTION: Record<string, Field> = {
  name: { required: true, example: 'check-now', kind: text(/^[A-Za-z][A-Za-z0-9._-]{0,79}$/, slug) },
  label: { required: true, example: 'Check now', kind: text() },
  command: { required: true, example: '["./check", "--now"]', kind: command },
  description: { example: 'What it does', kind: text() },
  dangerLevel: { example: 'LOW', kind: choice('LOW', 'MEDIUM', 'HIGH') },
  requiresConfirmation: { example: 'true', kind: truth },
  inputSchema: { example: '{ type: object }', kind: mapping },
  outputSchema: { example: '{ type: object }', kind: mapping },
  timeoutSeconds: { example: '60', kind: whole(1, 86_400) },
  idempotent: { example: 'true', kind: truth },
  cancellable: { example: 'true', kind: truth },
};

/** Throws AgentFileError with every fault. `file` is the path as the user gave it. */
export function readAgentFile(file: string, root: Located): AgentFile {
  const faults: FileFault[] = [];
  const folder = dirname(resolve(file));
  const top = readMapping(root, '', TOP, TOP_NESTED, faults);
  const entry = (name: string) => root.entries?.get(name);
  const part = (name: string, fields: Record<string, Field>) => {
    const located = entry(name);
    return located ? readMapping(located, name, fields, [], faults) : {};
  };
  const service = part('service', SERVICE);
  if (root.entries && !entry('service')) {
    const corrected = 'service: { code: my-service, name: My service, version: "1.0.0" }';
    faults.push({ line: root.line, key: 'service', problem: 'is missing', corrected });
  }
  const read: AgentFile = {
    ...(top as Pick<AgentFile, 'stateDir' | 'maxConcurrentCommands'>),
    opstage: part('opstage', OPSTAGE) as AgentFile['opstage'],
    folder,
    service: service as unknown as ServiceDefinition,
    health: readHealth(entry('health'), folder, faults),
    config: readSequence(entry('config'), 'config', faults).map((item, index) => readConfig(item, index, faults)),
    actions: readSequence(entry('actions'), 'actions', faults).map((item, index) =>
      readAction(item, index, folder, faults),
    ),
  };
  onceEach(entry('config'), 'config', 'key', faults);
  onceEach(entry('actions'), 'actions', 'name', faults);
  if (faults.length > 0) throw new AgentFileError(file, faults);
  read.stateDir = resolve(folder, read.stateDir);
  return read;
}

function readHealth(entry: LocatedEntry | undefined, folder: string, faults: FileFault[]): HealthSource | null {
  if (!entry) return null;
  const values = readMapping(entry, 'health', HEALTH, [], faults);
  oneOf(entry, 'health', ['command', 'http'], faults);
  runnable(entry, 'health', folder, faults);
  const timeoutMs = Number(values.timeoutSeconds ?? 5) * 1_000;
  if (typeof values.http === 'string') return { timeoutMs, http: values.http };
  const degradedExitCode = typeof values.degradedExitCode === 'number' ? values.degradedExitCode : null;
  return { timeoutMs, command: commandOf(values), degradedExitCode };
}

function readConfig(item: Located, index: number, faults: FileFault[]): ConfigSource {
  const path = `config[${index}]`;
  const { value, env, file, ...entry } = readMapping(item, path, CONFIG, [], faults);
  oneOf(item, path, ['value', 'env', 'file'], faults);
  const from = env !== undefined ? { env: String(env) } : file !== undefined ? { file: String(file) } : { value };
  return { entry: entry as unknown as ConfigSource['entry'], from };
}

function readAction(item: Located, index: number, folder: string, faults: FileFault[]): ActionSource {
  const path = `actions[${index}]`;
  const { command: _, ...declaration } = readMapping(item, path, ACTION, [], faults);
  runnable(item, path, folder, faults);
  return { declaration: declaration as ActionSource['declaration'], command: commandOf(item.value) };
}

function commandOf(values: unknown): readonly string[] {
  const given = (values as Values | null)?.command;
  return command.accepts(given) ? (given as string[]) : [];
}

/** A program given by its path must be there: found out now rather than by the first operator. */
function runnable(item: Located, path: string, folder: string, faults: FileFault[]): void {
  const [program = ''] = commandOf(item.value);
  const located = item.entries?.get('command');
  if (!located || !program.includes('/')) return;
  try {
    accessSync(resolve(folder, program), constants.X_OK);
  } catch {
    const problem = `${program} is no program that can be run from ${folder}`;
    faults.push({ line: located.line, key: join(path, 'command'), problem, now: `command: ${shown(located)}` });
  }
}

function oneOf(item: Located, path: string, names: readonly string[], faults: FileFault[]): void {
  const given = names.filter((name) => item.entries?.has(name));
  if (!item.entries || given.length === 1) return;
  const problem = `needs exactly one of ${names.join(', ')}; it has ${given.join(' and ') || 'none'}`;
  faults.push({ line: item.line, key: path, problem });
}

function onceEach(entry: LocatedEntry | undefined, path: string, name: string, faults: FileFault[]): void {
  const seen = new Set<unknown>();
  for (const [index, item] of (entry?.items ?? []).entries()) {
    const located = item.entries?.get(name);
    if (!located || !seen.has(located.value)) {
      seen.add(located?.value);
      continue;
    }
    const problem = `${shown(located)} is there twice`;
    faults.push({ line: located.line, key: `${path}[${index}].${name}`, problem, now: `${name}: ${shown(located)}` });
  }
}
