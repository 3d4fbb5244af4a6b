/** Upgrades to an agent session: judged like any request, so that who may not come in reads an error envelope. */
import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { contractErrors } from 'capsule-contract/errors';
import { WebSocketServer } from 'ws';
import { runSession, type Surroundings } from './agent-session.ts';
import type { Call, Outcome } from './call.ts';
import { defect } from './defects.ts';
import type { SessionPeer, State } from './state.ts';

const subprotocol = 'capsule.session.v1';

/** Opens the connection of the request as a session. */
export type Accept = (around: Surroundings) => void;

/** What the GET of a session answers where it may be opened. */
export function agentSession(_: State, call: Call): Outcome {
  const { upgrade = '', 'sec-websocket-protocol': offered = '' } = call.headers;
  const names = String(offered)
    .split(',')
    .map((name) => name.trim());
  const isAsked = upgrade.toLowerCase() === 'websocket' && call.canUpgrade;
  if (!isAsked || (!names.includes(subprotocol) && !defect('any-subprotocol-taken')))
    throw contractErrors.UPGRADE_REQUIRED();
  return { session: true };
}

export interface Upgrades {
  /** Sessions that are open or opening. */
  readonly peers: Set<SessionPeer>;
  close(): void;
}

export function takeUpgrades(
  server: Server,
  state: State,
  answerUpgrade: (request: IncomingMessage, response: ServerResponse, accept: Accept) => void,
  headersOf: () => Record<string, string>,
): Upgrades {
  const peers = new Set<SessionPeer>();
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: state.limits.maxMessageBytes + (defect('frame-limit-one-byte-off') ? 1 : 0),
    skipUTF8Validation: true,
    handleProtocols: (offered) => (offered.has(subprotocol) ? subprotocol : ([...offered][0] ?? false)),
  });
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    const response = new ServerResponse(request);
    response.on('finish', () => socket.end());
    response.setHeader('Connection', 'close');
    response.assignSocket(socket as never);
    answerUpgrade(request, response, (around) => {
      response.detachSocket(socket as never);
      sockets.once('headers', (lines) => {
        for (const [name, value] of Object.entries(headersOf())) lines.push(`${name}: ${value}`);
      });
      sockets.handleUpgrade(request, socket, head, (webSocket) => {
        const peer = runSession(state, webSocket, around);
        peers.add(peer);
        webSocket.once('close', () => peers.delete(peer));
      });
    });
  });
  return {
    peers,
    close() {
      for (const client of sockets.clients) client.terminate();
      sockets.close();
    },
  };
}
