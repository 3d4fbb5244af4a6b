/**
 * What the contract says an Opstage must know, and nothing of how one might keep it: the few objects of one program, named by
 * their place in a list. Plain JSON without a clock; that time has passed is an operation like any other.
 */
import type { CommandStatus, RequirementId } from 'capsule-contract/types';

export interface AgentState {
  /** Place of its code among the program's agent codes. */
  code: number;
  status: 'ONLINE' | 'OFFLINE' | 'DISABLED' | 'REVOKED';
  /** The bootId of its process. */
  boot: string;
  /** The running process said goodbye. */
  disconnected: boolean;
  tokens: AgentTokenState[];
  /** Requirement that made the status what it is. */
  because: RequirementId;
}

export interface AgentTokenState {
  status: 'CURRENT' | 'PENDING' | 'DEAD' | 'REVOKED';
  used: boolean;
}

export interface ServiceState {
  /** The agent that reported it last. */
  agent: number;
  released: boolean;
  /** Which of the manifests was accepted last. */
  version: number;
}

export interface DeliveryState {
  command: number;
  answered: boolean | null;
  /** A replacement of its agent came after it, or a newer delivery. */
  stale: boolean;
  /** Its ack lease is over: the command may be delivered again. */
  lapsed: boolean;
}

/** A result as it was sent, in the form in which two are compared. */
export interface ResultForm {
  success: boolean;
  cancelled: boolean | null;
  message: string | null;
  error: string | null;
}

export interface CommandState {
  service: number;
  agent: number;
  action: ActionName;
  status: CommandStatus;
  queue: boolean;
  /** Created with the shortest start window. */
  short: boolean;
  deliveries: number[];
  /** The delivery whose ack was accepted. */
  running: number | null;
  cancelRequested: boolean;
  progressSeq: number | null;
  outcomeKnown: boolean | null;
  error: string | null;
  result: ResultForm | null;
  lateResult: ResultForm | null;
  retryOf: number | null;
  /** Requirement of the step that gave it its status. */
  because: RequirementId;
}

export interface RegistrationTokenState {
  maxUses: number;
  uses: number;
  revoked: boolean;
  /** The agent it replaces. */
  replaces: number | null;
  registrations: { key: string; code: number; agent: number; token: number }[];
}

export interface ModelState {
  agents: AgentState[];
  /** By service code; null before the first report. */
  services: (ServiceState | null)[];
  commands: CommandState[];
  deliveries: DeliveryState[];
  registrationTokens: RegistrationTokenState[];
  /** Idempotency keys by who, operation, target and key. */
  keys: Record<string, { body: string; command: number }>;
  /** Refusals already in the audit log, of which equal ones are written once. */
  refusals: string[];
  /** Time was let pass. */
  lapsed: boolean;
}

/** Actions every service of a program declares; what they are is said in `model-actions.ts`. */
export type ActionName = 'echo' | 'slow' | 'confirm';

export const serviceCodes = 3;
export const agentCodes = 4;

/** As the stage is set: two agents, each with a service of its own, and a service code nobody has reported. */
export function initialState(): ModelState {
  const agent = (code: number): AgentState => ({
    code,
    status: 'ONLINE',
    boot: `boot-of-agent-${code}`,
    disconnected: false,
    tokens: [{ status: 'CURRENT', used: false }],
    because: 'liveness',
  });
  return {
    agents: [agent(0), agent(1)],
    services: [{ agent: 0, released: false, version: 0 }, { agent: 1, released: false, version: 0 }, null],
    commands: [],
    deliveries: [],
    registrationTokens: [],
    keys: {},
    refusals: [],
    lapsed: false,
  };
}
