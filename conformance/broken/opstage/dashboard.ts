/** The fleet at a glance, from the same judgement as the lists. */
import { lifecycles } from 'capsule-contract';
import type { AttentionItem } from 'capsule-contract/types';
import { agentView, statusOf } from './agent-status.ts';
import type { Outcome } from './call.ts';
import { evaluated } from './command-lifecycle.ts';
import { effectiveStatus } from './health.ts';
import { type State, timestampOrNull } from './state.ts';

const attentionMax = 50;

export function dashboardView(state: State): Outcome {
  const agents = [...state.agents.values()];
  const services = [...state.services.values()];
  const commands = [...state.commands.values()].map((command) => evaluated(state, command));
  return {
    data: {
      agents: counts(
        'agent',
        agents.map((agent) => statusOf(state, agent)),
      ),
      services: counts(
        'serviceEffectiveStatus',
        services.map((service) => effectiveStatus(state, service).status),
      ),
      commands: counts(
        'command',
        commands.map(({ status }) => status),
      ),
      attention: attention(state),
    },
  };
}

function counts(lifecycle: 'agent' | 'serviceEffectiveStatus' | 'command', found: readonly string[]) {
  const names = lifecycles[lifecycle].states.map(({ name }) => name);
  const each = names.map((name) => [name, found.filter((status) => status === name).length] as const);
  return { ...Object.fromEntries(each), total: found.length };
}

function attention(state: State): AttentionItem[] {
  const agents = [...state.agents.values()].flatMap((agent): AttentionItem[] => {
    const { id, code, status, statusReason } = agentView(state, agent);
    if (status !== 'OFFLINE' && status !== 'DISABLED') return [];
    const since = timestampOrNull(status === 'DISABLED' ? agent.disabledAt : agent.lastSeenAt);
    return [{ kind: `AGENT_${status}`, targetType: 'agent', targetId: id, code, statusReason, since }];
  });
  const services = [...state.services.values()].flatMap((service): AttentionItem[] => {
    const { status, reason } = effectiveStatus(state, service);
    if (status === 'HEALTHY' || status === 'OFFLINE') return [];
    const { id, code, healthAt } = service;
    const since = timestampOrNull(healthAt);
    return [{ kind: `SERVICE_${status}`, targetType: 'service', targetId: id, code, statusReason: reason, since }];
  });
  return [...services, ...agents].slice(0, attentionMax);
}
