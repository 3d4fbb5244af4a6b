/** Which frame says what a call over HTTP says, and what an answer on the session means. */
import { type Answer, isObject, noAnswer } from './answer.ts';
import type { Call } from './calls.ts';
import { defect } from './defects.ts';

export interface Frame {
  type: string;
  id: string;
  re?: string;
  data: Record<string, unknown>;
}

const ownTypes: Readonly<Record<string, string>> = {
  heartbeat: 'heartbeat',
  'services/report': 'service.report',
  disconnect: 'goodbye',
};
const statuses: Readonly<Record<string, number>> = {
  COMMAND_NOT_FOUND: 404,
  COMMAND_EXPIRED: 410,
  VALIDATION_FAILED: 422,
  RATE_LIMITED: 429,
  INTERNAL_ERROR: 500,
  SERVICE_UNAVAILABLE: 503,
};

/** Null where only HTTP will do. */
export function messageOf({ path, body }: Call): { type: string; data: Record<string, unknown> } | null {
  const own = ownTypes[path.replace('{id}/', '')];
  if (own !== undefined) return { type: own, data: body };
  const [, commandId, verb] = /^\{id\}\/commands\/([^/]+)\/(ack|progress|result)$/.exec(path) ?? [];
  return commandId === undefined ? null : { type: `command.${verb}`, data: { commandId, ...body } };
}

export function answerOf({ type, data }: Frame): Answer {
  if (type === 'ack') return { status: 200, code: null, data, retryAfterMs: 0 };
  if (defect('session-errors-not-read')) return { ...runs, retryAfterMs: 0 };
  const code = String(data.code);
  return { ...noAnswer, status: statuses[code] ?? 409, code, retryAfterMs: 0 };
}

/** What a good ack would be answered. */
export const runs = { status: 200, code: null, data: { status: 'RUNNING' } } as const;

export function readFrame(text: string): Frame | null {
  try {
    const frame: unknown = JSON.parse(text);
    if (isObject(frame) && frame.v === 1 && typeof frame.type === 'string' && isObject(frame.data)) {
      return frame as unknown as Frame;
    }
  } catch {
    if (defect('dies-on-a-bad-frame')) process.exit(70);
  }
  return null;
}
