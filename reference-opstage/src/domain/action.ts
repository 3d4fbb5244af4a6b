import type { Instant } from './instant.ts';
import type { JsonObject } from './json.ts';

export type DangerLevel = 'LOW' | 'MEDIUM' | 'HIGH';

export interface Action {
  id: string;
  serviceId: string;
  name: string;
  label: string;
  description: string | null;
  dangerLevel: DangerLevel;
  /** As shown: always true for HIGH. */
  requiresConfirmation: boolean;
  inputSchema: JsonObject | null;
  outputSchema: JsonObject | null;
  timeoutSeconds: number;
  idempotent: boolean;
  cancellable: boolean;
  createdAt: Instant;
  updatedAt: Instant;
}
