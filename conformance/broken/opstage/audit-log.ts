/** The audit log: appended to in the same step as the change, never changed afterwards. */
import { auditActions, auditMatrix } from 'capsule-contract';
import type {
  ActorRef,
  AuditAction,
  AuditEvent,
  ErrorCode,
  JsonObject,
  TargetRef,
  TargetType,
} from 'capsule-contract/types';
import { hashOfEvent, noHash } from './audit-chain.ts';
import { actorOf, type Call, type Origin } from './call.ts';
import { defect } from './defects.ts';
import { tellAudited } from './feed.ts';
import { newId } from './identifiers.ts';
import { redacted } from './redaction.ts';
import { type State, timestamp } from './state.ts';

export interface AuditEntry {
  action: AuditAction;
  actor: ActorRef;
  target: TargetRef;
  result?: 'SUCCESS' | 'REFUSED';
  errorCode?: ErrorCode;
  correlationId?: string | null;
  details?: JsonObject;
  /** When it happened, where that is not now. */
  at?: number;
}

export function writeAudit(state: State, origin: Origin | null, entry: AuditEntry): void {
  const { action, actor, target, result = 'SUCCESS', errorCode, correlationId, details = {} } = entry;
  const at = entry.at ?? state.now();
  if (result === 'SUCCESS') tellAudited(state, action, target.id, at);
  if (defect('changes-not-audited') && result === 'SUCCESS') return;
  const seqGap = defect('audit-seq-with-gaps') && state.audit.length % 5 === 4 ? 1 : 0;
  const event: AuditEvent = {
    id: newId('aud'),
    seq: (state.audit.at(-1)?.seq ?? 0) + 1 + seqGap,
    at: timestamp(at),
    action,
    result,
    actor: defect('audit-names-no-actor') && actor.type === 'user' ? { type: 'user', id: null, name: null } : actor,
    target: { ...target, code: target.code?.slice(0, 200) ?? null },
    errorCode: defect('refusals-audited-without-their-code') ? null : (errorCode ?? null),
    requestId: origin === null || defect('audit-without-request-id') ? null : origin.requestId,
    correlationId: defect('no-correlation') ? null : (correlationId ?? (target.type === 'command' ? target.id : null)),
    ip: origin?.ip ?? null,
    userAgent: origin?.userAgent?.slice(0, 500) ?? null,
    details: redacted(details) as JsonObject,
  };
  if (state.profiles.includes('opstage-audit-chain')) {
    event.prevHash = state.audit.at(-1)?.hash ?? (defect('chain-begins-with-nothing') ? 'f'.repeat(64) : noHash);
    event.hash = hashOfEvent(event, event.prevHash);
  }
  const before = state.audit.at(-1);
  const isCrowded = before?.action === action && at - Date.parse(before.at) < 5;
  if (isCrowded && target.type === 'command' && defect('event-lost-in-a-crowd')) return;
  state.audit.push(event);
}

/** Writes what the audit matrix lists for a refusal; equal ones of one actor are written once in a while. */
export function writeRefusal(state: State, call: Call, code: ErrorCode): void {
  const { operation } = call;
  if (code === 'LOGIN_FAILED' && defect('typed-name-recorded')) {
    call.target = { type: 'user', id: null, code: (call.body as { username: string }).username };
  }
  const common = operation.auth === 'none' ? [] : auditMatrix.common[operation.auth];
  const outcomes = [...auditMatrix.operations[operation.operationId], ...common];
  const events = outcomes.find(({ answer }) => answer === code)?.events ?? [];
  for (const { action, result, target: type } of events) {
    if (defect('refusals-not-audited')) continue;
    const target = targetOf(call, type);
    const actor = action === 'user.login.failed' ? { type: 'anonymous' as const, id: null, name: null } : actorOf(call);
    const equal = [action, actor.id ?? target.id, target.type, target.id, code, operation.operationId].join(' ');
    if (auditActions[action].once && !isFirst(state, equal)) continue;
    writeAudit(state, call.origin, {
      action,
      actor,
      target,
      result,
      errorCode: code,
      correlationId: call.correlationId,
      details: { operation: operation.operationId },
    });
  }
}

/** Whether nothing equal was written within `refusalDedupSeconds`. */
export function isFirst(state: State, equal: string): boolean {
  const now = state.now();
  const last = state.refusals.get(equal);
  const isOld = last === undefined || now - last >= state.limits.refusalDedupSeconds * 1000;
  if (isOld) state.refusals.set(equal, now);
  return isOld || defect('equal-refusals-audited-each-time');
}

function targetOf(call: Call, type: TargetType): TargetRef {
  if (call.target?.type === type) return call.target;
  if (type === 'agent' && call.agent) return { type, id: call.agent.id, code: call.agent.code };
  return { type, id: null, code: null };
}
