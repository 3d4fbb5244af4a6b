/**
 * Calls in the agent's own name: the token to send, what an authentication refusal means, and the retry loop that all
 * calls which must arrive share.
 */
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { type Answer, describe, isAuthRefusal, isRetryable, type Refusal, type Success } from './answer.ts';
import { AuthGate } from './auth-gate.ts';
import type { Backoff } from './backoff.ts';
import type { Identity } from './identity.ts';
import { sleep } from './sleep.ts';
import type { AgentCall, Transport } from './transport.ts';

export interface AgentCallsParts {
  transport: Transport;
  identity: Identity;
  clock: Clock;
  random: () => number;
  log: Log;
  heartbeatIntervalMs: () => number;
  /** Called once, when Opstage has ended this identity for good. */
  ended: () => void;
}

export class AgentCalls {
  readonly gate: AuthGate;
  readonly identity: Identity;
  readonly #parts: AgentCallsParts;
  /** When the first of two answers AGENT_TOKEN_REVOKED came; null when the last answer was another. */
  #revokedAt: number | null = null;

  constructor(parts: AgentCallsParts, probeAt: (atMs: number) => void) {
    this.#parts = parts;
    this.identity = parts.identity;
    this.gate = new AuthGate(probeAt);
  }

  /** One attempt, whether or not the gate is open; the gate learns from the answer. */
  async attempt(call: AgentCall, signal: AbortSignal): Promise<Answer> {
    const { token } = this.identity;
    const beganAt = this.#parts.clock.now();
    const answer = await this.#parts.transport.call(this.identity.agentId, token, call, signal);
    if (answer.kind === 'refusal' && isAuthRefusal(answer)) await this.#refused(answer, token, beganAt);
    else if (provesIdentity(answer)) await this.accepted(token);
    return answer;
  }

  /** Opstage has shown that this token works, by an answer or by opening a session under it. Never rejects. */
  async accepted(token: string): Promise<void> {
    this.#revokedAt = null;
    await this.#remember(this.identity.worked(token));
    if (this.gate.shutUntil !== null) this.#parts.log.info('Opstage accepts this agent again');
    this.gate.open();
  }

  /**
   * Repeats until Opstage gives an answer that is final for this request: a success, or a refusal that repeating cannot
   * change. `body` is asked anew for each attempt; null means there is nothing to send any more, and ends it with null.
   */
  async untilAnswered(
    body: () => AgentCall | null,
    backoff: Backoff,
    signal: AbortSignal,
  ): Promise<Success | Refusal | null> {
    const { clock, log } = this.#parts;
    for (;;) {
      await this.gate.whenOpen(signal);
      const call = body();
      if (!call) return null;
      const answer = await this.attempt(call, signal);
      if (answer.kind === 'success') {
        backoff.succeeded();
        return answer;
      }
      log.warn(`${call.operation} was not accepted`, { answer: describe(answer) });
      // The gate is shut now, or another token is to be tried.
      if (isAuthRefusal(answer)) continue;
      if (answer.kind === 'refusal' && !isRetryable(answer)) {
        backoff.succeeded();
        return answer;
      }
      await sleep(clock, backoff.failed(answer.retryAfterMs), signal);
    }
  }

  /** Memory is right already; on disk the tokens of before are, of which one works too. */
  async #remember(saved: Promise<void>): Promise<void> {
    await saved.catch((error: unknown) => {
      this.#parts.log.error('the identity could not be written', { reason: String(error) });
    });
  }

  async #refused(answer: Refusal, token: string, beganAt: number): Promise<void> {
    const { clock, random, heartbeatIntervalMs, log, ended } = this.#parts;
    const now = clock.now();
    const floorMs = answer.retryAfterMs;
    // A call that began under a token since replaced says nothing about the present one.
    if (token !== this.identity.token) return;
    if (answer.code === 'AGENT_TOKEN_REVOKED' && answer.status === 401) {
      if (this.#revokedAt === null) {
        // One retry confirms it, soon; the answers of calls already under way do not.
        this.#revokedAt = now;
        this.gate.shut(now + Math.max(floorMs, 500 + random() * 500));
      } else if (beganAt >= this.#revokedAt) {
        log.error('Opstage has revoked this agent: it stops until it is given a new registration token');
        ended();
      }
      return;
    }
    this.#revokedAt = null;
    if (answer.code === 'AGENT_TOKEN_INVALID' && this.identity.hasOther) {
      await this.#remember(this.identity.failed(token));
      log.warn('the rotated token is unknown to Opstage: going on with the old one');
      return;
    }
    this.gate.shut(now + Math.max(floorMs, heartbeatIntervalMs() * (1 + random() * 0.2)));
  }
}

/** Only what is judged after authentication proves it; a 429 or 503 may come at any step. */
function provesIdentity(answer: Answer): boolean {
  return answer.kind === 'success' || (answer.kind === 'refusal' && [409, 410, 422].includes(answer.status));
}
