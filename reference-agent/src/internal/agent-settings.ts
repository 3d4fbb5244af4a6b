/** Options as the running agent needs them: checked once, defaults filled in. */
import type { AgentDescription } from 'capsule-contract/types';
import { AgentError } from '../agent-error.ts';
import type { AgentOptions } from '../agent-options.ts';
import { type Clock, systemClock } from '../clock.ts';
import { type LogSink, stderrLog } from '../log.ts';
import { opstageUrl } from './opstage-url.ts';

export interface AgentSettings {
  url: URL;
  registrationToken: string | null;
  stateDir: string;
  agent: AgentDescription;
  maxConcurrentCommands: number;
  probeTimeoutMs: number;
  log: LogSink;
  clock: Clock;
  random: () => number;
}

const CONCURRENT_MAX = 100;

export function readSettings(options: AgentOptions): AgentSettings {
  const { maxConcurrentCommands = 4, probeTimeoutMs = 5_000 } = options;
  if (typeof options.stateDir !== 'string' || options.stateDir === '') {
    throw new AgentError('INVALID_OPTIONS', 'stateDir must name a folder');
  }
  if (!Number.isInteger(maxConcurrentCommands) || maxConcurrentCommands < 1 || maxConcurrentCommands > CONCURRENT_MAX) {
    throw new AgentError('INVALID_OPTIONS', `maxConcurrentCommands must be a whole number from 1 to ${CONCURRENT_MAX}`);
  }
  if (!(probeTimeoutMs > 0)) throw new AgentError('INVALID_OPTIONS', 'probeTimeoutMs must be a positive number');
  return {
    url: opstageUrl(options.url, options.allowInsecureHttp ?? false),
    registrationToken: options.registrationToken || null,
    stateDir: options.stateDir,
    agent: { mode: 'embedded', runtime: 'nodejs', ...options.agent },
    maxConcurrentCommands,
    probeTimeoutMs,
    log: options.log ?? stderrLog,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}
