/** The action gate, step by step in the order the contract judges, and the command that passes it. */
import { contractErrors } from 'capsule-contract/errors';
import type { Action } from '../domain/action.ts';
import type { ActorRef } from '../domain/actor-ref.ts';
import { type Agent, agentStatus } from '../domain/agent.ts';
import type { Command } from '../domain/command.ts';
import { secondsAfter } from '../domain/instant.ts';
import { type JsonObject, sameJson } from '../domain/json.ts';
import { marksSecrets, redactBySchema } from '../domain/redaction.ts';
import type { Dependencies } from './dependencies.ts';
import { redacted } from './health-view.ts';
import { type RefusalFacts, refusal } from './refusal.ts';

/** REVOKED, DISABLED, OFFLINE, in this order; queueing passes OFFLINE only. */
export function passAgentGate(deps: Dependencies, agent: Agent, queue: boolean, about: RefusalFacts): void {
  const { status } = agentStatus(agent, deps.clock.now());
  if (status === 'REVOKED') throw refusal(contractErrors.AGENT_REVOKED(), about);
  if (status === 'DISABLED') throw refusal(contractErrors.AGENT_DISABLED({ status: 409 }), about);
  if (status === 'OFFLINE' && !queue) throw refusal(contractErrors.AGENT_OFFLINE(), about);
}

export function passConfirmation(missing: boolean, about: RefusalFacts): void {
  if (missing) throw refusal(contractErrors.ACTION_REQUIRES_CONFIRMATION(), about);
}

export function checkPayload(deps: Dependencies, action: Action, payload: JsonObject, about: RefusalFacts): void {
  if (action.inputSchema === null) return;
  const issues = deps.actionSchemas.check(action.inputSchema, payload);
  if (issues.length === 0) return;
  const details = { issues: issues.map(({ path, message }) => ({ path: `/payload${path}`.slice(0, 500), message })) };
  throw refusal(contractErrors.ACTION_PAYLOAD_INVALID({ details }), about);
}

export interface CommandWish {
  service: { id: string; code: string };
  agent: Agent;
  action: Action;
  payload: JsonObject;
  queue: boolean;
  startWithinSeconds: number;
  createdBy: ActorRef;
  retryOf: string | null;
}

export function newCommand(deps: Pick<Dependencies, 'secrets' | 'clock' | 'limits'>, wish: CommandWish): Command {
  const { action, payload } = wish;
  const now = deps.clock.now();
  const startBy = secondsAfter(now, wish.startWithinSeconds);
  const shown = shownPayload(action, payload);
  return {
    id: deps.secrets.newId('cmd_'),
    serviceId: wish.service.id,
    serviceCode: wish.service.code,
    agentId: wish.agent.id,
    actionName: action.name,
    payload: shown,
    secretPayload: sameJson(shown, payload) ? null : payload,
    payloadErased: false,
    status: 'PENDING',
    dangerLevel: action.dangerLevel,
    idempotent: action.idempotent,
    cancellable: action.cancellable,
    outputSecrets: marksSecrets(action.outputSchema) ? action.outputSchema : null,
    timeoutSeconds: action.timeoutSeconds,
    queue: wish.queue,
    startBy,
    expiresAt: secondsAfter(startBy, action.timeoutSeconds + deps.limits.expiryGraceSeconds),
    createdAt: now,
    createdBy: wish.createdBy,
    attempt: 0,
    deliveredAt: null,
    ackLeaseExpiresAt: null,
    acknowledgedDeliveryId: null,
    acknowledgedBootId: null,
    acknowledgedAt: null,
    leaseExpiresAt: null,
    cancelRequestedAt: null,
    cancelDeadlineAt: null,
    finishedAt: null,
    progress: null,
    outcomeKnown: null,
    result: null,
    error: null,
    lateResult: null,
    retryOf: wish.retryOf,
  };
}

/** Hidden are the contract's names and whatever the action itself marks as secret input. */
function shownPayload(action: Action, payload: JsonObject): JsonObject {
  const bySchema = redactBySchema(payload, action.inputSchema);
  return redacted(typeof bySchema === 'object' ? (bySchema as JsonObject) : {});
}
