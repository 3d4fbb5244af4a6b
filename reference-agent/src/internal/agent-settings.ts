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
  session: 'auto' | 'off';
  startSpreadMs: number;
  log: LogSink;
  clock: Clock;
  random: () => number;
}

const CONCURRENT_MAX = 100;

export function readSettings(options: AgentOptions): AgentSettings {
  const { maxConcurrentCommands = 4, probeTimeoutMs = 5_000, session = 'auto', startSpreadMs = 0 } = options;
  if (typeof options.stateDir !== 'string' || options.stateDir === '') {
    throw new AgentError('INVALID_OPTIONS', 'stateDir must name a folder');
  }
  if (!Number.isInteger(maxConcurrentCommands) || maxConcurrentCommands < 1 || maxConcurrentCommands > CONCURRENT_MAX) {
    throw new AgentError('INVALID_OPTIONS', `maxConcurrentCommands must be a whole number from 1 to ${CONCURRENT_MAX}`);
  }
  if (!(probeTimeoutMs > 0)) throw new AgentError('INVALID_OPTIONS', 'probeTimeoutMs must be a positive number');
  if (session !== 'auto' && session !== 'off') {
    throw new AgentError('INVALID_OPTIONS', "session must be 'auto' or 'off'");
  }
  if (!(startSpreadMs >= 0)) throw new AgentError('INVALID_OPTIONS', 'startSpreadMs must be a number from 0');
  return {
    url: opstageUrl(options.url, options.allowInsecureHttp ?? false),
    registrationToken: options.registrationToken || null,
    stateDir: options.stateDir,
    agent: { mode: 'embedded', runtime: 'nodejs', ...options.agent },
    maxConcurrentCommands,
    probeTimeoutMs,
    session,
    startSpreadMs,
    log: options.log ?? stderrLog,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}
