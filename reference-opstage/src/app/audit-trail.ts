/**
 * Writes the audit log. A change records its events inside its own transaction; a refusal changes nothing, so its
 * events come from the contract's audit matrix after the fact, in one place for every operation.
 */
import { auditActions, auditMatrix, operations } from 'capsule-contract';
import type { ContractError } from 'capsule-contract/errors';
import type { AuditAction, AuditOutcome } from 'capsule-contract/types';
import { type ActorRef, anonymousActor } from '../domain/actor-ref.ts';
import type { AuditEvent, TargetRef } from '../domain/audit-event.ts';
import type { Instant } from '../domain/instant.ts';
import type { JsonObject } from '../domain/json.ts';
import { chainedHash, noHash } from './audit-chain.ts';
import type { AgentCall, OperatorCall, Origin } from './call.ts';
import type { Dependencies } from './dependencies.ts';
import type { Transaction } from './ports/store.ts';
import type { AgentPrincipal, OperatorPrincipal } from './principal.ts';
import { refusalFacts } from './refusal.ts';

export interface Happening {
  action: AuditAction;
  target: TargetRef;
  actor: ActorRef;
  /** Null for what a timer did. */
  origin: Origin | null;
  at: Instant;
  result?: AuditEvent['result'];
  errorCode?: string | null;
  correlationId?: string | null;
  details?: JsonObject;
}

type EventSource = Pick<Dependencies, 'secrets'>;

export async function record(deps: EventSource, tx: Transaction, happening: Happening): Promise<void> {
  const { origin } = happening;
  const event = {
    id: deps.secrets.newId('aud_'),
    at: happening.at,
    action: happening.action,
    result: happening.result ?? ('SUCCESS' as const),
    actor: happening.actor,
    target: happening.target,
    errorCode: happening.errorCode ?? null,
    requestId: origin?.requestId ?? null,
    correlationId: happening.correlationId ?? null,
    ip: origin?.ip ?? null,
    userAgent: origin?.userAgent ?? null,
    details: happening.details ?? {},
  };
  await tx.audit.append(event, (complete, before) => {
    const prevHash = before ?? noHash;
    return { prevHash, hash: chainedHash(deps.secrets, complete, prevHash) };
  });
}

export function userActor(call: Pick<OperatorCall, 'operator'>): ActorRef {
  const { user } = call.operator;
  return { type: 'user', id: user.id, name: user.username };
}

export function agentActor(call: Pick<AgentCall, 'agent'>): ActorRef {
  return { type: 'agent', id: call.agent.agentId, name: call.agent.code };
}

const onceActions = new Set(Object.values(auditActions).flatMap(({ action, once }) => (once ? [action] : [])));

/** Writes what the audit matrix says of this refusal; nothing where it says nothing. */
export async function recordRefusal(
  deps: Dependencies,
  call: { origin: Origin; operator?: OperatorPrincipal | undefined; agent?: AgentPrincipal | undefined },
  error: ContractError,
): Promise<void> {
  const outcome = refusalOutcome(call.origin, error);
  if (outcome === undefined || outcome.events.length === 0) return;
  const facts = refusalFacts(error);
  const at = deps.clock.now();
  await deps.store.write(async (tx) => {
    for (const { action, result, actor: actorType, target: targetType } of outcome.events) {
      const actor = facts.actor ?? refusedActor(actorType, call);
      const target = facts.target ?? defaultTarget(targetType, actor);
      const { operationId } = call.origin;
      if (onceActions.has(action)) {
        const known = [action, actor.type, actor.id, target.type, target.id, error.code, operationId];
        const key = deps.secrets.sha256(JSON.stringify(known));
        if (!(await tx.memory.noteRefusal(key, at, at - deps.limits.refusalDedupSeconds * 1000))) continue;
      }
      const details = { operation: operationId };
      await record(deps, tx, {
        action,
        result,
        actor,
        target,
        at,
        errorCode: error.code,
        origin: call.origin,
        details,
      });
    }
  });
}

function refusalOutcome(origin: Origin, error: ContractError): AuditOutcome | undefined {
  const operation = operations[origin.operationId];
  const common = operation.auth === 'none' ? [] : auditMatrix.common[operation.auth];
  return [...auditMatrix.operations[origin.operationId], ...common].find(({ answer }) => answer === error.code);
}

function refusedActor(
  type: ActorRef['type'],
  call: { operator?: OperatorPrincipal | undefined; agent?: AgentPrincipal | undefined },
): ActorRef {
  if (type === 'user' && call.operator !== undefined) return userActor({ operator: call.operator });
  if (type === 'agent' && call.agent !== undefined) return agentActor({ agent: call.agent });
  return anonymousActor;
}

function defaultTarget(type: TargetRef['type'], actor: ActorRef): TargetRef {
  if (type === 'agent') return { type, id: actor.id, code: actor.name };
  return { type, id: null, code: null };
}
