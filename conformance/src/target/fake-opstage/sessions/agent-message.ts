/** A frame of an agent, read: which operation it is the twin of, and what of it is that operation's body. */
import { messages } from 'capsule-contract';
import type { MessageType, TypeName } from 'capsule-contract/types';
import { validate } from 'capsule-contract/validators';
import { withoutNulls } from 'capsule-contract/without-nulls';

export const subprotocol = 'capsule.session.v1';

export interface AgentMessage {
  type: string;
  /** Null when it could not be read. */
  id: string | null;
  re: string | null;
  /** The HTTP operation with the same effect. */
  twin: string | null;
  commandId: string | null;
  /** `data` without the command's id: the body its twin would have. */
  body: Record<string, unknown>;
  /** The error code the frame as such earns. */
  refused: 'MALFORMED_JSON' | 'VALIDATION_FAILED' | 'UNKNOWN_MESSAGE_TYPE' | null;
}

export function readAgentMessage(text: string): AgentMessage {
  const unread = { type: '', id: null, re: null, twin: null, commandId: null, body: {} };
  const frame = parsed(text);
  if (!isObject(frame)) return { ...unread, refused: 'MALFORMED_JSON' };
  const type = typeof frame.type === 'string' ? frame.type : '';
  const known = Object.hasOwn(messages, type) ? messages[type as MessageType] : undefined;
  const { commandId, ...body } = isObject(frame.data) ? frame.data : {};
  const read = {
    type,
    id: typeof frame.id === 'string' ? frame.id : null,
    re: typeof frame.re === 'string' ? frame.re : null,
    twin: known?.httpTwin ?? null,
    commandId: typeof commandId === 'string' ? commandId : null,
    body,
  };
  if (type !== '' && (!known || known.direction === 'opstage-to-agent'))
    return { ...read, refused: 'UNKNOWN_MESSAGE_TYPE' };
  const fits = validate((known?.frame ?? 'SessionFrame') as TypeName, frameWithoutNulls(frame)).ok;
  return { ...read, refused: fits ? null : 'VALIDATION_FAILED' };
}

/** The schema a frame must fit as a document: that of its type. */
export function frameTypeOf(frame: unknown): TypeName {
  const type = isObject(frame) ? frame.type : undefined;
  const known = typeof type === 'string' && Object.hasOwn(messages, type) ? messages[type as MessageType] : undefined;
  return (known && known.direction !== 'opstage-to-agent' ? known.frame : 'AgentFrame') as TypeName;
}

/** The frame's own `data` is no document of others; what it holds is read as a body is. */
export function frameWithoutNulls(frame: unknown): unknown {
  const own = withoutNulls(frame);
  return isObject(own) ? { ...own, data: withoutNulls(own.data) } : own;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
