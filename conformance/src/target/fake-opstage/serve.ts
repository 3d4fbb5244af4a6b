/** A request handled as the contract says: the steps of `error-precedence`, then the operation. */

import type { TypeName } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';
import { type Answer, refusal } from './answer.ts';
import type { FakeAgent } from './identity-book.ts';
import type { Memory } from './memory.ts';
import { agentDisconnect } from './operations/agent-disconnect.ts';
import { agentHeartbeat } from './operations/agent-heartbeat.ts';
import { agentRegister } from './operations/agent-register.ts';
import { agentSession } from './operations/agent-session.ts';
import { agentTokenRotate } from './operations/agent-token-rotate.ts';
import { commandAck } from './operations/command-ack.ts';
import { commandClaim } from './operations/command-claim.ts';
import { commandProgress } from './operations/command-progress.ts';
import { commandResult } from './operations/command-result.ts';
import type { AgentOperation, OperationCall } from './operations/operation-call.ts';
import { serviceReport } from './operations/service-report.ts';
import { systemHealth, systemVersion } from './operations/system.ts';
import type { Route } from './route.ts';

/** Bodies were validated against the operation's own type just before, so each operation may name it. */
const agentOperations: Record<string, AgentOperation<never>> = {
  agentHeartbeat,
  agentDisconnect,
  agentTokenRotate,
  agentSession,
  serviceReport,
  commandClaim,
  commandAck,
  commandProgress,
  commandResult,
};

export interface Incoming {
  route: Route | { allow: string[] } | null;
  headers: Readonly<Record<string, string>>;
  text: string;
  body: unknown;
  gone: AbortSignal;
}

export async function serve(memory: Memory, incoming: Incoming): Promise<Answer> {
  const { route, headers, text, gone } = incoming;
  if (route === null) return refusal('ROUTE_NOT_FOUND');
  if ('allow' in route) {
    const answer = refusal('METHOD_NOT_ALLOWED');
    return { ...answer, headers: { ...answer.headers, allow: route.allow.join(', ') } };
  }
  const version = headers['capsule-contract'];
  if (version !== undefined && version !== '1') {
    return refusal('CONTRACT_VERSION_UNSUPPORTED', { details: { supported: ['1'] } });
  }
  if (route.operationId === 'systemHealth') return systemHealth(memory);
  if (route.operationId === 'systemVersion') return systemVersion(memory);
  const agent = route.authenticated ? memory.identities.authenticate(headers.authorization, route.agentId ?? '') : null;
  if (agent && 'refused' in agent) return refusal(agent.refused);
  if (incoming.body === undefined && text !== '') return refusal('MALFORMED_JSON');
  const body = withoutNulls(incoming.body ?? {});
  const judged = validate((route.bodyType ?? 'JsonObject') as TypeName, body);
  if (!judged.ok) {
    const issues = judged.issues.map(({ path, message }) => ({ path, message }));
    return refusal('VALIDATION_FAILED', { details: { issues } });
  }
  const call = { memory, body: body as never, commandId: route.commandId ?? '', headers, gone };
  if (route.operationId === 'agentRegister') return agentRegister(call);
  if (!agent) return refusal('ROUTE_NOT_FOUND');
  return carryOut(memory, agent, { ...call, operationId: route.operationId });
}

/** One operation of an agent that is known, whichever way its valid body came. */
export async function carryOut(
  memory: Memory,
  agent: FakeAgent,
  { operationId, body, ...call }: Omit<OperationCall<unknown>, 'memory'> & { operationId: string },
): Promise<Answer> {
  const operation = agentOperations[operationId];
  // Without the profile its path is unknown, as that of every Opstage that does not serve sessions.
  if (!operation || (operationId === 'agentSession' && memory.settings.session === null)) {
    return refusal('ROUTE_NOT_FOUND');
  }
  return operation({ ...call, memory, agent, body: body as never });
}
