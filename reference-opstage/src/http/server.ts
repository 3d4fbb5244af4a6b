/**
 * The HTTP server. Fastify carries connections, cookies and shutdown; which operation a request means is decided by the
 * contract's route table, and each operation of the contract is one Fastify route under its operation id.
 */
import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import { operations } from 'capsule-contract';
import { contractErrors } from 'capsule-contract/errors';
import type { Operation } from 'capsule-contract/types';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { App } from '../app/app.ts';
import { commonHeaders, rawRefusal, sendError } from './answer.ts';
import { createConsole } from './console-files.ts';
import { asContractError, type Log } from './failure.ts';
import type { Metrics } from './metrics.ts';
import { handleOperation } from './operation-handler.ts';
import { createRouteTable, type Route } from './route-table.ts';
import { createSessionUpgrades } from './session/session-upgrades.ts';

export interface ServerOptions {
  log: Log;
  /** Counted here and on sessions; absent where nobody asked for it. */
  metrics?: Metrics | undefined;
  /** Addresses whose forwarding headers count; none by default. */
  trustedProxies: readonly string[];
}

/** A request that trickles in longer than this is cut. */
const requestTimeoutMs = 60_000;

/** Where a request carries its route. A map beside the requests would cost more to collect than to fill. */
const routeKey = Symbol('route');
type Routed = IncomingMessage & { [routeKey]?: Route };

export async function createServer(app: App, options: ServerOptions): Promise<FastifyInstance> {
  const served = servedOperations(app);
  const table = createRouteTable(served);
  const answeredByConsole = createConsole();
  const sessions = createSessionUpgrades(app, options);
  const server = Fastify({
    http: {
      // Whoever asks for another upgrade, or for this one elsewhere, is answered as if it had not.
      shouldUpgradeCallback(request) {
        const route = table(request.method ?? '', request.url ?? '');
        return route.kind === 'found' && route.operation.kind === 'websocket' && sessions.asksForSession(request);
      },
    },
    logger: false,
    genReqId: () => app.newRequestId(),
    requestIdHeader: false,
    trustProxy: options.trustedProxies.length > 0 ? [...options.trustedProxies] : false,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    rewriteUrl(request) {
      const route = table(request.method ?? '', request.url ?? '');
      (request as Routed)[routeKey] = route;
      return route.kind === 'found' ? `/${route.operation.operationId}` : '/';
    },
    clientErrorHandler(error, socket) {
      // A connection that is gone, or that was only slow, has nobody to answer to.
      const answerable = socket.writable && error.code !== 'ECONNRESET' && error.code !== 'ERR_HTTP_REQUEST_TIMEOUT';
      if (answerable) socket.end(rawRefusal(app.newRequestId()));
      else socket.destroy();
    },
  });
  await server.register(cookie);

  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(commonHeaders(request.id));
    const route = (request.raw as Routed)[routeKey];
    if (options.metrics !== undefined) count(options.metrics, route, request, reply);
    if (route?.kind === 'found') return done();
    if (answeredByConsole(request, reply)) return;
    if (route?.kind === 'wrong-method') reply.header('Allow', route.allow.join(', '));
    const refusal = route?.kind === 'wrong-method' ? 'METHOD_NOT_ALLOWED' : 'ROUTE_NOT_FOUND';
    sendError(reply, contractErrors[refusal](), request.id);
  });
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (app.isDraining()) reply.header('Connection', 'close');
    done();
  });
  if (options.log.isLevelEnabled('debug')) {
    server.addHook('onResponse', (request, reply, done) => {
      const route = (request.raw as Routed)[routeKey];
      const operation = route?.kind === 'found' ? route.operation.operationId : null;
      const facts = { operation, status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId: request.id };
      options.log.debug(facts, 'answered');
      done();
    });
  }

  for (const operation of served) {
    server.route({
      method: operation.method,
      url: `/${operation.operationId}`,
      // Answered before Fastify looks at the body: it would judge media types in an order of its own.
      onRequest(request, reply, done) {
        const route = (request.raw as Routed)[routeKey];
        if (route?.kind === 'found') handleOperation(app, options.log, route, request, reply, sessions).catch(done);
      },
      async handler() {
        throw new Error(`${operation.operationId} was not answered`);
      },
    });
  }

  sessions.attach(server);
  server.addHook('preClose', () => sessions.drain());
  server.setErrorHandler((error, request, reply) => {
    sendError(reply, asContractError(error, options.log, { requestId: request.id }), request.id);
  });
  return server;
}

/** Counts a request from here to its end; an upgraded one ends where its session begins. */
function count(metrics: Metrics, route: Route | undefined, request: FastifyRequest, reply: FastifyReply): void {
  const operation = route?.kind === 'found' ? route.operation : null;
  if (operation?.kind === 'websocket' && request.headers.upgrade !== undefined) return;
  const ended = metrics.requestBegan(operation?.operationId ?? 'none');
  reply.raw.once('close', () => ended(reply.raw.writableFinished ? String(reply.statusCode) : 'aborted'));
}

/** The operations there is a use case for; an operation promised but missing stops the start. */
function servedOperations(app: App): Operation[] {
  const names = Object.keys(app.useCases) as (keyof App['useCases'])[];
  return names.map((name) => operations[name]);
}
