/**
 * Lets an agent's call in. A token is judged twice: before the body is read, so that a stranger's body never is, and
 * again inside the transaction of the call, so that nothing succeeds that a revocation has overtaken. The first time the
 * database is asked only where the caller is not known already, or where there is something to refuse.
 */
import { contractErrors } from 'capsule-contract/errors';
import { type Agent, heard } from '../domain/agent.ts';
import { type AgentToken, judgeAgentToken } from '../domain/agent-token.ts';
import type { Dependencies } from './dependencies.ts';
import type { Transaction } from './ports/store.ts';
import type { AgentPrincipal } from './principal.ts';
import { refusal } from './refusal.ts';
import { tellAtEnd, tellPassedTime } from './status-notes.ts';

/**
 * The agent a bearer token belonged to when it was last asked for, without asking again. Good enough to read a request
 * and to perform what confirms its caller; whoever refuses anything has to authenticate first, so that a dead token is
 * told of before all else.
 */
export function agentPresumed(deps: Dependencies, bearer: string, pathAgentId: string): AgentPrincipal | null {
  const known = deps.callers.find(deps.secrets.sha256(bearer));
  return known?.agentId === pathAgentId ? known : null;
}

/** The agent a bearer token belongs to, when its call may go on to the agent of the path. */
export async function agentAuthenticate(
  deps: Dependencies,
  bearer: string,
  pathAgentId: string,
): Promise<AgentPrincipal> {
  const hash = deps.secrets.sha256(bearer);
  deps.callers.forget(hash);
  const found = await deps.store.read((tx) => judged(deps, tx, hash, pathAgentId));
  if (found.token.firstUsedAt !== null && found.token.state === 'CURRENT') {
    deps.callers.keep(hash, found.principal);
    return found.principal;
  }
  return deps.store.write(async (tx) => {
    const { token, principal } = await judged(deps, tx, hash, pathAgentId, true);
    await used(deps, tx, token);
    return principal;
  });
}

async function judged(
  deps: Dependencies,
  tx: Transaction,
  hash: string,
  pathAgentId: string,
  forWriting = false,
): Promise<{ token: AgentToken; principal: AgentPrincipal }> {
  const known = await tx.agentTokens.findByHash(hash);
  const agent = known === null ? null : await tx.agents.find(known.agentId);
  // Read once more: the agent is locked only now, where that means anything.
  const token = agent === null || !forWriting ? known : await tx.agentTokens.findByHash(hash);
  if (token === null || agent === null || !deps.secrets.sameSecret(token.hash, hash)) {
    throw contractErrors.AGENT_TOKEN_INVALID();
  }
  const about = aboutAgent(agent);
  refuseDeadToken(deps, token, about);
  if (agent.id !== pathAgentId) throw refusal(contractErrors.AGENT_ID_MISMATCH(), about);
  if (agent.state === 'DISABLED') throw refusal(contractErrors.AGENT_DISABLED({ status: 403 }), about);
  return { token, principal: { agentId: agent.id, code: agent.code, tokenId: token.id } };
}

/** The first use of a token: a pending one takes the place of the current one. */
async function used(deps: Dependencies, tx: Transaction, token: AgentToken): Promise<void> {
  if (token.state === 'PENDING') {
    for (const other of await tx.agentTokens.living(token.agentId)) {
      if (other.id !== token.id) await tx.agentTokens.update({ ...other, state: 'REPLACED' });
    }
    tx.afterCommit(() => deps.wakeUps.notify(token.agentId));
  }
  const firstUsedAt = token.firstUsedAt ?? deps.clock.now();
  await tx.agentTokens.update({ ...token, state: 'CURRENT', pendingExpiresAt: null, firstUsedAt });
}

/** The session the caller speaks on is not its newest any more; what it still says has no effect. */
export class SessionReplaced extends Error {}

/** Confirms the caller inside its transaction without counting the call as a sign of life. */
export async function confirmAgent(deps: Dependencies, tx: Transaction, caller: AgentPrincipal): Promise<Agent> {
  // The agent first: in a transaction that writes, this waits for whoever is about to revoke the token.
  const agent = await tx.agents.find(caller.agentId);
  const token = await tx.agentTokens.find(caller.tokenId);
  if (token === null || agent === null) throw contractErrors.AGENT_TOKEN_INVALID();
  refuseDeadToken(deps, token, aboutAgent(agent));
  if (agent.state === 'DISABLED') throw refusal(contractErrors.AGENT_DISABLED({ status: 403 }), aboutAgent(agent));
  if (caller.session !== undefined && caller.session !== agent.session) throw new SessionReplaced();
  return agent;
}

/** Confirms the caller and counts the call as a sign of life, should its transaction be committed. */
export async function admitAgent(
  deps: Dependencies,
  tx: Transaction,
  caller: AgentPrincipal,
  bootId: string | null,
): Promise<Agent> {
  return hear(deps, tx, await confirmAgent(deps, tx, caller), bootId);
}

/** The agent after an accepted request of it, with whatever else the request changes. */
export async function hear(
  deps: Dependencies,
  tx: Transaction,
  agent: Agent,
  bootId: string | null,
  changes: Partial<Agent> = {},
): Promise<Agent> {
  const before = await tellPassedTime(deps, tx, agent);
  const next = { ...heard(before, bootId, deps.clock.now(), deps.limits.offlineAfterSeconds), ...changes };
  await tx.agents.update(next);
  tellAtEnd(deps, tx, agent.id);
  return next;
}

function refuseDeadToken(deps: Dependencies, token: AgentToken, about: ReturnType<typeof aboutAgent>): void {
  const verdict = judgeAgentToken(token, deps.clock.now());
  if (verdict === 'AGENT_TOKEN_INVALID') throw contractErrors.AGENT_TOKEN_INVALID();
  if (verdict === 'AGENT_TOKEN_REVOKED') throw refusal(contractErrors.AGENT_TOKEN_REVOKED(), about);
}

function aboutAgent(agent: Agent) {
  return {
    actor: { type: 'agent', id: agent.id, name: agent.code },
    target: { type: 'agent', id: agent.id, code: agent.code },
  } as const;
}
