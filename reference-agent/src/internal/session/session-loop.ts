/**
 * Keeps a session open where Opstage offers one, and claims going where it does not: opens, waits for the end, concludes
 * from it when to come back.
 *
 * No close code and no refused upgrade says anything final about the identity; that is for the answers to HTTP calls, which
 * go on beside. They only decide how long to stay away.
 */
import type { Clock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { AgentCalls } from '../agent-calls.ts';
import { describe, type Failure, isAuthRefusal, isRetryable, type JsonRecord, type Refusal } from '../answer.ts';
import { Backoff } from '../backoff.ts';
import type { ClaimTurn } from '../claim-turn.ts';
import { sleep } from '../sleep.ts';
import type { ToldIntervals } from '../told-intervals.ts';
import { Session, type SessionEnd } from './session.ts';
import type { SessionTransport } from './session-transport.ts';
import { openWebSocket, WebSocketConnection } from './web-socket.ts';

const SUBPROTOCOL = 'capsule.session.v1';
const UPGRADE_TIMEOUT_MS = 15_000;
/** The largest frame an Opstage may advertise. */
const MESSAGE_BYTES_MAX = 16 * 1024 * 1024;
/** After a refusal that repeating does not mend, such as that of an Opstage without sessions. */
const REFUSED_PAUSE_MS = 60_000;
/** Replaced by another process of the same identity: it has the floor. */
const REPLACED_PAUSE_MS = 60_000;
/** Claims begin well within one poll interval after a loss, and not all agents' at once. */
const FALLBACK_SPREAD = 0.8;

const CLOSED = { tokenDead: 4401, notAllowed: 4403, replaced: 4009 };

export interface SessionLoopParts {
  url: URL;
  bootId: string;
  capabilities: string[];
  maxRunning: number;
  calls: AgentCalls;
  transport: SessionTransport;
  claims: ClaimTurn;
  intervals: ToldIntervals;
  clock: Clock;
  random: () => number;
  log: Log;
  /** Intervals and directives of a `welcome`. */
  told: (data: JsonRecord) => void;
  deliver: (data: JsonRecord) => void;
  cancel: (commandIds: string[]) => void;
}

/** Opens sessions until `serving` is aborted; the one that is open then lasts until it ends or `living` is aborted. */
export async function sessionLoop(parts: SessionLoopParts, serving: AbortSignal, living: AbortSignal): Promise<void> {
  const { calls, claims, clock, log } = parts;
  const backoff = new Backoff(parts.random);
  let quietUntil = 0;
  claims.beginAt(fallbackAt(parts));
  for (;;) {
    if (clock.now() < quietUntil) await sleep(clock, quietUntil - clock.now(), serving);
    await calls.gate.whenOpen(serving);
    const { token } = calls.identity;
    const end = await oneSession(parts, token, serving, living);
    if (serving.aborted) throw serving.reason;
    if (!('closing' in end)) {
      claims.beginAt(clock.now());
      log.info('no session: commands are claimed over HTTP', { answer: describe(end) });
      await sleep(clock, pauseAfterRefusal(end, backoff, parts), serving);
      continue;
    }
    const { code, reason } = end.closing;
    log.info('the session ended', { code, reason });
    if (code === CLOSED.replaced) {
      quietUntil = clock.now() + REPLACED_PAUSE_MS * (1 + parts.random() * 0.2);
      log.warn('another process speaks for this agent: it is left alone for a minute');
    }
    claims.beginAt(Math.max(quietUntil, fallbackAt(parts)));
    await sleep(clock, pauseAfterEnd(end, token, backoff, parts), serving);
  }
}

/** Resolves with how the session ended, or with the answer to an upgrade that did not become one. */
async function oneSession(
  parts: SessionLoopParts,
  token: string,
  serving: AbortSignal,
  living: AbortSignal,
): Promise<SessionEnd | Refusal | Failure> {
  const { url, bootId, capabilities, maxRunning, calls, transport, claims, clock, log } = parts;
  const session: Session = new Session(clock, log, {
    welcomed: (data) => {
      transport.attach(session, token);
      void calls.accepted(token);
      log.info('the session is open');
      parts.told(data);
    },
    dispatched: (data) => parts.deliver(data),
    cancelled: (commandId) => parts.cancel([commandId]),
  });
  const upgrade = {
    url: new URL(`api/agents/${encodeURIComponent(calls.identity.agentId)}/session`, url),
    headers: { 'Capsule-Contract': '1', Authorization: `Bearer ${token}`, 'User-Agent': 'capsule-agent/1.0.0' },
    subprotocol: SUBPROTOCOL,
    messageBytesMax: MESSAGE_BYTES_MAX,
    timeoutMs: UPGRADE_TIMEOUT_MS,
    clock,
  };
  const opened = await openWebSocket(upgrade, session, serving);
  if (!(opened instanceof WebSocketConnection)) return opened;
  // From the welcome on commands come this way; a claim held meanwhile would bring more than can start.
  claims.end();
  const closeNow = () => session.close(1000, 'the agent is over');
  living.addEventListener('abort', closeNow, { once: true });
  session.begin(opened, { bootId, capabilities, maxRunning });
  const end = await session.ended;
  living.removeEventListener('abort', closeNow);
  transport.detach(session);
  return end;
}

function fallbackAt({ clock, random, intervals }: SessionLoopParts): number {
  return clock.now() + random() * FALLBACK_SPREAD * intervals.commandPollIntervalMs;
}

function pauseAfterRefusal(answer: Refusal | Failure, backoff: Backoff, parts: SessionLoopParts): number {
  const pauseMs = backoff.failed(answer.retryAfterMs);
  if (isAuthRefusal(answer)) return Math.max(pauseMs, authPause(parts));
  return isRetryable(answer) ? pauseMs : Math.max(pauseMs, REFUSED_PAUSE_MS);
}

function pauseAfterEnd(end: SessionEnd, token: string, backoff: Backoff, parts: SessionLoopParts): number {
  if (end.stable) backoff.reset();
  const pauseMs = backoff.failed(end.reconnectAfterMs);
  const { code } = end.closing;
  const sameToken = code === CLOSED.tokenDead && parts.calls.identity.token === token;
  return code === CLOSED.notAllowed || sameToken ? Math.max(pauseMs, authPause(parts)) : pauseMs;
}

/** No faster than the heartbeat interval, as after every other refusal of who we are. */
function authPause({ intervals, random }: SessionLoopParts): number {
  return intervals.heartbeatIntervalMs * (1 + random() * 0.2);
}
