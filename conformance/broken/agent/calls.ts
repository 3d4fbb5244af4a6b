/**
 * One request to Opstage and what its answer is worth. An answer counts only with `Capsule-Contract` and a valid
 * envelope; all else is no answer at all. Nothing is repeated here but the one retry that confirms a revocation.
 */

import type { AgentState } from './agent-state.ts';
import { type Answer, judged, noAnswer } from './answer.ts';
import { defect } from './defects.ts';
import { httpRequest } from './http-request.ts';
import type { Pacing } from './pacing.ts';
import { pause } from './pause.ts';

export interface Call {
  /** Below `/api/agents/`; `{id}` stands for the agent's own id. */
  path: string;
  body: Record<string, unknown>;
  timeoutMs?: number;
  idempotencyKey?: string;
}

export class Caller {
  readonly #base: string;
  readonly #state: AgentState;
  readonly #intervalMs: () => number;
  #confirming: Promise<void> | null = null;
  /** The identity was ended; nothing is called any more. */
  ended = false;
  /** A session, asked before HTTP; null where it cannot carry the call. */
  session: { call(call: Call): Promise<Answer> | null } | null = null;
  readonly #stopping = new AbortController();

  constructor(url: string, state: AgentState, intervalMs: () => number) {
    this.#base = `${url.replace(/\/+$/, '')}/api/agents/`;
    this.#state = state;
    this.#intervalMs = intervalMs;
  }

  /** Lets go of every call under way. */
  abort(): void {
    this.#stopping.abort();
  }

  async call(call: Call): Promise<Answer> {
    await this.#confirming;
    if (this.ended) return { ...noAnswer, retryAfterMs: 0 };
    const answer = await this.attempt(call);
    if (defect('any-401-ends-identity') && answer.status === 401) this.startAnew();
    if (defect('missing-token-ends-identity') && answer.code === 'AGENT_TOKEN_MISSING') this.startAnew();
    if (defect('mismatch-ends-identity') && answer.code === 'AGENT_ID_MISMATCH') this.startAnew();
    if (defect('unknown-401-ends-identity') && answer.status === 401 && answer.code === 'AGENT_ON_PROBATION') {
      this.startAnew();
    }
    if (defect('unknown-403-ends-identity') && answer.status === 403 && answer.code === 'AGENT_ON_PROBATION')
      this.startAnew();
    if (answer.code !== 'AGENT_TOKEN_REVOKED' || answer.status !== 401) return answer;
    if (defect('revocation-not-obeyed')) return answer;
    return this.#confirm(call, answer);
  }

  /** Tries again until an answer decides, as long as the process lives. */
  async insist(call: Call, pacing: Pacing, decides: (answer: Answer) => boolean): Promise<Answer> {
    for (;;) {
      const answer = await this.call(call);
      if (decides(answer) || this.ended) return answer;
      await pause(pacing.afterFailure(answer, this.#intervalMs()));
    }
  }

  async #confirm(call: Call, first: Answer): Promise<Answer> {
    if (this.#confirming !== null) {
      await this.#confirming;
      return first;
    }
    let settle = () => {};
    this.#confirming = new Promise((resolve) => {
      settle = resolve;
    });
    try {
      if (!defect('one-revoked-answer-ends-identity')) {
        await pause(this.#intervalMs());
        const second = await this.attempt(call);
        if (second.status !== 401 || second.code !== 'AGENT_TOKEN_REVOKED') return second;
      }
      this.#state.endIdentity();
      this.ended = true;
      return first;
    } finally {
      settle();
      this.#confirming = null;
    }
  }

  startAnew(): never {
    this.#state.forgetIdentity();
    process.exit(75);
  }

  async attempt(call: Call): Promise<Answer> {
    const over = this.session?.call(call);
    if (over) return over;
    const token = this.#state.token;
    const answer = await this.#post(call, token);
    if (answer.status === 200) this.#state.worked(token);
    if (answer.code === 'AGENT_TOKEN_INVALID') this.#state.unknown(token);
    return answer;
  }

  async #post(call: Call, token: string | null): Promise<Answer> {
    const path = call.path.replace('{id}', this.#state.agentId ?? '');
    const query = defect('token-in-the-url') && token !== null ? `?access=${token}` : '';
    try {
      const answer = await httpRequest(`${this.#base}${path}${query}`, {
        method: 'POST',
        signal: AbortSignal.any([AbortSignal.timeout(call.timeoutMs ?? 10_000), this.#stopping.signal]),
        headers: {
          'Content-Type': 'application/json',
          ...(defect('no-version-header') ? {} : { 'Capsule-Contract': '1' }),
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
          ...(call.idempotencyKey === undefined ? {} : { 'Idempotency-Key': call.idempotencyKey }),
        },
        body: JSON.stringify(call.body),
      });
      const text = defect('first-piece-counts')
        ? answer.firstPiece()
        : defect('dies-on-a-slow-body')
          ? quickly(answer.text())
          : answer.text();
      return judged(answer.status, answer.headers, await (defect('cut-body-counts') ? text.catch(() => '') : text));
    } catch (cause) {
      const { code, name, message } = cause as NodeJS.ErrnoException;
      if (defect('dies-on-garbage') && code?.startsWith('HPE_')) process.exit(70);
      if (defect('dies-on-a-slow-body') && name === 'TimeoutError') process.exit(70);
      if (defect('end-of-connection-counts') && message === 'socket hang up') {
        return { ...noAnswer, status: 200, retryAfterMs: 0 };
      }
      return { ...noAnswer, retryAfterMs: 0 };
    }
  }
}

/** A body that took longer than a program waited for it. */
async function quickly(body: Promise<string>): Promise<string> {
  const late = pause(150).then(() => Promise.reject(new DOMException('too slow', 'TimeoutError')));
  return Promise.race([body, late]);
}
