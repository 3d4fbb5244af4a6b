import type {
  AgentStatus,
  AuditResult,
  CommandStatus,
  EffectiveStatus,
  HealthStatus,
  RegistrationTokenStatus,
  UserStatus,
} from 'capsule-contract/types';

/** Every status that is shown as a badge. */
export type StatusName =
  | AgentStatus
  | AuditResult
  | CommandStatus
  | EffectiveStatus
  | HealthStatus
  | RegistrationTokenStatus
  | UserStatus;
