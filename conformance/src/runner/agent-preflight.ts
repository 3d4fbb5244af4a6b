/**
 * Sees whether the agent can be driven at all: started with the three variables it registers, reports its services and
 * sends a heartbeat. What it declares on the way decides which checks apply.
 */
import type { AgentTrial } from '../checks/agent-trial.ts';
import { CheckFailure } from '../checks/check-outcome.ts';
import type { AgentSubject } from '../target/agent-process.ts';
import { interruption } from './interruption.ts';

export type AgentPreflightOutcome = { subject: AgentSubject; profiles: readonly string[] } | { unfit: string };

/** Which capability an agent announces for which profile; `agent-core` needs none. */
export const profileOf: Readonly<Record<string, string>> = {
  'commands.progress': 'agent-progress',
  'session.ws': 'agent-session',
  'token.rotate': 'agent-rotation',
};
const steps = ['agentRegister', 'serviceReport', 'agentHeartbeat'] as const;

export async function agentPreflight(
  trial: AgentTrial,
  options: { startCeilingMs: number; signal: AbortSignal },
): Promise<AgentPreflightOutcome> {
  const deadline = performance.now() + options.startCeilingMs * trial.patience;
  await trial.start();
  try {
    for (const step of steps) {
      await trial.until(
        `the agent to send ${step}`,
        () => trial.requests(step).length > 0 || (stoppedEarly(trial) && trial.fail(step, 'its end')),
        { ceilingMs: Math.max(0, deadline - performance.now()) / trial.patience, everyMs: 20, beats: Infinity },
      );
    }
  } catch (cause) {
    const interrupted = interruption(options.signal);
    if (interrupted !== null) return { unfit: interrupted };
    if (cause instanceof CheckFailure)
      return { unfit: trial.secrets.mask(missing(trial, options.startCeilingMs * trial.patience)) };
    throw cause;
  }
  return declared(trial);
}

/** It may have ended a moment after its last request was read, so a silent moment is granted. */
function stoppedEarly(trial: AgentTrial): boolean {
  return !trial.attached && !trial.process.running;
}

function missing(trial: AgentTrial, ceilingMs: number): string {
  const step = steps.find((one) => trial.requests(one).length === 0);
  const within = stoppedEarly(trial) ? `but ended ${trial.process.exitText}` : `within ${ceilingMs / 1000} s`;
  if (trial.attached) return `the agent did not send ${step} ${within}`;
  const output = trial.process.output.trim().split('\n').slice(-5).join('\n  ');
  const said = output === '' ? '' : `; its last output:\n  ${output}`;
  return `the agent command did not send ${step} ${within}${said}`;
}

function declared(trial: AgentTrial): AgentPreflightOutcome {
  const services = trial.requests('serviceReport').flatMap((message) => list(trial.body(message)?.services));
  const capabilities = trial.requests('agentRegister').flatMap((message) => list(trial.body(message)?.capabilities));
  const announced = capabilities.filter((one): one is string => typeof one === 'string');
  const capsule = services.some((service) => codeOf(service) === 'conformance');
  return {
    subject: { command: trial.subject.command, services, capsule, capabilities: announced },
    profiles: ['agent-core', ...announced.flatMap((capability) => profileOf[capability] ?? [])],
  };
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function codeOf(service: unknown): unknown {
  return (service as { manifest?: { code?: unknown } } | null)?.manifest?.code;
}
