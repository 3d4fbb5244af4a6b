/**
 * One agent session: frames are carried out as calls of their HTTP twins, one after the other; commands are dispatched as
 * a claim would deliver them; and every end has the code that says why.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { messages, operations } from 'capsule-contract';
import { ContractError, contractErrors } from 'capsule-contract/errors';
import type { CommandDelivery, Hello, MessageType } from 'capsule-contract/types';
import type { WebSocket } from 'ws';
import { writeRefusal } from './audit-log.ts';
import type { Call, Outcome } from './call.ts';
import { deliver, nextRedeliveryMs } from './claims.ts';
import { defect } from './defects.ts';
import { heard } from './heard.ts';
import { cancelled, heartbeatAnswer, watchIdentity } from './heartbeat.ts';
import { newId } from './identifiers.ts';
import { readFrame } from './session-frames.ts';
import { settle } from './settle.ts';
import { type AgentRecord, type SessionPeer, type State, timestamp } from './state.ts';
import { nextWake, wakeClaims } from './waiters.ts';

/** What a session needs of the server: a call with an origin of its own, and how it is carried out. */
export interface Surroundings {
  call: Call;
  newCall(operation: Call['operation'], path: Call['path'], body: unknown): Call;
  perform(call: Call): Promise<Outcome>;
}

const minuteMs = 60_000;

export function runSession(state: State, socket: WebSocket, around: Surroundings): SessionPeer {
  const { limits } = state;
  const agent = around.call.agent as AgentRecord;
  let bootId: string | null = null;
  let room = 1;
  let heardAt = performance.now();
  let badFrames: number[] = [];
  let isOver = false;
  const leavers: (() => void)[] = [];
  const asked = new Set<string>();
  const known = new Set<string>();

  const end = () => {
    isOver = true;
    clearTimeout(helloTimer);
    clearInterval(pingTimer);
    if (state.sessionsOfAgents.get(agent.id) === peer) state.sessionsOfAgents.delete(agent.id);
    for (const leave of leavers) leave();
  };
  const close = (code: number) => {
    if (isOver) return;
    end();
    socket.resume();
    socket.close(state.altered('close', { code }).code);
    setTimeout(() => socket.terminate(), 60_000).unref();
  };
  const say = (type: MessageType, data: object, re?: string) => {
    if (isOver) return;
    const id = defect('frame-ids-repeated') ? 'f1' : newId('frm');
    const frame = { v: 1, type, id, ts: timestamp(state.now()), ...(re === undefined ? {} : { re }), data };
    socket.send(JSON.stringify(state.altered(`frame ${type}`, frame)));
    const isSlow = socket.bufferedAmount > limits.maxMessageBytes * 2;
    if (isSlow && !defect('send-queue-without-bound')) close(4429);
  };
  const helloTimer = setTimeout(
    () => !defect('waits-for-hello-for-ever') && close(defect('no-hello-is-a-timeout') ? 4008 : 4001),
    limits.helloSeconds * 1000,
  );
  const pingTimer = setInterval(() => {
    const silentMs = performance.now() - heardAt;
    if (silentMs >= limits.pingSeconds * 2000 && !defect('silent-session-kept')) close(4008);
    else if (!defect('no-pings')) socket.ping();
    if (defect('pings-count-as-life') && bootId !== null) heard(state, agent, bootId);
  }, limits.pingSeconds * 1000);

  /** Refused for what the agent has become: the session ends with it. */
  const isEnded = (error: ContractError): boolean => {
    const { code } = error;
    const dead = code === 'AGENT_TOKEN_INVALID' || code === 'AGENT_TOKEN_REVOKED';
    if (!dead && code !== 'AGENT_DISABLED') return false;
    if (defect('sessions-outlive-their-agent')) return false;
    const isTokenDead = code === 'AGENT_TOKEN_INVALID' || (dead && agent.decision !== 'REVOKED');
    if (isTokenDead && defect('sessions-outlive-their-token')) return false;
    close(isTokenDead && !defect('dead-token-closes-4403') ? 4401 : 4403);
    return true;
  };

  const take = async (bytes: Buffer, isBinary: boolean): Promise<void> => {
    if (isOver) return;
    let re: string | undefined;
    const call = around.newCall(operations.agentSession, {}, {});
    try {
      const frame = readFrame(isBinary ? Buffer.from('x') : bytes, limits, (id) => {
        re = id;
      });
      if (bootId === null && frame.type !== 'hello' && !defect('heartbeat-is-a-hello')) return close(4001);
      await obey(frame.type, frame.id, frame.data);
    } catch (cause) {
      if (!(cause instanceof ContractError)) throw cause;
      if (bootId === null) return close(4001);
      refuse(call, cause, re);
      if (cause.code !== 'UNKNOWN_MESSAGE_TYPE') noteBadFrame();
    }
  };
  const noteBadFrame = () => {
    const now = performance.now();
    badFrames = [...badFrames.filter((at) => now - at < minuteMs), now];
    if (defect('bad-frame-ends-the-session')) close(4400);
    const most = limits.badFramesPerMinuteMax - (defect('one-bad-frame-too-few') ? 1 : 0);
    if (badFrames.length >= most && !defect('bad-frames-without-end')) close(4400);
  };
  const refuse = (call: Call, { code, message, details }: ContractError, re?: string) => {
    if (defect('bad-frames-passed-over')) return;
    const { requestId } = call.origin;
    say('error', { code, message, requestId, ...(details ? { details } : {}) }, re);
  };

  const obey = async (type: MessageType, id: string, data: Record<string, unknown>): Promise<void> => {
    if (type === 'hello') return greet(id, data as unknown as Hello);
    const message = messages[type];
    if (message.httpTwin === null) {
      if (defect('acks-answered')) say('ack', {}, id);
      return;
    }
    const { commandId, ...body } = data as { commandId?: string };
    const path = { agentId: agent.id, ...(commandId === undefined ? {} : { commandId }) };
    if (type === 'goodbye' && defect('goodbye-passed-over')) return;
    if (type === 'heartbeat' && known.has(id) && defect('frames-deduplicated')) return;
    if (known.has(id) && defect('known-frame-ids-refused')) {
      return refuse(around.newCall(operations.agentSession, {}, {}), contractErrors.VALIDATION_FAILED(), id);
    }
    known.add(id);
    const operation = operations[message.httpTwin];
    const call = around.newCall(operation, path, body);
    try {
      const isIgnored = type === 'command.progress' && defect('progress-by-frame-ignored');
      const outcome = isIgnored ? { data: untouched() } : await around.perform(call);
      if (message.ackData !== null) {
        say('ack', (outcome.data ?? {}) as object, id);
        if (defect('replies-given-twice')) say('ack', (outcome.data ?? {}) as object, id);
      } else if (defect('goodbye-answered')) say('ack', {}, id);
    } catch (cause) {
      if (!(cause instanceof ContractError)) throw cause;
      writeRefusal(state, call, cause.code);
      if (type === 'heartbeat' && defect('decided-agent-gets-its-ack'))
        say('ack', heartbeatAnswer(state, agent, []), id);
      if (isEnded(cause)) return;
      const own = defect('frames-answer-in-their-own-way') && cause.code === 'COMMAND_NOT_ACKNOWLEDGED';
      if (message.replies.length > 0) refuse(call, own ? contractErrors.COMMAND_DELIVERY_STALE() : cause, id);
    }
    wakeClaims(state, agent.id);
  };

  const untouched = () => ({ leaseExpiresAt: timestamp(state.now() + 1_000), cancelRequested: false });

  const greet = (id: string, hello: Hello) => {
    const before = state.sessionsOfAgents.get(agent.id);
    if (before !== peer && before !== undefined) {
      if (defect('second-session-refused')) return close(4009);
      if (!defect('older-session-kept')) before.close(defect('replaced-closes-1000') ? 1000 : 4009);
    }
    state.sessionsOfAgents.set(agent.id, peer);
    bootId = hello.bootId;
    room = defect('max-running-ignored') ? 100 : (hello.maxRunning ?? 1);
    watchIdentity(state, around.call, agent, bootId);
    if (!defect('announcement-of-hello-ignored')) agent.capabilities = hello.capabilities;
    heard(state, agent, bootId);
    clearTimeout(helloTimer);
    const { serverTime, directives, ...intervals } = heartbeatAnswer(state, agent, []);
    const facts = { agentId: agent.id, sessionId: newId('ses'), pingSeconds: limits.pingSeconds, limits };
    const told = defect('welcome-tells-another-ping') ? { ...facts, pingSeconds: limits.pingSeconds + 1 } : facts;
    const welcome = { ...told, ...intervals, serverTime, directives };
    say('welcome', welcome, id);
    if (defect('welcome-said-twice')) say('welcome', welcome, id);
    if (!defect('nothing-dispatched')) void dispatchAll(bootId);
  };

  const taken = () =>
    [...state.openCommands].filter((command) => {
      if (command.agentId !== agent.id) return false;
      const last = command.deliveries.at(-1);
      return command.status === 'RUNNING' || (last !== undefined && !last.stale && state.now() < last.leaseUntil);
    }).length;

  /** Until the session is over: whatever can be dispatched is, then it waits for something to happen. */
  const dispatchAll = async (boot: string): Promise<void> => {
    while (!isOver) {
      settle(state);
      const free = room - taken();
      for (const delivery of free > 0 ? deliver(state, agent, { bootId: boot, max: free }) : []) dispatch(delivery);
      for (const commandId of cancelled(state, agent)) {
        if (asked.has(commandId) && !defect('cancel-sent-again-and-again')) continue;
        asked.add(commandId);
        if (!defect('cancellation-not-sent')) say('command.cancel', { commandId });
      }
      const waitMs = nextRedeliveryMs(state, agent);
      await nextWake(state, agent.id, { waitMs: Math.min(waitMs, 30_000), onGone: (leave) => leavers.push(leave) });
      try {
        if (!isOver) around.call.authenticate();
      } catch (cause) {
        if (!(cause instanceof ContractError)) return;
        if (defect('decided-agent-gets-its-ack')) return void setTimeout(() => isEnded(cause), 2_000).unref();
        if (isEnded(cause)) return;
      }
    }
  };
  const dispatch = (delivery: CommandDelivery) => {
    if (delivery.delivery.attempt > 1 && defect('lost-dispatch-is-lost')) return;
    say('command.dispatch', defect('dispatch-without-payload') ? { ...delivery, payload: {} } : delivery);
  };

  const peer: SessionPeer = {
    get isOpen() {
      return !isOver;
    },
    close,
    drain() {
      const spreadMs = defect('all-told-to-come-back-at-once') ? 1_000 : Math.floor(Math.random() * 10_000);
      if (!defect('ends-without-bye')) say('bye', { reason: 'Opstage stops.', reconnectAfterMs: spreadMs });
      close(defect('drain-closes-1000') ? 1000 : 1012);
    },
  };
  let handled = Promise.resolve();
  const inScope = AsyncLocalStorage.snapshot();
  socket.on('message', (bytes, isBinary) => {
    heardAt = performance.now();
    handled = handled.then(() => inScope(() => take(bytes as Buffer, isBinary))).catch(() => close(1011));
  });
  socket.on('pong', () => {
    heardAt = performance.now();
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    if (isOver) return;
    inScope(() => {
      if (defect('lost-session-is-a-goodbye')) agent.absentSince = state.now();
      end();
    });
  });
  return peer;
}
