/** The contract's lifecycles, asked two questions: what a step makes of an object, and what refuses it. */
import { lifecycles, requirements } from 'capsule-contract';
import type { ErrorCode, LimitName, OperationId, RequirementId } from 'capsule-contract/types';

type Kind = 'agent' | 'registrationToken' | 'agentToken' | 'command';

export interface Step {
  to: string;
  requirement: RequirementId;
  outcomeKnown: boolean | null;
}

/** What `operation` makes of an object in this state; with several, the one that leads to `to`. Throws when there is none. */
export function step(kind: Kind, from: string | null, by: OperationId | { timer: LimitName }, to?: string): Step {
  const found = lifecycles[kind].transitions.find(
    (one) =>
      (from === null ? one.from.length === 0 : one.from.includes(from)) &&
      (typeof by === 'string' ? one.by.operation === by : one.by.timer === by.timer) &&
      (to === undefined || one.to === to),
  );
  if (!found) throw new Error(`the contract has no step of ${kind} from ${from} by ${JSON.stringify(by)} to ${to}`);
  const requirement = boundRequirement(found.requirements);
  return { to: found.to, requirement, outcomeKnown: found.outcomeKnown ?? null };
}

/** The refusal of an operation in this state, or null when it is legal there. */
export function illegal(
  kind: Kind,
  operation: OperationId,
  state: string,
): { code: ErrorCode; requirement: RequirementId } | null {
  const found = lifecycles[kind].illegal.find((one) => one.operation === operation && one.states.includes(state));
  if (!found) return null;
  return { code: found.error, requirement: boundRequirement(found.requirements) };
}

/** The first of these that binds an Opstage: it is what is judged. */
export function boundRequirement(ids: readonly RequirementId[]): RequirementId {
  const bound = ids.find((id) => requirements[id].binds.opstage !== undefined);
  if (!bound) throw new Error(`none of ${ids.join(', ')} binds an Opstage`);
  return bound;
}

export function isFinal(status: string): boolean {
  return lifecycles.command.states.some(({ name, final }) => final && name === status);
}
