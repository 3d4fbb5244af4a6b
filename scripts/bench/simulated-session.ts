/** The agent's end of a session on the wire: says hello, answers every dispatch at once with ack and result. */
import { WebSocket } from 'ws';
import type { SimulatedAgent } from './simulated-fleet.ts';

interface Frame {
  type: string;
  id: string;
  re?: string;
  data: { id?: string; delivery?: { id: string }; reconnectAfterMs?: number };
}

export interface SimulatedSession {
  socket: WebSocket;
  closed: Promise<void>;
  /** What `bye` asked for, should it have come. */
  reconnectAfterMs(): number;
  say(type: string, data: object): string;
}

export interface SessionOptions {
  maxRunning?: number;
  /** Called when a dispatch arrives, before it is answered. */
  dispatched?(commandId: string): void;
  /** Called when Opstage has taken a result. */
  settled?(commandId: string): void;
}

let frames = 0;

/** Resolves once the session is welcomed. */
export async function openSession(
  url: string,
  agent: SimulatedAgent,
  options: SessionOptions = {},
): Promise<SimulatedSession> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/agents/${agent.id}/session`, 'capsule.session.v1', {
    headers: { authorization: `Bearer ${agent.bearer}`, 'capsule-contract': '1' },
    perMessageDeflate: false,
  });
  const results = new Map<string, string>();
  let reconnectAfterMs = 0;
  const say = (type: string, data: object, re?: string) => {
    frames += 1;
    const id = `frm_${String(frames).padStart(20, '0')}`;
    socket.send(
      JSON.stringify({ v: 1, type, id, ts: new Date().toISOString(), ...(re === undefined ? {} : { re }), data }),
    );
    return id;
  };
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code) => reject(new Error(`the session was closed before its welcome: ${code}`)));
    socket.once('open', () => {
      const capabilities = ['commands.progress', 'commands.cancel', 'session.ws'];
      say('hello', { bootId: agent.bootId, capabilities, maxRunning: options.maxRunning ?? 1 });
    });
    socket.on('message', (bytes) => {
      const frame = JSON.parse(String(bytes)) as Frame;
      if (frame.type === 'welcome') resolve();
      if (frame.type === 'bye') reconnectAfterMs = frame.data.reconnectAfterMs ?? 0;
      if (frame.type === 'error') socket.emit('error', new Error(String(bytes)));
      if (frame.type === 'command.dispatch') {
        const { id: commandId = '', delivery } = frame.data;
        const deliveryId = delivery?.id ?? '';
        options.dispatched?.(commandId);
        // Ack and result in one breath: the session keeps their order.
        say('command.ack', { commandId, deliveryId, accepted: true }, frame.id);
        results.set(say('command.result', { commandId, deliveryId, success: true, data: { echo: 1 } }), commandId);
      }
      const commandId = frame.re === undefined ? undefined : results.get(frame.re);
      if (commandId !== undefined) {
        results.delete(frame.re ?? '');
        options.settled?.(commandId);
      }
    });
  });
  return { socket, closed, say, reconnectAfterMs: () => reconnectAfterMs };
}
