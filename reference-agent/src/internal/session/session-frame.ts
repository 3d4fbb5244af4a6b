/** The frames of the agent session, and which of them says what a call of the Agent API says. */
import { type Answer, isRecord, type JsonRecord } from '../answer.ts';
import type { AgentCall } from '../transport.ts';

export interface SessionFrame {
  type: string;
  id: string;
  /** The frame this one answers; null for an unasked one. */
  re: string | null;
  data: JsonRecord;
}

export interface Message {
  type: string;
  data: JsonRecord;
}

const FRAME_ID = /^[A-Za-z0-9._-]{1,64}$/;

/** The message with the effect of this call; null where there is none and HTTP is the only way. */
export function messageOf(call: AgentCall): Message | null {
  switch (call.operation) {
    case 'agentHeartbeat':
      return { type: 'heartbeat', data: { ...call.body } };
    case 'serviceReport':
      return { type: 'service.report', data: { ...call.body } };
    case 'commandAck':
      return { type: 'command.ack', data: { commandId: call.commandId, ...call.body } };
    case 'commandProgress':
      return { type: 'command.progress', data: { commandId: call.commandId, ...call.body } };
    case 'commandResult':
      return { type: 'command.result', data: { commandId: call.commandId, ...call.body } };
    case 'agentDisconnect':
      return { type: 'goodbye', data: { ...call.body } };
    case 'commandClaim':
    case 'agentTokenRotate':
      return null;
  }
}

/** Null when it is no frame of this contract; unknown members are nobody's business. */
export function readFrame(text: string): SessionFrame | null {
  let frame: unknown;
  try {
    frame = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(frame) || frame.v !== 1 || typeof frame.type !== 'string' || !isRecord(frame.data)) return null;
  const { type, id, re, data } = frame;
  if (typeof id !== 'string' || !FRAME_ID.test(id)) return null;
  if (re !== undefined && re !== null && typeof re !== 'string') return null;
  return { type, id, re: re ?? null, data };
}

/** HTTP statuses of the codes an `error` frame may carry, so that a refusal means the same on both ways. */
export const SESSION_ERROR_STATUS: Readonly<Record<string, number>> = {
  MALFORMED_JSON: 400,
  COMMAND_NOT_FOUND: 404,
  COMMAND_ALREADY_COMPLETED: 409,
  COMMAND_CANCELLED: 409,
  COMMAND_DELIVERY_STALE: 409,
  COMMAND_NOT_ACKNOWLEDGED: 409,
  COMMAND_EXPIRED: 410,
  VALIDATION_FAILED: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

/** What an `ack` or `error` frame answers; null for an `error` whose meaning on HTTP is unknown. */
export function answerOf({ type, data }: SessionFrame): Answer | null {
  if (type === 'ack') return { kind: 'success', data };
  const code = typeof data.code === 'string' ? data.code : '';
  if (!Object.hasOwn(SESSION_ERROR_STATUS, code)) return null;
  const status = SESSION_ERROR_STATUS[code] ?? 0;
  const message = typeof data.message === 'string' ? data.message : 'refused';
  return { kind: 'refusal', status, code, message, retryAfterMs: 0 };
}
