import type { Instant } from '../../domain/instant.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { HealthStatus } from '../../domain/service.ts';

/** A heartbeat that has nothing to say but that all is as it was. */
export interface Beat {
  agentId: string;
  tokenId: string;
  bootId: string;
  /** The session it came on; null by HTTP. */
  session: number | null;
  at: Instant;
  /** As the answer will tell them. */
  heartbeatIntervalSeconds: number;
  offlineAfterSeconds: number;
  services: readonly BeatService[];
}

export interface BeatService {
  code: string;
  revision: string;
  health: BeatHealth | null;
}

export interface BeatHealth {
  status: HealthStatus;
  shown: JsonObject;
  newId(): string;
}
