/** What the console needs of the contract whatever the language. Evaluated when the console is built. */
import { operations as allOperations, contract, eventTypes as eventEntries, lifecycles } from 'capsule-contract';
import schemas from 'capsule-contract/schemas.json' with { type: 'json' };
import type {
  AgentStatus,
  AuditAction,
  AuditResult,
  CommandStatus,
  EffectiveStatus,
  EventType,
  Operation,
  OperationId,
  RegistrationTokenStatus,
  Role,
} from 'capsule-contract/types';

export interface CallableOperation {
  method: Operation['method'];
  path: string;
  /** The least role that may call it; null where no session is needed. */
  role: Role | null;
  csrf: boolean;
  takesIdempotencyKey: boolean;
}

/** Everything a browser calls: the operator's operations, and those that need nobody. */
export const operations = Object.fromEntries(
  Object.values(allOperations)
    .filter(({ api }) => api !== 'agent')
    .map(({ operationId, method, path, role, csrf, headers }): [string, CallableOperation] => {
      const takesIdempotencyKey = headers.some(({ name }) => name === 'Idempotency-Key');
      return [operationId, { method, path, role: role as Role | null, csrf, takesIdempotencyKey }];
    }),
) as Readonly<Partial<Record<OperationId, CallableOperation>>>;

export const { wireVersion } = contract;

/** Every event of the feed by its type, as an `EventSource` must be told them one by one. */
export const eventTypes = Object.values(eventEntries).map(({ type }) => type) as EventType[];

interface Schema {
  enum?: string[];
  pattern?: string;
  minLength?: number;
  maxLength?: number;
}
const { $defs } = schemas as unknown as { $defs: Record<string, Schema> };
const valuesOf = <Value extends string>(name: string): Value[] => ($defs[name]?.enum ?? []) as Value[];

/** Least first: each role includes the ones before it. */
export const roles = valuesOf<Role>('Role');
export const agentStatuses = valuesOf<AgentStatus>('AgentStatus');
export const effectiveStatuses = valuesOf<EffectiveStatus>('EffectiveStatus');
export const commandStatuses = valuesOf<CommandStatus>('CommandStatus');
export const registrationTokenStatuses = valuesOf<RegistrationTokenStatus>('RegistrationTokenStatus');
export const auditActions = valuesOf<AuditAction>('AuditAction');
export const auditResults = valuesOf<AuditResult>('AuditResult');

export const usernamePattern = $defs.Username?.pattern ?? '';
export const agentCodePattern = $defs.AgentCode?.pattern ?? '';
export const passwordLength = { min: $defs.Password?.minLength ?? 0, max: $defs.Password?.maxLength ?? 0 };

const { agent, command } = lifecycles;
export const finalCommandStatuses = command.states
  .filter(({ final }) => final)
  .map(({ name }) => name) as CommandStatus[];

/** States, of its agent or command, in which an operation is refused whatever else holds. */
export const refusedIn: Partial<Record<OperationId, string[]>> = {};
for (const { operation, states } of [...agent.illegal, ...command.illegal]) {
  refusedIn[operation] = [...(refusedIn[operation] ?? []), ...states];
}
