/**
 * One agent session on its WebSocket: reads frames in their order, gives each to the use case of its HTTP twin, answers,
 * hands out commands, and ends with the code that says why. Nothing waits here without bound: a flood of frames pauses
 * the socket, a reader that does not take what it is sent is closed.
 */
import { ContractError, contractErrors } from 'capsule-contract/errors';
import type { Hello, OperationId } from 'capsule-contract/types';
import type { RawData, WebSocket } from 'ws';
import { SessionReplaced } from '../../app/agent-admission.ts';
import type { App } from '../../app/app.ts';
import type { Origin } from '../../app/call.ts';
import type { SessionSeat } from '../../app/session-seat.ts';
import { errorBody } from '../answer.ts';
import { asContractError, type Log } from '../failure.ts';
import type { Metrics } from '../metrics.ts';
import { validationFailed } from '../request-body.ts';
import { type Frame, frameText, judgeFrame, messageOf, readableId, readDocument, readFrame } from './session-frame.ts';

/** As the contract numbers them. */
const closing = {
  drain: [1012, 'draining'],
  noHello: [4001, 'hello comes first'],
  timeout: [4008, 'nothing received'],
  replaced: [4009, 'replaced by a newer session'],
  protocol: [4400, 'too many bad frames'],
  tokenDead: [4401, 'the token is dead'],
  barred: [4403, 'the agent is disabled or revoked'],
  slow: [4429, 'too slow'],
} as const;

/** A dispatched frame that did not leave by then makes its reader a slow one. */
const dispatchLeavesWithinMs = 5_000;
/** What may wait to be sent, in frames of the greatest size. */
const queuedFramesMax = 2;
/** Frames that wait for the one before them; beyond that the socket is not read. */
const waitingMax = 32;
const minuteMs = 60_000;
const reconnectSpreadMs = 10_000;

export interface SessionClient {
  ip: string | null;
  userAgent: string | null;
}

/** What hears of what happens on sessions. */
export interface SessionWatch {
  log: Log;
  metrics?: Metrics | undefined;
}

export interface SessionConnection {
  /** Says goodbye because Opstage stops. */
  drain(): void;
}

type AnyUseCase = (call: object) => Promise<unknown>;

export function runSession(
  app: App,
  { log, metrics }: SessionWatch,
  socket: WebSocket,
  seat: SessionSeat,
  client: SessionClient,
): SessionConnection {
  const { limits } = app;
  const pingMs = limits.pingSeconds * 1000;
  const abort = new AbortController();
  let greeted = false;
  let ended = false;
  let heardAt = performance.now();
  let badFramesAt: number[] = [];
  let waiting = 0;
  let handled = Promise.resolve();

  const end = () => {
    ended = true;
    abort.abort();
    clearTimeout(helloTimer);
    clearInterval(pingTimer);
    seat.leave();
  };
  const close = ([code, reason]: (typeof closing)[keyof typeof closing]) => {
    if (ended) return;
    end();
    // A peer that does not take part in closing is cut by the library after a while.
    socket.resume();
    socket.close(code, reason);
  };
  const say = (type: string, data: unknown, re?: string, left: () => void = () => {}) => {
    if (ended) return;
    const text = frameText(type, app.newFrameId(), app.timestamp(), data, re);
    if (socket.bufferedAmount + Buffer.byteLength(text) > limits.maxMessageBytes * queuedFramesMax) close(closing.slow);
    else socket.send(text, left);
  };
  const endWith = async (error: ContractError): Promise<boolean> => {
    const ending = await seat.ending(error);
    if (ending !== null) close(ending === 'barred' ? closing.barred : closing.tokenDead);
    return ending !== null;
  };

  const helloTimer = setTimeout(() => close(closing.noHello), limits.helloSeconds * 1000);
  const pingTimer = setInterval(() => {
    if (performance.now() - heardAt >= 2 * pingMs) close(closing.timeout);
    else socket.ping();
  }, pingMs);

  const noteBadFrame = () => {
    const now = performance.now();
    badFramesAt = [...badFramesAt.filter((at) => now - at < minuteMs), now];
    if (badFramesAt.length >= limits.badFramesPerMinuteMax) close(closing.protocol);
  };

  const handle = async (bytes: Buffer, binary: boolean) => {
    if (ended || (greeted && !seat.isNewest())) return;
    let id: string | undefined;
    let judgement: { frame: Frame; body: ReturnType<typeof judgeFrame> };
    try {
      if (binary) throw contractErrors.MALFORMED_JSON({ message: 'A frame is a text message.' });
      const document = readDocument(bytes, limits);
      id = readableId(document.value);
      const frame = readFrame(document);
      if (!greeted && frame.type !== 'hello') return close(closing.noHello);
      if (greeted && frame.type === 'hello') throw validationFailed([secondHello]);
      judgement = { frame, body: judgeFrame(frame, limits) };
    } catch (thrown) {
      const error = asContractError(thrown, log, { requestId: app.newRequestId() });
      if (!greeted && !saysHello(bytes)) return close(closing.noHello);
      metrics?.frameHandled('unusable', error.code);
      say('error', errorBody(error, app.newRequestId()).error, id);
      if (error.code !== 'UNKNOWN_MESSAGE_TYPE') noteBadFrame();
      return;
    }
    await obey(judgement.frame, judgement.body);
  };

  const obey = async (frame: Frame, body: ReturnType<typeof judgeFrame>) => {
    const message = messageOf(frame.type);
    const twin = message?.httpTwin ?? null;
    const origin: Origin = { operationId: twin ?? 'agentSession', requestId: app.newRequestId(), ...client };
    const call = { origin, agent: seat.agent };
    try {
      if (frame.type === 'hello') await greet(frame, body.value as Hello);
      else if (twin !== null) {
        const data = await perform(twin, body, origin);
        if (message?.ackData !== null) say('ack', data, frame.id);
      }
      // Else an agent's word that answers nothing here: taken, and not answered in turn.
      metrics?.frameHandled(frame.type, 'ok');
    } catch (thrown) {
      if (thrown instanceof SessionReplaced) return close(closing.replaced);
      let error = asContractError(thrown, log, origin);
      await app.recordRefusal(call, error).catch((failure) => {
        error = asContractError(failure, log, origin);
      });
      metrics?.frameHandled(frame.type, error.code);
      if (await endWith(error)) return;
      if (message !== null && message.replies.length > 0)
        say('error', errorBody(error, origin.requestId).error, frame.id);
    }
  };

  const greet = async (frame: Frame, hello: Hello) => {
    const welcome = await seat.open(hello, () => close(closing.replaced));
    if (ended) return seat.leave();
    greeted = true;
    clearTimeout(helloTimer);
    say('welcome', welcome, frame.id);
    seat.begin();
  };

  const perform = (twin: OperationId, body: ReturnType<typeof judgeFrame>, origin: Origin) => {
    const { commandId, ...twinBody } = body.value as { commandId?: string };
    const useCase = app.useCases[twin] as unknown as AnyUseCase;
    return useCase({
      origin,
      path: { agentId: seat.agent.agentId, ...(commandId === undefined ? {} : { commandId }) },
      query: {},
      body: twinBody,
      lines: null,
      idempotencyKey: null,
      lastEventId: null,
      itemIssues: body.itemIssues,
      upgrade: false,
      signal: abort.signal,
      agent: seat.agent,
    });
  };

  const handOut = async () => {
    while (!ended && !app.isDraining()) {
      const { dispatches, cancels } = await seat.next(abort.signal);
      for (const delivery of dispatches) await dispatched(delivery);
      for (const commandId of cancels) say('command.cancel', { commandId });
    }
  };
  const dispatched = (delivery: object) =>
    new Promise<void>((resolve) => {
      if (ended) return resolve();
      const timer = setTimeout(() => {
        close(closing.slow);
        resolve();
      }, dispatchLeavesWithinMs);
      const left = () => {
        clearTimeout(timer);
        abort.signal.removeEventListener('abort', left);
        resolve();
      };
      abort.signal.addEventListener('abort', left, { once: true });
      say('command.dispatch', delivery, undefined, left);
    });

  socket.on('message', (bytes: RawData, binary) => {
    heardAt = performance.now();
    waiting += 1;
    if (waiting >= waitingMax) socket.pause();
    handled = handled
      .then(() => handle(bytes as Buffer, binary))
      .catch((failure) => log.error({ err: failure }, 'a frame could not be handled'))
      .then(() => {
        waiting -= 1;
        if (waiting !== waitingMax / 2 || !socket.isPaused) return;
        heardAt = performance.now();
        socket.resume();
      });
  });
  for (const sign of ['ping', 'pong'] as const) {
    socket.on(sign, () => {
      heardAt = performance.now();
    });
  }
  // What the library refuses, a frame too big first of all, it closes with the right code itself.
  socket.on('error', () => {});
  socket.on('close', end);
  handOut().catch(async (failure) => {
    if (failure instanceof SessionReplaced) return close(closing.replaced);
    if (failure instanceof ContractError && (await endWith(failure))) return;
    log.error({ err: failure }, 'a session could not go on');
    if (!ended) socket.terminate();
  });

  return {
    drain() {
      const reconnectAfterMs = Math.floor(app.spread(seat.agent.agentId) * reconnectSpreadMs);
      say('bye', { reason: 'Opstage stops', reconnectAfterMs });
      close(closing.drain);
    },
  };
}

const secondHello = { path: '/type', keyword: 'const', message: 'hello came before on this session' };

/** Whether a first frame that cannot be taken is at least a hello. */
function saysHello(bytes: Buffer): boolean {
  try {
    return JSON.parse(bytes.toString())?.type === 'hello';
  } catch {
    return false;
  }
}
