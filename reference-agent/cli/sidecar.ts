/** Makes an agent of an agent file: a probe, config items and actions that are programs of someone else. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import {
  ActionFailure,
  type ActionHandler,
  CapsuleAgent,
  type ConfigProvider,
  type HealthProbe,
  type JsonObject,
  type ProbedHealth,
} from 'capsule-agent';
import type { ActionSource, AgentFile, ConfigSource, HealthSource } from './agent-file.ts';
import { runProgram } from './run-program.ts';

const OUTPUT_SHOWN_MAX = 64_000;

export interface SidecarOptions {
  url: string;
  registrationToken: string | undefined;
}

/** Throws AgentError where the SDK refuses what the file says. */
export function makeSidecar(file: AgentFile, { url, registrationToken }: SidecarOptions): CapsuleAgent {
  const { session, allowInsecureHttp } = file.opstage;
  const agent = new CapsuleAgent({
    url,
    registrationToken,
    stateDir: file.stateDir,
    service: { runtime: 'other', ...file.service },
    agent: { mode: 'sidecar' },
    ...(session === undefined ? {} : { session }),
    ...(allowInsecureHttp === undefined ? {} : { allowInsecureHttp }),
    ...(file.maxConcurrentCommands === undefined ? {} : { maxConcurrentCommands: file.maxConcurrentCommands }),
    ...(file.health === null ? {} : { probeTimeoutMs: file.health.timeoutMs }),
  });
  if (file.health) agent.health(probeOf(file.health, file.folder));
  if (file.config.length > 0) agent.config(configOf(file.config, file.folder));
  for (const action of file.actions) agent.action(action.declaration, handlerOf(action, file.folder));
  return agent;
}

function probeOf(health: HealthSource, folder: string): HealthProbe {
  if ('http' in health) return (signal) => httpHealth(health.http, signal);
  return async (signal) => {
    const { code, stdout } = await runProgram({ command: health.command, folder, input: '', signal });
    const status = code === 0 ? 'UP' : code !== null && code === health.degradedExitCode ? 'DEGRADED' : 'DOWN';
    const message = stdout.split('\n')[0]?.trim() || (code === 0 ? '' : endOf(code));
    return message === '' ? status : { status, message };
  };
}

async function httpHealth(url: string, signal: AbortSignal): Promise<ProbedHealth> {
  try {
    const response = await fetch(url, { signal, redirect: 'manual' });
    await response.body?.cancel();
    return response.ok ? 'UP' : { status: 'DOWN', message: `HTTP ${response.status}` };
  } catch (error) {
    // Its time was over: unknown, as for every probe. Not reachable is an answer: down.
    signal.throwIfAborted();
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'the connection failed';
    return { status: 'DOWN', message: code };
  }
}

function configOf(sources: readonly ConfigSource[], folder: string): ConfigProvider {
  return () =>
    Promise.all(
      sources.map(async ({ entry, from }) => {
        if ('value' in from) return { ...entry, value: from.value };
        if ('env' in from) return { source: `env ${from.env}`, ...entry, value: process.env[from.env] };
        const text = await readFile(resolve(folder, from.file), 'utf8');
        return { source: from.file, ...entry, value: text.trimEnd() };
      }),
    );
}

function handlerOf({ command }: ActionSource, folder: string): ActionHandler {
  return async (input, { signal, log }) => {
    const end = await runProgram({ command, folder, input: JSON.stringify(input), signal });
    if (end.code === 0) return dataOf(end.stdout, end.cut);
    log.warn('the program failed', { code: end.code, stderr: end.stderr.slice(-2_000) });
    throw new ActionFailure(lastLine(end.stderr) || endOf(end.code));
  };
}

/** A JSON object on stdout is the result's data; other text is shown as `output`. */
function dataOf(stdout: string, cut: boolean): JsonObject {
  if (cut) throw new ActionFailure('the program wrote more than a result can hold');
  try {
    const value: unknown = JSON.parse(stdout);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Text, then.
  }
  const output = stdout.trim();
  return output === '' ? {} : { output: output.slice(-OUTPUT_SHOWN_MAX) };
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1)?.trim() ?? '';
}

function endOf(code: number | null): string {
  return code === null ? 'ended by a signal' : `exit code ${code}`;
}
