import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AgentCalls } from './agent-calls.ts';
import { describe } from './answer.ts';
import { Backoff } from './backoff.ts';

export interface TokenRotationParts {
  bootId: string;
  calls: AgentCalls;
  clock: Clock;
  random: () => number;
  log: Log;
}

/**
 * Follows the directive to rotate the token. Opstage repeats the directive for as long as it wants a rotation, so one
 * attempt per directive is enough; a failed one leaves the present token in use and is not repeated before its time.
 */
export class TokenRotation {
  readonly #parts: TokenRotationParts;
  readonly #backoff: Backoff;
  #rotating = false;
  #notBefore = 0;

  constructor(parts: TokenRotationParts) {
    this.#parts = parts;
    this.#backoff = new Backoff(parts.random);
  }

  /** Never rejects. */
  async rotate(signal: AbortSignal): Promise<void> {
    const { bootId, calls, clock, log } = this.#parts;
    if (this.#rotating || clock.now() < this.#notBefore) return;
    this.#rotating = true;
    try {
      const answer = await calls.attempt({ operation: 'agentTokenRotate', body: { bootId } }, signal);
      if (answer.kind === 'success' && typeof answer.data.agentToken === 'string') {
        this.#backoff.succeeded();
        await calls.identity.rotateTo(answer.data.agentToken);
        log.info('the agent token was rotated');
        return;
      }
      const retryAfterMs = answer.kind === 'success' ? 0 : answer.retryAfterMs;
      this.#notBefore = clock.now() + this.#backoff.failed(retryAfterMs);
      const reason = answer.kind === 'success' ? 'the answer holds no token' : describe(answer);
      log.warn('the agent token could not be rotated', { reason });
    } catch (error) {
      if (!signal.aborted) log.error('the rotated token could not be stored', { reason: String(error) });
    } finally {
      this.#rotating = false;
    }
  }
}
