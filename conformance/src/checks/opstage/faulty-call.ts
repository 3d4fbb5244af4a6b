/**
 * A valid call of an operation, and the faults that can be put into it: one for each step of `error-precedence`. Faults
 * combine, so that a call can violate any set of steps at once.
 */
import { operations } from 'capsule-contract';
import type { ErrorCode, Operation, OperationId } from 'capsule-contract/types';
import type { Reply } from '../../target/caller.ts';
import type { Actor } from '../../target/contract-call.ts';
import { scenes } from '../../target/scenes/all-scenes.ts';
import type { OpstageTrial } from '../opstage-trial.ts';

export interface FaultyCall {
  method: string;
  /** Values of the path's placeholders. */
  path: Readonly<Record<string, string>>;
  /** After the path of the operation. */
  suffix: string;
  headers: Readonly<Record<string, string | null>>;
  as: Actor;
  body: unknown;
  malformed: boolean;
  /** Blanks fill the body to this many bytes. */
  bytes: number;
}

/** One step of the precedence, as the contract names it, with what it answers and how to violate it. */
export interface Step {
  name: string;
  code: ErrorCode;
  violate(call: FaultyCall): FaultyCall;
}

export interface Ladder {
  operation: Operation;
  valid: FaultyCall;
  /** The steps the operation has, in the contract's order. */
  steps: Step[];
  /** Sends it without a fault. */
  sendValid(): Promise<Reply<OperationId>>;
}

export async function ladderOf(t: OpstageTrial, operationId: OperationId): Promise<Ladder> {
  const operation = operations[operationId];
  const stage = await scenes[operationId].stage(t.driver);
  const as = stage.call.as ?? (operation.auth === 'operator' ? t.owner : t.anonymous);
  const path = stage.call.path ?? {};
  const plain = { method: operation.method, suffix: '', headers: {}, malformed: false, bytes: 0 };
  const valid: FaultyCall = { ...plain, path, as, body: stage.bodies[0] ?? {} };
  const steps = [
    ...routeSteps,
    ...(await callerSteps(t, operation, as)),
    ...(operation.body?.type == null ? [] : bodySteps(t, operationId)),
    ...targetSteps(operation),
  ];
  const [body] = stage.bodies;
  const sendValid = async () => t.send(operationId, body === undefined ? stage.call : await stage.again(body));
  return { operation, valid, steps, sendValid };
}

export function sendFaulty(t: OpstageTrial, { operation }: Ladder, call: FaultyCall): Promise<Reply<null>> {
  const target = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => call.path[name] ?? '') + call.suffix;
  const text = JSON.stringify(call.body) + (call.malformed ? ']' : '');
  const { method, as, headers } = call;
  const body = operation.body === null ? {} : { rawBody: text.padEnd(call.bytes, ' ') };
  return t.raw(method, target, { as, headers, ...body });
}

const routeSteps: readonly Step[] = [
  { name: 'path', code: 'ROUTE_NOT_FOUND', violate: (call) => ({ ...call, suffix: '/nowhere/at/all' }) },
  { name: 'method', code: 'METHOD_NOT_ALLOWED', violate: (call) => ({ ...call, method: 'PUT' }) },
  { name: 'contract version', code: 'CONTRACT_VERSION_UNSUPPORTED', violate: withHeader('capsule-contract', '2') },
];

async function callerSteps(t: OpstageTrial, operation: Operation, as: Actor): Promise<Step[]> {
  const steps: Step[] = [];
  if (operation.auth === 'agent') {
    const stranger = await t.enrol();
    steps.push(
      { name: 'authentication', code: 'AGENT_TOKEN_INVALID', violate: (call) => ({ ...call, as: unknownAgent }) },
      {
        name: 'agent id',
        code: 'AGENT_ID_MISMATCH',
        violate: (call) => ({ ...call, path: { ...call.path, agentId: stranger.id } }),
      },
    );
  }
  if (operation.auth === 'operator') {
    steps.push({ name: 'authentication', code: 'UNAUTHORIZED', violate: (call) => ({ ...call, as: unknownOperator }) });
  }
  if (operation.csrf)
    steps.push({ name: 'CSRF token', code: 'CSRF_INVALID', violate: withHeader('x-csrf-token', null) });
  if (operation.role !== null && operation.role !== 'viewer') {
    const viewer = await t.viewer();
    // Who has no session at all has no role either: the earlier fault stays.
    steps.push({
      name: 'role',
      code: 'FORBIDDEN',
      violate: (call) => (call.as === as ? { ...call, as: viewer } : call),
    });
  }
  return steps;
}

function bodySteps(t: OpstageTrial, operationId: OperationId): Step[] {
  const tooLarge = operationId === 'commandResult' ? 'COMMAND_RESULT_TOO_LARGE' : 'BODY_TOO_LARGE';
  return [
    { name: 'size', code: tooLarge, violate: (call) => ({ ...call, bytes: t.limits.maxBodyBytes + 1 }) },
    { name: 'media type', code: 'MEDIA_TYPE_UNSUPPORTED', violate: withHeader('content-type', 'text/plain') },
    { name: 'JSON', code: 'MALFORMED_JSON', violate: (call) => ({ ...call, malformed: true }) },
    { name: 'schema', code: 'VALIDATION_FAILED', violate: (call) => ({ ...call, body: [] }) },
  ];
}

const unknownTargets: Readonly<Record<string, { id: string; code: ErrorCode }>> = {
  agentId: { id: 'agt_0123456789abcdef', code: 'AGENT_NOT_FOUND' },
  serviceId: { id: 'svc_0123456789abcdef', code: 'SERVICE_NOT_FOUND' },
  commandId: { id: 'cmd_0123456789abcdef', code: 'COMMAND_NOT_FOUND' },
  userId: { id: 'usr_0123456789abcdef', code: 'USER_NOT_FOUND' },
  tokenId: { id: 'tok_0123456789abcdef', code: 'REGISTRATION_TOKEN_NOT_FOUND' },
  auditEventId: { id: 'aud_0123456789abcdef', code: 'AUDIT_EVENT_NOT_FOUND' },
};

/** An agent's own id in its path is no target: it is compared with the token. */
function targetSteps({ pathParams, auth }: Operation): Step[] {
  const target = pathParams.map(({ name }) => name).find((name) => auth !== 'agent' || name !== 'agentId');
  const unknown = unknownTargets[target ?? ''];
  if (target === undefined || unknown === undefined) return [];
  const { id, code } = unknown;
  return [{ name: 'target', code, violate: (call) => ({ ...call, path: { ...call.path, [target]: id } }) }];
}

function withHeader(name: string, value: string | null): Step['violate'] {
  return (call) => ({ ...call, headers: { ...call.headers, [name]: value } });
}

const unknownAgent: Actor = {
  lane: 'unknown agent',
  credentials: () => [['authorization', 'Bearer opstage_agent_0123456789abcdefghijklmnopqrstuvwxyz']],
};

const unknownOperator: Actor = { lane: 'unknown operator', credentials: () => [['cookie', 'opstage_session=unknown']] };
