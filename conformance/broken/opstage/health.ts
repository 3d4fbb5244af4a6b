/** The health of a service: as received, and what it means now. */
import { lifecycles } from 'capsule-contract';
import type { EffectiveStatus, Health, HealthCheckReport, HealthReport, JsonObject } from 'capsule-contract/types';
import { statusOf } from './agent-status.ts';
import { defect } from './defects.ts';
import { newId } from './identifiers.ts';
import { redacted } from './redaction.ts';
import { type AgentRecord, type ServiceRecord, type State, timestamp } from './state.ts';

export function acceptHealth(state: State, service: ServiceRecord, report: HealthReport): void {
  service.health = kept(report);
  service.healthId = newId('hlr');
  service.healthAt = state.now();
}

function kept(report: HealthReport): Health {
  const { status, message = null, details, observedAt, checks = [] } = report;
  const plain = details ?? null;
  return {
    status,
    message,
    details: defect('health-details-shown-as-sent') ? plain : (redacted(plain) as JsonObject | null),
    observedAt: observedAt === undefined ? null : shownTime(observedAt),
    checks: checks.map((check: HealthCheckReport) => ({ name: check.name, ...kept(check) })),
  };
}

function shownTime(text: string): string {
  return defect('times-without-their-offset') ? `${text.slice(0, 19)}.000Z` : timestamp(Date.parse(text));
}

/** The first row of the contract's table whose conditions hold. */
export function effectiveStatus(state: State, service: ServiceRecord): { status: EffectiveStatus; reason: string } {
  const agent = state.agents.get(service.agentId) as AgentRecord;
  const { health, healthAt } = service;
  const agentStatus =
    defect('disabled-agent-services-healthy') && agent.decision === 'DISABLED' ? 'ONLINE' : statusOf(state, agent);
  const since = defect('observed-at-compared') && health?.observedAt ? Date.parse(health.observedAt) : healthAt;
  const overdue = since !== null && state.now() - since >= state.limits.offlineAfterSeconds * 1000;
  const healthAge = since === null ? 'never' : overdue && !defect('never-stale') ? 'overdue' : 'current';
  if (overdue && defect('stale-health-erased')) Object.assign(service, { health: null, healthId: null });
  if (agentStatus === 'OFFLINE' && defect('health-of-the-offline-erased'))
    Object.assign(service, { health: null, healthId: null });
  for (const { when, status, statusReason } of lifecycles.serviceEffectiveStatus.rows) {
    if (when.agentStatus && !when.agentStatus.includes(agentStatus)) continue;
    if (when.healthAge && when.healthAge !== healthAge) continue;
    if (when.healthStatus && (health === null || !when.healthStatus.includes(health.status))) continue;
    if (defect('degraded-counts-as-healthy') && health?.status === 'DEGRADED' && status === 'UNHEALTHY') {
      return { status: 'HEALTHY', reason: statusReason.en };
    }
    return { status, reason: statusReason.en };
  }
  return { status: 'UNKNOWN', reason: 'No health has been received.' };
}
