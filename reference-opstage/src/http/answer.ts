/**
 * Envelopes and the headers every answer carries. A reply is never awaited: it is thenable, and would be followed until
 * the last byte has left, which costs more than all the rest of a small request.
 */
import { contract } from 'capsule-contract';
import { type ContractError, contractErrors } from 'capsule-contract/errors';
import type { FastifyReply } from 'fastify';

/** Headers of every answer, whatever it says. */
export function commonHeaders(requestId: string): Record<string, string> {
  return {
    'Capsule-Contract': contract.wireVersion,
    'X-Request-Id': requestId,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}

export function errorBody(error: ContractError, requestId: string) {
  const { code, message, details } = error;
  return { success: false, error: { code, message, requestId, ...(details === undefined ? {} : { details }) } };
}

const bearerRefusals = new Set(['AGENT_TOKEN_MISSING', 'AGENT_TOKEN_INVALID', 'AGENT_TOKEN_REVOKED']);
/** Told where an error that should name a wait does not. */
const defaultRetryAfterSeconds = 5;

export function sendError(reply: FastifyReply, error: ContractError, requestId: string): void {
  const status = error.status ?? 500;
  if (bearerRefusals.has(error.code)) reply.header('WWW-Authenticate', 'Bearer');
  if (status === 429 || status === 503) {
    reply.header('Retry-After', String(error.retryAfterSeconds ?? defaultRetryAfterSeconds));
  }
  if (status === 426) reply.headers({ Upgrade: 'websocket', Connection: 'Upgrade' });
  reply
    .code(status)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(errorBody(error, requestId)));
}

export function sendData(
  reply: FastifyReply,
  data: unknown,
  pagination?: { page: number; pageSize: number; total: number },
): void {
  const envelope = pagination === undefined ? { success: true, data } : { success: true, data, pagination };
  reply.code(200).type('application/json; charset=utf-8').send(JSON.stringify(envelope));
}

/** The whole answer as text, for a request the HTTP parser refused before anything else saw it. */
export function rawRefusal(requestId: string): string {
  const error = contractErrors.MALFORMED_JSON({ message: 'The HTTP message could not be read.' });
  const body = JSON.stringify(errorBody(error, requestId));
  const headers = {
    ...commonHeaders(requestId),
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 400 Bad Request\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
