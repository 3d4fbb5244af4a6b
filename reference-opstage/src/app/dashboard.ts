/** The fleet at a glance: the same evaluated states as the lists, and what deserves a look first. */
import type { AgentStatus, AttentionItem, CommandStatus, EffectiveStatus } from 'capsule-contract/types';
import { agentStatus } from '../domain/agent.ts';
import { evaluated } from '../domain/command-deadline.ts';
import type { Instant } from '../domain/instant.ts';
import type { UseCases } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import type { Transaction } from './ports/store.ts';
import { judgedStatus } from './service-view.ts';
import { timestamp, timestampOrNull } from './timestamps.ts';

const attentionMax = 50;

export function dashboard(deps: Dependencies): Pick<UseCases, 'dashboardView'> {
  return {
    async dashboardView() {
      const now = deps.clock.now();
      return deps.store.read(async (tx) => {
        const { agents, services, commands } = await fleetCounts(tx, now);
        return {
          agents: withTotal(agents),
          services: withTotal(services),
          commands: withTotal(commands),
          attention: await attention(tx, now),
        };
      });
    },
  };
}

/** The fleet in numbers; a state nobody is in is there with 0. */
export interface FleetCounts {
  agents: Record<AgentStatus, number>;
  services: Record<EffectiveStatus, number>;
  commands: Record<CommandStatus, number>;
}

export async function fleetCounts(tx: Transaction, now: Instant): Promise<FleetCounts> {
  const agents = await tx.agents.countByStatus(now);
  const services = await tx.services.countByEffectiveStatus(now);
  const commands = await tx.commands.countByStatus(now);
  return {
    agents: { ONLINE: 0, OFFLINE: 0, DISABLED: 0, REVOKED: 0, ...agents },
    services: { HEALTHY: 0, UNHEALTHY: 0, UNKNOWN: 0, STALE: 0, OFFLINE: 0, ...services },
    commands: { PENDING: 0, RUNNING: 0, SUCCEEDED: 0, FAILED: 0, EXPIRED: 0, CANCELLED: 0, ...commands },
  };
}

function withTotal<Counts extends Record<string, number>>(counts: Counts): Counts & { total: number } {
  return { ...counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0) };
}

/** Most urgent first: what nobody knows, what is ill, what is silent. */
async function attention(tx: Transaction, now: Instant): Promise<AttentionItem[]> {
  const commands = await tx.commands.uncertain(now, attentionMax);
  const services = await tx.services.unwell(now, attentionMax);
  const agents = await tx.agents.offline(now, attentionMax);
  const items = [
    ...commands.map((stored): AttentionItem => {
      const command = evaluated(stored, now);
      return {
        kind: 'COMMAND_OUTCOME_UNKNOWN',
        targetType: 'command',
        targetId: command.id,
        code: command.actionName,
        statusReason: `${command.status}: nobody knows what the agent did`,
        since: timestampOrNull(command.finishedAt),
      };
    }),
    ...services.map((found): AttentionItem => {
      const { status, reason } = judgedStatus(found, now);
      return {
        kind: status === 'STALE' ? 'SERVICE_STALE' : 'SERVICE_UNHEALTHY',
        targetType: 'service',
        targetId: found.service.id,
        code: found.service.code,
        statusReason: reason,
        since: timestampOrNull(found.service.healthReceivedAt),
      };
    }),
    ...agents.map(
      (agent): AttentionItem => ({
        kind: 'AGENT_OFFLINE',
        targetType: 'agent',
        targetId: agent.id,
        code: agent.code,
        statusReason: agentStatus(agent, now).reason,
        since: timestamp(agent.liveUntil),
      }),
    ),
  ];
  return items.slice(0, attentionMax);
}
