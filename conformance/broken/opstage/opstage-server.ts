/** The HTTP side: every answer carries the contract's headers, also where Node refuses a request by itself. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { contractErrors } from 'capsule-contract/errors';
import { type Answer, answer } from './answer.ts';
import { defect } from './defects.ts';
import { endLostStreams } from './event-streams.ts';
import { tellStatuses } from './feed.ts';
import { newId } from './identifiers.ts';
import { type Accept, takeUpgrades } from './session-upgrades.ts';
import { settle } from './settle.ts';
import type { SessionPeer, State } from './state.ts';

function commonHeaders(requestId: string): Record<string, string> {
  return {
    ...(defect('version-not-answered') ? {} : { 'Capsule-Contract': '1' }),
    ...(defect('no-request-id') ? {} : { 'X-Request-Id': requestId }),
    ...(defect('answers-may-be-cached') ? {} : { 'Cache-Control': 'no-store' }),
  };
}

export function createOpstage(state: State): Server & { sessions: Set<SessionPeer> } {
  const inScope = AsyncLocalStorage.snapshot();
  const server = createServer((request, response) => inScope(() => void serve(state, request, response)));
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
  const upgrades = takeUpgrades(
    server,
    state,
    (request, response, accept) => inScope(() => void serve(state, request, response, accept)),
    () => commonHeaders(newId('req')),
  );
  const sweep = setInterval(() => {
    settle(state);
    tellStatuses(state, null);
    endLostStreams(state);
  }, state.limits.sweepSeconds * 500);
  if (defect('no-sweep')) clearInterval(sweep);
  server.on('close', () => {
    clearInterval(sweep);
    upgrades.close();
  });
  server.keepAliveTimeout = 60_000;
  return Object.assign(server, { sessions: upgrades.peers });
}

async function serve(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  accept: Accept | null = null,
): Promise<void> {
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
  const answered = await answer(state, { request, requestId, onGone, canUpgrade: accept !== null });
  if (answered.session && accept) accept(answered.session);
  else if (accept && defect('upgrade-refused-without-envelope')) {
    send(request, response, { requestId, status: answered.status, headers: {}, content: '' });
  } else send(request, response, { requestId, ...answered });
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  { requestId, status, headers, content, stream }: Answer & { requestId: string },
): void {
  if (response.destroyed) return;
  const length = stream ? {} : { 'Content-Length': String(Buffer.byteLength(content)) };
  const echoed = defect('version-echoed')
    ? { 'Capsule-Contract': String(request.headers['capsule-contract'] ?? '1') }
    : {};
  response.writeHead(status, { ...commonHeaders(requestId), ...headers, ...length, ...echoed });
  if (stream) {
    response.flushHeaders();
    stream(response);
  } else response.end(content);
}
