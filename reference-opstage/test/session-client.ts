/** An agent's end of a session, over a real WebSocket. Every frame it gets is held against the contract. */
import type { AddressInfo } from 'node:net';
import { validate } from 'capsule-contract/validators';
import { WebSocket } from 'ws';
import { bootId, type TestAgent } from './test-agent.ts';
import type { TestOpstage } from './test-opstage.ts';

export interface ReceivedFrame {
  type: string;
  id: string;
  re?: string;
  data: Record<string, unknown> & { code?: string };
}

export interface SessionClient {
  socket: WebSocket;
  frames: ReceivedFrame[];
  closed: Promise<{ code: number; reason: string }>;
  /** Sends a frame; its id. */
  send(type: string, data: object, changes?: object): string;
  /** Sends a frame and waits for what answers it. */
  ask(type: string, data: object, changes?: object): Promise<ReceivedFrame>;
  /** Waits for the nth frame of a type. */
  next(type: string, nth?: number): Promise<ReceivedFrame>;
}

let sent = 0;

export async function address(opstage: TestOpstage): Promise<string> {
  if (!opstage.server.server.listening) await opstage.server.listen({ port: 0, host: '127.0.0.1' });
  return `127.0.0.1:${(opstage.server.server.address() as AddressInfo).port}`;
}

export async function connect(
  opstage: TestOpstage,
  agent: TestAgent,
  options: { bearer?: string; autoPong?: boolean } = {},
): Promise<SessionClient> {
  const bearer = options.bearer ?? agent.as.bearer ?? '';
  const url = `ws://${await address(opstage)}/api/agents/${agent.id}/session`;
  const headers = { authorization: `Bearer ${bearer}`, 'capsule-contract': '1' };
  const socket = new WebSocket(url, 'capsule.session.v1', { headers, autoPong: options.autoPong ?? true });
  const frames: ReceivedFrame[] = [];
  const faults: unknown[] = [];
  socket.on('message', (bytes) => {
    const frame = JSON.parse(String(bytes)) as ReceivedFrame;
    const verdict = validate('OpstageFrame', frame);
    if (!verdict.ok) faults.push({ frame, issues: verdict.issues });
    frames.push(frame);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
  });
  await new Promise((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  socket.on('error', () => {});
  const waitFor = async (find: () => ReceivedFrame | undefined, what: string) => {
    for (;;) {
      if (faults.length > 0) throw new Error(`a frame against the contract: ${JSON.stringify(faults)}`);
      const found = find();
      if (found !== undefined) return found;
      if (socket.readyState === WebSocket.CLOSED) throw new Error(`closed before ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const client: SessionClient = {
    socket,
    frames,
    closed,
    send(type, data, changes = {}) {
      sent += 1;
      const id = `f-${sent}`;
      socket.send(JSON.stringify({ v: 1, type, id, ts: new Date().toISOString(), data, ...changes }));
      return id;
    },
    async ask(type, data, changes) {
      const id = client.send(type, data, changes);
      return waitFor(() => frames.find(({ re }) => re === id), `an answer to ${type}`);
    },
    next: (type, nth = 1) => waitFor(() => frames.filter((frame) => frame.type === type)[nth - 1], `${type} ${nth}`),
  };
  return client;
}

export const hello = { bootId, capabilities: ['session.ws', 'commands.progress', 'commands.cancel'] };

/** A session that is welcome. */
export async function openSession(
  opstage: TestOpstage,
  agent: TestAgent,
  changes: object = {},
): Promise<SessionClient> {
  const client = await connect(opstage, agent);
  const welcome = await client.ask('hello', { ...hello, ...changes });
  if (welcome.type !== 'welcome') throw new Error(`not welcome: ${JSON.stringify(welcome)}`);
  return client;
}
