/** The options that name an agent, for the commands that drive one. */
import { type Command, InvalidArgumentError } from 'commander';
import type { Attachment } from '../runner/run-agent.ts';
import { parseCommandLine } from '../target/command-line.ts';
import { makeScratchFolder } from '../target/scratch-folder.ts';
import { positiveInteger } from './run-flags.ts';
import { UsageError } from './usage-error.ts';

export interface AgentFlags {
  start?: string;
  startTimeoutSeconds?: number;
  session?: boolean;
  patience: number;
}

export interface AttachFlags extends AgentFlags {
  attach: boolean;
  listen: { host: string; port: number };
  runs: number;
}

export interface StartedAgent {
  start: string;
  /** Undefined where the user named none. */
  startCeilingMs: number | undefined;
  session: 'off' | 'auto' | 'needed';
  patience: number;
}

const startSecondsDefault = 20;
/** Somebody has to copy three lines first. */
const attachSecondsDefault = 600;

export function addAgentFlags(command: Command): Command {
  return command
    .option('--start <command>', 'the command line that starts it; the kit does so as often as it needs')
    .option('--start-timeout-seconds <n>', 'how long it may take to register and report', positiveInteger)
    .option('--session', 'demands that it has sessions: where it does not announce them, their checks could not run')
    .option('--no-session', 'leaves sessions out, announced or not')
    .option('--patience <factor>', 'multiplies every ceiling, for slow machines and slow starters', factor, 1);
}

export function addAttachFlags(command: Command): Command {
  const anywhere = { host: '127.0.0.1', port: 0 };
  return command
    .option('--attach', 'prints the three variables and waits for you to start it: in a debugger, on a device', false)
    .option('--listen <host:port>', 'with --attach: where its Opstage shall listen', hostAndPort, anywhere);
}

/** `command` is how the user called it, for the sentences. */
export function startedAgent(flags: AgentFlags, command: string): StartedAgent {
  const { start } = flags;
  if (start === undefined) throw new UsageError(`${command} needs --start, the command line that starts it.`);
  try {
    parseCommandLine(start);
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
  return { start, ...drive(flags) };
}

/** What a run takes: an agent the kit starts, or one that somebody else does. */
export function agentSubject(flags: AttachFlags) {
  if (!flags.attach) {
    const { startCeilingMs = startSecondsDefault * 1_000, ...subject } = startedAgent(
      flags,
      'agent (without --attach)',
    );
    return { ...subject, startCeilingMs };
  }
  if (flags.start !== undefined) throw new UsageError('--start and --attach exclude each other: who starts the agent?');
  if (flags.runs > 1) throw new UsageError('--attach is one run: an agent registers only once.');
  const { startCeilingMs = attachSecondsDefault * 1_000, ...rest } = drive(flags);
  return { start: null, startCeilingMs, ...rest, attach: { listen: flags.listen, onListening: invite } };
}

/** The words that name this subject on the command line again. */
export function agentWords({ start, attach, session, patience }: AttachFlags): string[] {
  return [
    ...(attach ? ['--attach'] : ['--start', start ?? '']),
    ...(session === undefined ? [] : [session ? '--session' : '--no-session']),
    ...(patience === 1 ? [] : ['--patience', String(patience)]),
  ];
}

/** A script needs an agent that the kit starts, and says itself whether there are sessions. */
export function agentReplayWords({ start, patience }: AgentFlags): string[] {
  return ['--start', start ?? '', ...(patience === 1 ? [] : ['--patience', String(patience)])];
}

function drive({ startTimeoutSeconds, session, patience }: AgentFlags): Omit<StartedAgent, 'start'> {
  return {
    startCeilingMs: startTimeoutSeconds === undefined ? undefined : startTimeoutSeconds * 1_000,
    session: session === undefined ? 'auto' : session ? 'needed' : 'off',
    patience,
  };
}

const invite: Attachment['onListening'] = ({ url, registrationToken }) =>
  process.stderr.write(
    `Start your agent with these variables; the folder is its own, and is removed at the end.

  export OPSTAGE_URL=${url}
  export OPSTAGE_REGISTRATION_TOKEN=${registrationToken}
  export OPSTAGE_AGENT_STATE=${makeScratchFolder('attached')}

Waiting for it to register. Checks that start, stop or kill the agent cannot run, and say so.\n`,
  );

function hostAndPort(value: string): { host: string; port: number } {
  const [, host, port] = /^(?:(.+):)?(\d{1,5})$/.exec(value) ?? [];
  if (port === undefined || Number(port) > 65_535) throw new InvalidArgumentError('It must be like 127.0.0.1:8080.');
  return { host: host ?? '127.0.0.1', port: Number(port) };
}

export function factor(value: string): number {
  const number = Number(value);
  if (!(number >= 1 && number <= 100)) throw new InvalidArgumentError('It must be a number from 1 to 100.');
  return number;
}
