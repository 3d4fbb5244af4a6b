/**
 * What of the contract a run against an agent reaches: requirements with a check, operations that were answered, messages of
 * a session in both directions, close codes, and the statuses of refusals, which are the classes an agent tells apart.
 */
import { messages, operations, requirements } from 'capsule-contract';
import { allAgentChecks } from '../../src/checks/agent/all-agent-checks.ts';
import type { AgentTrial } from '../../src/checks/agent-trial.ts';

export interface Reach {
  what: string;
  all: readonly string[];
  missing: readonly string[];
}

const agentOperations = Object.values(operations).filter(({ api }) => api === 'agent');

/** Gathers trial by trial, so that no transcript is kept. */
export class Reached {
  readonly #operations = new Set<string>();
  readonly #messages = new Set<string>();
  readonly #statuses = new Set<string>();

  /** A trial that is over. */
  add({ opstage }: AgentTrial): void {
    for (const { operationId, status, frame } of opstage.exchanges) {
      if (frame) this.#messages.add(frame.type);
      else if (status !== null && status >= 400) this.#statuses.add(String(status));
      if (operationId !== null && (status === 200 || status === 101)) this.#operations.add(operationId);
    }
    for (const { sent } of opstage.sessions.all) for (const { type } of sent) this.#messages.add(type);
  }

  get report(): Reach[] {
    const checked = new Set<string>(allAgentChecks.map(({ requirement }) => requirement));
    const bound = Object.values(requirements).filter(({ binds, excluded }) => binds.agent && excluded === undefined);
    const refusals = new Set(agentOperations.flatMap(({ errors }) => errors.map(({ status }) => String(status))));
    return [
      reach(
        'requirement',
        bound.map(({ id }) => id),
        checked,
      ),
      reach(
        'operation',
        agentOperations.map(({ operationId }) => operationId),
        this.#operations,
      ),
      reach('message', Object.keys(messages), this.#messages),
      reach('status of a refusal', [...refusals].toSorted(), this.#statuses),
    ];
  }
}

function reach(what: string, all: readonly string[], seen: ReadonlySet<string>): Reach {
  return { what, all, missing: all.filter((name) => !seen.has(name)) };
}
