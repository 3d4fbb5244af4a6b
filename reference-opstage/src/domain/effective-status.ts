import type { AgentStatus } from './agent.ts';
import { hasPassed, type Instant, secondsAfter } from './instant.ts';
import type { EffectiveStatus, HealthStatus } from './service.ts';

export type HealthAge = 'never' | 'current' | 'overdue';

/** One row of the contract's truth table; an absent condition is not looked at. */
export interface EffectiveStatusRow {
  when: {
    agentStatus?: readonly AgentStatus[];
    healthAge?: HealthAge;
    healthStatus?: readonly HealthStatus[];
  };
  status: EffectiveStatus;
  reason: string;
}

export interface ServiceFacts {
  agentStatus: AgentStatus;
  healthAge: HealthAge;
  healthStatus: HealthStatus | null;
}

/** How old the last health is, judged by when Opstage received it. */
export function healthAge(receivedAt: Instant | null, offlineAfterSeconds: number, now: Instant): HealthAge {
  if (receivedAt === null) return 'never';
  return hasPassed(secondsAfter(receivedAt, offlineAfterSeconds), now) ? 'overdue' : 'current';
}

/** The first row whose conditions all hold decides. */
export function effectiveStatus(rows: readonly EffectiveStatusRow[], facts: ServiceFacts): EffectiveStatusRow {
  const row = rows.find(({ when }) => {
    if (when.agentStatus !== undefined && !when.agentStatus.includes(facts.agentStatus)) return false;
    if (when.healthAge !== undefined && when.healthAge !== facts.healthAge) return false;
    if (when.healthStatus === undefined) return true;
    return facts.healthStatus !== null && when.healthStatus.includes(facts.healthStatus);
  });
  if (row === undefined) throw new Error('the truth table of effective status has a gap');
  return row;
}
