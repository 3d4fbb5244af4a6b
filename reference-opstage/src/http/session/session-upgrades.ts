/**
 * Makes a session out of a GET. The request goes through the server like any other, so that whoever may not come in
 * reads an error envelope; only for who may is the connection handed to the WebSocket library.
 */
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { WebSocketServer } from 'ws';
import type { App } from '../../app/app.ts';
import type { SessionSeat } from '../../app/session-seat.ts';
import { commonHeaders } from '../answer.ts';
import { runSession, type SessionConnection, type SessionWatch } from './session-connection.ts';

const subprotocol = 'capsule.session.v1';
/** For peers that do not answer the closing of their session when Opstage stops. */
const closeGraceMs = 2_000;

interface Pending {
  socket: Duplex;
  head: Buffer;
  response: ServerResponse;
}

export interface SessionUpgrades {
  /** Whether the request asks for a session in the way the contract describes. */
  asksForSession(request: IncomingMessage): boolean;
  /** Takes the upgrades of this server. */
  attach(server: FastifyInstance): void;
  /** Whether the connection of this request can become a session. */
  isOpen(request: IncomingMessage): boolean;
  accept(request: FastifyRequest, reply: FastifyReply, seat: SessionSeat): void;
  /** Ends every session because Opstage stops. */
  drain(): Promise<void>;
}

export function createSessionUpgrades(app: App, watch: SessionWatch): SessionUpgrades {
  const pending = new WeakMap<IncomingMessage, Pending>();
  const connections = new Set<SessionConnection>();
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: app.limits.maxMessageBytes,
    // Bytes that are no UTF-8 are judged with the frame: they are answered, not cut off.
    skipUTF8Validation: true,
    handleProtocols: () => subprotocol,
  });
  return {
    asksForSession(request) {
      const { upgrade = '', 'sec-websocket-key': key = '', 'sec-websocket-version': version } = request.headers;
      const protocols = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
      const wellFormed = protocols.every((name) => /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name));
      return (
        upgrade.toLowerCase() === 'websocket' &&
        version === '13' &&
        /^[+/0-9A-Za-z]{22}==$/.test(key) &&
        wellFormed &&
        new Set(protocols).size === protocols.length &&
        protocols.includes(subprotocol)
      );
    },

    attach(server) {
      server.server.on('upgrade', (request, socket, head) => {
        const response = new ServerResponse(request);
        pending.set(request, { socket, head, response });
        socket.on('error', () => socket.destroy());
        response.on('finish', () => socket.end());
        response.setHeader('Connection', 'close');
        response.assignSocket(socket as never);
        server.routing(request, response);
      });
    },

    isOpen: (request) => pending.has(request),

    accept(request, reply, seat) {
      const waiting = pending.get(request.raw);
      if (waiting === undefined) throw new Error('a session was accepted on a connection that cannot be upgraded');
      const { socket, head, response } = waiting;
      reply.hijack();
      response.detachSocket(socket as never);
      sockets.once('headers', (lines) => {
        for (const [name, value] of Object.entries(commonHeaders(request.id))) lines.push(`${name}: ${value}`);
      });
      sockets.handleUpgrade(request.raw, socket, head, (webSocket) => {
        const client = { ip: request.ip ?? null, userAgent: request.headers['user-agent']?.slice(0, 500) ?? null };
        const connection = runSession(app, watch, webSocket, seat, client);
        const counted = watch.metrics?.sessionOpened();
        connections.add(connection);
        webSocket.once('close', () => {
          connections.delete(connection);
          counted?.();
        });
      });
    },

    async drain() {
      for (const connection of connections) connection.drain();
      const until = performance.now() + closeGraceMs;
      while (connections.size > 0 && performance.now() < until) await new Promise((done) => setTimeout(done, 20));
      for (const socket of sockets.clients) socket.terminate();
    },
  };
}
