import { operations, profiles } from 'capsule-contract';
import type { ContractError } from 'capsule-contract/errors';
import type { Limits } from 'capsule-contract/types';
import { agents } from './agent.ts';
import { agentAuthenticate, agentPresumed } from './agent-admission.ts';
import { agentEnrolment } from './agent-enrolment.ts';
import { agentLiveness } from './agent-liveness.ts';
import { agentSession } from './agent-session.ts';
import { auditLog } from './audit.ts';
import { recordRefusal } from './audit-trail.ts';
import { auditVerification } from './audit-verification.ts';
import type { Origin, UseCases } from './call.ts';
import { commands } from './command.ts';
import { commandDelivery } from './command-delivery.ts';
import { commandOutcome } from './command-outcome.ts';
import { dashboard } from './dashboard.ts';
import { type Dependencies, servedProfiles } from './dependencies.ts';
import { eventFeed } from './event-feed.ts';
import { operatorAuthenticate, operatorSessions } from './operator-session.ts';
import type { AgentPrincipal, OperatorPrincipal } from './principal.ts';
import { registrationTokens } from './registration-token.ts';
import { services } from './service.ts';
import { serviceReporting } from './service-report.ts';
import { system } from './system.ts';
import { timestamp } from './timestamps.ts';
import { users } from './user.ts';

/** What a transport needs of the application: the use cases, and who may call them. */
export interface App {
  /** Every served operation under its operation id. */
  useCases: UseCases;
  limits: Limits;
  newRequestId(): string;
  newFrameId(): string;
  /** The time of Opstage's clock, as it is written. */
  timestamp(): string;
  /** A number from 0 up to 1 that is the same for the same text: spreads what must not happen at once. */
  spread(text: string): number;
  /** Whether this Opstage is about to stop: connections are not kept then. */
  isDraining(): boolean;
  /** The agent behind a bearer token, allowed to speak for the agent of the path. Throws the contract's refusal. */
  agentAuthenticate(bearer: string, pathAgentId: string): Promise<AgentPrincipal>;
  /** The same without asking the database: an agent that was let in before, and may not be by now. */
  agentPresumed(bearer: string, pathAgentId: string): AgentPrincipal | null;
  /** The user behind a session cookie; null when the session is not alive. */
  operatorAuthenticate(cookie: string): Promise<OperatorPrincipal | null>;
  sameSecret(a: string, b: string): boolean;
  /** Writes the audit events of a refusal, where the audit matrix has any. */
  recordRefusal(
    call: { origin: Origin; operator?: OperatorPrincipal | undefined; agent?: AgentPrincipal | undefined },
    error: ContractError,
  ): Promise<void>;
}

export function createApp(deps: Dependencies): App {
  const useCases: UseCases = {
    ...system(deps),
    ...agentEnrolment(deps),
    ...agentLiveness(deps),
    ...agentSession(deps),
    ...serviceReporting(deps),
    ...commandDelivery(deps),
    ...commandOutcome(deps),
    ...operatorSessions(deps),
    ...users(deps),
    ...registrationTokens(deps),
    ...agents(deps),
    ...services(deps),
    ...commands(deps),
    ...auditLog(deps),
    ...auditVerification(deps),
    ...dashboard(deps),
    ...eventFeed(deps),
  };
  checkComplete(Object.keys(useCases));
  return {
    useCases,
    limits: deps.limits,
    newRequestId: () => deps.secrets.newId('req_'),
    newFrameId: () => deps.secrets.newId('frm_'),
    timestamp: () => timestamp(deps.clock.now()),
    spread: (text) => Number.parseInt(deps.secrets.sha256(text).slice(0, 8), 16) / 2 ** 32,
    isDraining: () => deps.wakeUps.closed,
    agentAuthenticate: (bearer, pathAgentId) => agentAuthenticate(deps, bearer, pathAgentId),
    agentPresumed: (bearer, pathAgentId) => agentPresumed(deps, bearer, pathAgentId),
    operatorAuthenticate: (cookie) => operatorAuthenticate(deps, cookie),
    sameSecret: (a, b) => deps.secrets.sameSecret(a, b),
    recordRefusal: (call, error) => recordRefusal(deps, call, error),
  };
}

/** The operations of the claimed profiles, all of them and nothing else: a difference stops the start. */
function checkComplete(implemented: readonly string[]): void {
  const claimed = new Set<string>(servedProfiles);
  const absent = profiles.flatMap(({ name, role, operations: own }) =>
    role === 'opstage' && !claimed.has(name) ? [...own] : [],
  );
  const promised = Object.keys(operations).filter((name) => !absent.some((operationId) => operationId === name));
  const missing = promised.filter((name) => !implemented.includes(name));
  const strange = implemented.filter((name) => !promised.includes(name));
  if (missing.length === 0 && strange.length === 0) return;
  throw new Error(
    `the claimed profiles need ${missing.join(', ') || 'no more'} and know no ${strange.join(', ') || 'more'}`,
  );
}
