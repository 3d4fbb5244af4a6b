import type { DangerLevel } from 'capsule-contract/types';
import type { StatusName } from '../language/status-name.ts';

/** How something shown feels: what is well, what to look at, what is wrong, what is under way, what is over. */
export type Tone = 'good' | 'warn' | 'bad' | 'busy' | 'calm';

export const statusTones: Record<StatusName, Tone> = {
  HEALTHY: 'good',
  UP: 'good',
  ONLINE: 'good',
  SUCCEEDED: 'good',
  SUCCESS: 'good',
  ACTIVE: 'good',
  UNHEALTHY: 'bad',
  DOWN: 'bad',
  FAILED: 'bad',
  DEGRADED: 'warn',
  STALE: 'warn',
  UNKNOWN: 'warn',
  REFUSED: 'warn',
  EXPIRED: 'warn',
  OFFLINE: 'calm',
  DISABLED: 'calm',
  REVOKED: 'calm',
  CANCELLED: 'calm',
  USED: 'calm',
  PENDING: 'busy',
  RUNNING: 'busy',
};

export const dangerTones: Record<DangerLevel, Tone> = { LOW: 'calm', MEDIUM: 'warn', HIGH: 'bad' };
