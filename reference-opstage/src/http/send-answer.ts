/** Turns what a use case answers into an HTTP answer: an envelope, a cookie beside it, or an export. */
import { Readable } from 'node:stream';
import type { Operation } from 'capsule-contract/types';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AnswerOf } from '../app/call.ts';
import type { PageOf } from '../app/ports/page.ts';
import { sendData } from './answer.ts';
import { sendEventStream } from './event-stream.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';

export async function sendAnswer(
  operation: Operation,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
  query: object,
): Promise<void> {
  switch (operation.operationId) {
    case 'operatorLogin': {
      const { session, cookie, expiresAt } = answer as AnswerOf<'operatorLogin'>;
      setSessionCookie(request, reply, cookie, expiresAt);
      return sendData(reply, session);
    }
    case 'operatorLogout':
      clearSessionCookie(request, reply);
      return sendData(reply, answer);
    case 'auditExport':
      return sendExport(reply, answer as AnswerOf<'auditExport'>);
    case 'eventStream':
      return sendEventStream(reply, answer as AnswerOf<'eventStream'>);
  }
  if (operation.data?.list !== true) return sendData(reply, answer);
  const { items, total } = answer as PageOf<unknown>;
  const { page, pageSize } = query as { page: number; pageSize: number };
  return sendData(reply, items, { page, pageSize, total });
}

function sendExport(reply: FastifyReply, { format, lines }: AnswerOf<'auditExport'>): void {
  const type = format === 'csv' ? 'text/csv' : 'application/x-ndjson';
  reply
    .code(200)
    .type(`${type}; charset=utf-8`)
    .header('Content-Disposition', `attachment; filename="audit-events.${format}"`)
    .send(Readable.from(lines));
}
