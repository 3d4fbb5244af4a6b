/** What operators do with agents. */
import { contractErrors } from 'capsule-contract/errors';
import type { Agent as AgentView } from 'capsule-contract/types';
import type { ActorRef } from '../domain/actor-ref.ts';
import { type Agent, agentStatus, disabled, enabled, revoked } from '../domain/agent.ts';
import type { Instant } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';
import { agentTarget } from './audit-target.ts';
import { record, userActor } from './audit-trail.ts';
import { type OperatorCall, type Origin, pathParameter, type UseCases } from './call.ts';
import { settleRevoked } from './command-settling.ts';
import type { Dependencies } from './dependencies.ts';
import type { Transaction } from './ports/store.ts';
import { refusal } from './refusal.ts';
import { tellDecision, tellPassedTime } from './status-notes.ts';
import { timestamp, timestampOrNull } from './timestamps.ts';

type Change = OperatorCall<'agentDisable' | 'agentEnable' | 'agentRevoke'>;
type Verbs = 'agentList' | 'agentView' | 'agentDisable' | 'agentEnable' | 'agentRevoke';

export function agents(deps: Dependencies): Pick<UseCases, Verbs> {
  return {
    async agentList(call) {
      const { page, pageSize, status, q } = call.query;
      const now = deps.clock.now();
      const wanted = { page: page ?? 1, pageSize: pageSize ?? deps.limits.pageSizeDefault };
      return deps.store.read(async (tx) => {
        const { items, total } = await tx.agents.list({ status, q }, wanted, now);
        const held = await tx.services.countHeldBy(items.map(({ id }) => id));
        return { items: items.map((agent) => agentView(agent, held.get(agent.id) ?? 0, now)), total };
      });
    },

    async agentView(call) {
      return deps.store.read(async (tx) => view(deps, tx, await existingAgent(tx, call)));
    },

    async agentDisable(call) {
      return change(deps, call, async (tx, agent) => {
        if (agent.state === 'REVOKED') throw refusal(contractErrors.AGENT_REVOKED(), { target: agentTarget(agent) });
        if (agent.state === 'DISABLED') return agent;
        const now = deps.clock.now();
        const next = disabled(agent, call.body.reason ?? null, now);
        await recordChange(deps, tx, 'agent.disabled', agent, call, now);
        return tellDecision(deps, tx, 'capsule.agent.disabled', next, now);
      });
    },

    async agentEnable(call) {
      return change(deps, call, async (tx, agent) => {
        if (agent.state === 'REVOKED') throw refusal(contractErrors.AGENT_REVOKED(), { target: agentTarget(agent) });
        if (agent.state === 'ACTIVE') return agent;
        const now = deps.clock.now();
        // ONLINE again only with its next accepted request.
        const next = { ...enabled(agent, now), liveUntil: Math.min(agent.liveUntil, now) };
        await recordChange(deps, tx, 'agent.enabled', agent, call, now);
        return tellDecision(deps, tx, 'capsule.agent.enabled', next, now);
      });
    },

    async agentRevoke(call) {
      return change(deps, call, async (tx, agent) => {
        if (agent.state === 'REVOKED') return agent;
        const reason = call.body.reason ?? null;
        return revokeAgent(deps, tx, agent, { actor: userActor(call), origin: call.origin, reason });
      });
    },
  };
}

/** Kills the tokens of an agent and settles its commands; what it held is free from here on. */
export async function revokeAgent(
  deps: Dependencies,
  tx: Transaction,
  agent: Agent,
  by: { actor: ActorRef; origin: Origin | null; reason: string | null },
): Promise<Agent> {
  const at = deps.clock.now();
  const known = await tellPassedTime(deps, tx, agent);
  const next = await tellDecision(deps, tx, 'capsule.agent.revoked', revoked(known, by.reason, at), at);
  await tx.agents.update(next);
  await tx.agentTokens.endAll(agent.id, 'REVOKED');
  const details: JsonObject = by.reason === null ? {} : { reason: by.reason };
  const { actor, origin } = by;
  await record(deps, tx, { action: 'agent.revoked', actor, target: agentTarget(agent), origin, at, details });
  await settleRevoked(deps, tx, agent.id, actor, origin);
  return next;
}

async function change(
  deps: Dependencies,
  call: Change,
  decide: (tx: Transaction, agent: Agent) => Promise<Agent>,
): Promise<AgentView> {
  const answer = await deps.store.write(async (tx) => {
    const agent = await tellPassedTime(deps, tx, await existingAgent(tx, call));
    const next = await decide(tx, agent);
    if (next !== agent) await tx.agents.update(next);
    return view(deps, tx, next);
  });
  // Held claims look again and end with the refusal that now holds.
  deps.wakeUps.notify(answer.id);
  return answer;
}

async function existingAgent(tx: Transaction, call: Change | OperatorCall<'agentView'>): Promise<Agent> {
  const agent = await tx.agents.find(pathParameter(call, 'agentId'));
  if (agent === null) throw contractErrors.AGENT_NOT_FOUND();
  return agent;
}

async function recordChange(
  deps: Dependencies,
  tx: Transaction,
  action: 'agent.disabled' | 'agent.enabled',
  agent: Agent,
  call: Change,
  at: Instant,
): Promise<void> {
  const details: JsonObject = call.body.reason === undefined ? {} : { reason: call.body.reason };
  const actor = userActor(call);
  await record(deps, tx, { action, actor, target: agentTarget(agent), origin: call.origin, at, details });
}

async function view(deps: Dependencies, tx: Transaction, agent: Agent): Promise<AgentView> {
  const held = await tx.services.countHeldBy([agent.id]);
  return agentView(agent, held.get(agent.id) ?? 0, deps.clock.now());
}

function agentView(agent: Agent, serviceCount: number, now: Instant): AgentView {
  const { status, reason } = agentStatus(agent, now);
  return {
    id: agent.id,
    code: agent.code,
    name: agent.name,
    mode: agent.mode,
    runtime: agent.runtime,
    version: agent.version,
    status,
    statusReason: reason,
    ephemeral: agent.ephemeral,
    capabilities: agent.capabilities,
    bootId: agent.bootId,
    lastSeenAt: timestampOrNull(agent.lastSeenAt),
    disconnectReason: agent.disconnectReason,
    sessionOpen: agent.sessionHost !== null,
    heartbeatIntervalSeconds: agent.heartbeatIntervalSeconds,
    offlineAfterSeconds: agent.offlineAfterSeconds,
    serviceCount,
    createdAt: timestamp(agent.createdAt),
    updatedAt: timestamp(agent.updatedAt),
    disabledAt: timestampOrNull(agent.disabledAt),
    revokedAt: timestampOrNull(agent.revokedAt),
  };
}
