/** The HTTP side: every answer carries the contract's headers, also where Node refuses a request by itself. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { contractErrors } from 'capsule-contract/errors';
import { type Answer, answer } from './answer.ts';
import { defect } from './defects.ts';
import { newId } from './identifiers.ts';
import { settle } from './settle.ts';
import type { State } from './state.ts';

function commonHeaders(requestId: string): Record<string, string> {
  return {
    ...(defect('version-not-answered') ? {} : { 'Capsule-Contract': '1' }),
    ...(defect('no-request-id') ? {} : { 'X-Request-Id': requestId }),
    ...(defect('answers-may-be-cached') ? {} : { 'Cache-Control': 'no-store' }),
  };
}

export function createOpstage(state: State): Server {
  const server = createServer((request, response) => void serve(state, request, response));
  server.on('clientError', (_, socket) => {
    if (!socket.writable) return;
    const requestId = newId('req');
    const { code, message } = contractErrors.ROUTE_NOT_FOUND();
    const content = JSON.stringify({ success: false, error: { code, message, requestId } });
    const headers = {
      ...commonHeaders(requestId),
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(content)),
      Connection: 'close',
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.end(`HTTP/1.1 404 Not Found\r\n${lines.join('')}\r\n${content}`);
  });
  const sweep = setInterval(() => settle(state), state.limits.sweepSeconds * 500);
  if (defect('no-sweep')) clearInterval(sweep);
  server.on('close', () => clearInterval(sweep));
  server.keepAliveTimeout = 60_000;
  return server;
}

async function serve(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const requestId = defect('one-request-id-for-all') ? 'req_of-all' : newId('req');
  let isGone = false;
  const leavers: (() => void)[] = [];
  response.on('close', () => {
    isGone = true;
    for (const leave of leavers) leave();
  });
  const onGone = (listener: () => void) => {
    if (isGone) listener();
    else leavers.push(listener);
  };
  send(request, response, { requestId, ...(await answer(state, { request, requestId, onGone })) });
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { requestId, status, headers, content }: Answer & { requestId: string },
): void {
  if (response.destroyed) return;
  const length = { 'Content-Length': String(Buffer.byteLength(content)) };
  const echoed = defect('version-echoed')
    ? { 'Capsule-Contract': String(request.headers['capsule-contract'] ?? '1') }
    : {};
  response.writeHead(status, { ...commonHeaders(requestId), ...headers, ...length, ...echoed });
  response.end(content);
}
