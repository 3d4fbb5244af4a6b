import type { AgentMode, Runtime } from './agent.ts';
import type { Instant } from './instant.ts';
import type { JsonObject } from './json.ts';

export type HealthStatus = 'UP' | 'DEGRADED' | 'DOWN' | 'UNKNOWN';
export type EffectiveStatus = 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN' | 'STALE' | 'OFFLINE';

export interface Service {
  id: string;
  code: string;
  /** Its owner, or the last one when released. */
  agentId: string;
  name: string;
  version: string;
  description: string | null;
  runtime: Runtime;
  agentMode: AgentMode;
  labels: JsonObject;
  manifest: JsonObject;
  revision: string;
  configRevision: number;
  actionCount: number;
  released: boolean;
  /** Last health received, in the form it is shown; never erased by age. */
  health: JsonObject | null;
  healthId: string | null;
  healthStatus: HealthStatus | null;
  healthReceivedAt: Instant | null;
  /** The effective status the event feed told last. */
  notedStatus: EffectiveStatus | null;
  createdAt: Instant;
  updatedAt: Instant;
  reportedAt: Instant;
}
