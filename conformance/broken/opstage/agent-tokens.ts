/** Agent tokens: issuing, judging, rotating. Kept by their hash. */
import { contractErrors } from 'capsule-contract/errors';
import { writeAudit } from './audit-log.ts';
import { agentActor, type Call, type Outcome } from './call.ts';
import { defect } from './defects.ts';
import { hashOf, newSecret } from './identifiers.ts';
import { type AgentRecord, type AgentTokenRecord, type State, timestamp } from './state.ts';
import { wakeClaims } from './waiters.ts';

export function issueToken(
  state: State,
  agent: AgentRecord,
  kind: { state: 'CURRENT' | 'PENDING'; expiresAt?: number },
): { token: string; hash: string } {
  const token = newSecret('opstage_agent_');
  const hash = hashOf(token);
  const { state: tokenState, expiresAt = Number.POSITIVE_INFINITY } = kind;
  state.agentTokens.set(hash, { agentId: agent.id, state: tokenState, expiresAt, used: false });
  agent.tokenHashes.push(hash);
  return { token, hash };
}

/** Ends every token of the agent that still works. */
export function endTokens(
  state: State,
  agent: AgentRecord,
  how: 'DEAD' | 'REVOKED',
  which?: 'PENDING' | 'CURRENT',
): void {
  for (const token of tokensOf(state, agent)) {
    const isOpen = which === undefined ? token.state === 'CURRENT' || token.state === 'PENDING' : token.state === which;
    if (isOpen || (how === 'REVOKED' && defect('dead-tokens-revoked-with-the-agent'))) token.state = how;
  }
}

function tokensOf(state: State, agent: AgentRecord): AgentTokenRecord[] {
  return agent.tokenHashes.map((hash) => state.agentTokens.get(hash)).filter((token) => token !== undefined);
}

/** The agent whose token stands in the header; a pending token becomes the current one by being used. */
export function agentOf(state: State, call: Call): AgentRecord {
  const scheme = defect('any-scheme-counts') ? /^\S+ +(\S+)$/ : /^bearer +(\S+)$/i;
  const inQuery = defect('session-token-in-the-query')
    ? new URLSearchParams(call.url.split('?')[1]).get('token')
    : null;
  const value = scheme.exec(call.headers.authorization ?? '')?.[1] ?? inQuery ?? undefined;
  if (value === undefined) throw contractErrors.AGENT_TOKEN_MISSING();
  const token = state.agentTokens.get(hashOf(value));
  const agent = token && state.agents.get(token.agentId);
  if (!token || !agent)
    throw defect('unknown-token-is-revoked')
      ? contractErrors.AGENT_TOKEN_REVOKED()
      : contractErrors.AGENT_TOKEN_INVALID();
  if (token.state === 'PENDING' && state.now() >= token.expiresAt && !defect('pending-token-never-dies'))
    token.state = 'DEAD';
  if (token.state === 'DEAD')
    throw defect('dead-token-is-revoked') ? contractErrors.AGENT_TOKEN_REVOKED() : contractErrors.AGENT_TOKEN_INVALID();
  if (token.state === 'REVOKED') {
    call.agent = agent;
    const about = call.operation.operationId;
    const isAnswer = about === 'commandAck' || about === 'commandResult';
    if (isAnswer && agent.disabledAt !== null && defect('revoked-while-disabled-answers')) return agent;
    if (defect('revoked-token-is-invalid')) throw contractErrors.AGENT_TOKEN_INVALID();
    throw contractErrors.AGENT_TOKEN_REVOKED();
  }
  if (token.state === 'PENDING') {
    if (!defect('current-token-outlives-rotation')) endTokens(state, agent, 'DEAD', 'CURRENT');
    token.state = 'CURRENT';
    wakeClaims(state, agent.id);
  }
  if (defect('one-use-beside-a-pending-token') && tokensOf(state, agent).some(({ state: is }) => is === 'PENDING')) {
    token.spentBy ??= call.origin.requestId;
    if (token.spentBy !== call.origin.requestId) throw contractErrors.AGENT_TOKEN_INVALID();
  }
  token.used = true;
  return agent;
}

export function agentTokenRotate(state: State, call: Call): Outcome {
  const agent = call.agent as AgentRecord;
  call.bootId = (call.body as { bootId?: string }).bootId ?? null;
  const isThird = tokensOf(state, agent).some((token) => token.state === 'PENDING');
  if (isThird && defect('third-token-kills-the-first')) endTokens(state, agent, 'DEAD', 'CURRENT');
  if (!defect('superseded-token-works')) endTokens(state, agent, 'DEAD', 'PENDING');
  if (defect('rotation-kills-at-once')) endTokens(state, agent, 'DEAD', 'CURRENT');
  const expiresAt = state.now() + state.limits.tokenPendingSeconds * 1000;
  const { token } = issueToken(state, agent, { state: 'PENDING', expiresAt });
  const who = agentActor(agent);
  writeAudit(state, call.origin, {
    action: 'agent.token.rotated',
    actor: who,
    target: { type: 'agent', id: agent.id, code: agent.code },
  });
  return { data: { agentToken: token, pendingExpiresAt: timestamp(expiresAt) } };
}
