/**
 * The session side of the scripted Opstage: opens sessions by an independent WebSocket implementation, answers every frame
 * as the contract says, and judges what the agent sends by the contract's validators.
 */
import type { TypeName } from 'capsule-contract/types';
import { validateWhole } from 'capsule-contract/validators';
import { type WebSocket, WebSocketServer } from 'ws';
import { AGENT_ID, type Body, type ScriptedOpstage } from './scripted-opstage.ts';

export interface Frame {
  type: string;
  id: string;
  re?: string;
  data: Body;
}

const FRAME_TYPES: Record<string, TypeName> = {
  hello: 'HelloFrame',
  heartbeat: 'HeartbeatFrame',
  'service.report': 'ServiceReportFrame',
  'command.ack': 'CommandAckFrame',
  'command.progress': 'CommandProgressFrame',
  'command.result': 'CommandResultFrame',
  goodbye: 'GoodbyeFrame',
};

/** One session of the agent, from Opstage's side. */
export class SessionPeer {
  readonly frames: Frame[] = [];
  readonly token: string;
  /** The code the agent closed with, or 1005/1006; null while open. */
  closedWith: number | null = null;
  readonly #opstage: ScriptedOpstage;
  readonly #socket: WebSocket;
  readonly #scripts = new Map<string, ((frame: Frame) => void)[]>();
  #arrived: (() => void)[] = [];
  #sent = 0;

  constructor(opstage: ScriptedOpstage, socket: WebSocket, token: string) {
    this.#opstage = opstage;
    this.#socket = socket;
    this.token = token;
    socket.on('message', (bytes) => this.#received(JSON.parse(bytes.toString())));
    socket.on('close', (code) => {
      this.closedWith = code;
      this.#tell();
    });
    socket.on('error', () => {});
  }

  /** The next frames of this type get these instead of the usual answer, one each. */
  next(type: string, ...replies: ((frame: Frame) => void)[]): void {
    this.#scripts.set(type, [...(this.#scripts.get(type) ?? []), ...replies]);
  }

  async until(type: string, fits: (frame: Frame) => boolean = () => true): Promise<Frame> {
    for (;;) {
      const found = this.frames.find((frame) => frame.type === type && fits(frame));
      if (found) return found;
      await new Promise<void>((resolve) => this.#arrived.push(resolve));
    }
  }

  /** The code the session was closed with. */
  async closed(): Promise<number> {
    while (this.closedWith === null) await new Promise<void>((resolve) => this.#arrived.push(resolve));
    return this.closedWith;
  }

  send(type: string, data: Body, re?: string): string {
    this.#sent += 1;
    const id = `o${this.#sent}`;
    this.raw(JSON.stringify({ v: 1, type, id, ts: new Date().toISOString(), ...(re ? { re } : {}), data }));
    return id;
  }

  refuse(frame: Frame, code: string): void {
    this.send('error', { code, message: 'refused', requestId: 'req_1' }, frame.id);
  }

  raw(text: string | Buffer): void {
    this.#socket.send(text);
  }

  dispatch(command: Body): string {
    return this.send('command.dispatch', command);
  }

  ping(): void {
    this.#socket.ping();
  }

  close(code: number, reason = ''): void {
    this.#socket.close(code, reason);
  }

  /** Cuts the connection without a word. */
  cut(): void {
    this.#socket.terminate();
  }

  #received(frame: Frame): void {
    this.frames.push(frame);
    const type = FRAME_TYPES[frame.type];
    const judgement = type ? validateWhole(type, frame) : null;
    if (!judgement) this.#opstage.faults.push(`a frame of type ${frame.type}`);
    else if (!judgement.ok) this.#opstage.faults.push(`${frame.type}: ${JSON.stringify(judgement.issues)}`);
    const scripted = this.#scripts.get(frame.type)?.shift();
    if (scripted) scripted(frame);
    else this.#answer(frame);
    this.#tell();
  }

  #answer({ type, id, data }: Frame): void {
    const { intervals, directives } = this.#opstage;
    const serverTime = new Date().toISOString();
    const { commandId } = data;
    switch (type) {
      case 'hello': {
        const ids = { agentId: AGENT_ID, sessionId: 'ses_0123456789abcdef0123', pingSeconds: 1 };
        this.send('welcome', { ...ids, ...intervals, limits: {}, serverTime, directives }, id);
        break;
      }
      case 'heartbeat':
        this.send('ack', { ...intervals, serverTime, directives }, id);
        break;
      case 'service.report':
        this.send('ack', { services: [], rejected: [] }, id);
        break;
      case 'command.ack':
        this.send('ack', { commandId, status: data.accepted ? 'RUNNING' : 'FAILED', leaseExpiresAt: null }, id);
        break;
      case 'command.progress':
        this.send('ack', { leaseExpiresAt: serverTime, cancelRequested: false }, id);
        break;
      case 'command.result':
        this.send('ack', { commandId, status: 'SUCCEEDED', replayed: false, late: false }, id);
        break;
    }
  }

  #tell(): void {
    for (const resolve of this.#arrived.splice(0)) resolve();
  }
}

/** Lets this Opstage open sessions from now on. */
export class ScriptedSessions {
  readonly peers: SessionPeer[] = [];
  /** Called with each session before its first frame is read. */
  prepare: (peer: SessionPeer) => void = () => {};
  #opened: (() => void)[] = [];

  constructor(opstage: ScriptedOpstage) {
    const server = new WebSocketServer({ noServer: true, handleProtocols: () => 'capsule.session.v1' });
    opstage.upgrade = (request, socket, head) => {
      const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
      if (!opstage.tokens.has(token)) opstage.faults.push('an upgrade without a known token');
      const offered = request.headers['sec-websocket-protocol'];
      if (offered !== 'capsule.session.v1') opstage.faults.push(`an upgrade for ${offered}`);
      if (request.headers['sec-websocket-extensions']) opstage.faults.push('an upgrade that offers extensions');
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const peer = new SessionPeer(opstage, webSocket, token);
        this.peers.push(peer);
        this.prepare(peer);
        for (const resolve of this.#opened.splice(0)) resolve();
      });
    };
  }

  /** The nth session, counted from 1, once its `hello` was answered. */
  async peer(nth: number): Promise<SessionPeer> {
    for (;;) {
      const found = this.peers[nth - 1];
      if (found) {
        await found.until('hello');
        return found;
      }
      await new Promise<void>((resolve) => this.#opened.push(resolve));
    }
  }
}
