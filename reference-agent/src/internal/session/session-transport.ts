/**
 * One way for every call: over the session while there is one, over HTTP otherwise and for what a session has no message
 * for. Whoever calls cannot tell the difference, and needs not.
 */
import type { AgentRegisterRequest } from 'capsule-contract/types';
import type { Answer } from '../answer.ts';
import type { AgentCall, Transport } from '../transport.ts';
import type { Session } from './session.ts';

export class SessionTransport implements Transport {
  readonly #http: Transport;
  #open: { session: Session; token: string } | null = null;

  constructor(http: Transport) {
    this.#http = http;
  }

  /** From now on calls under this token go over the session, until it is detached. */
  attach(session: Session, token: string): void {
    this.#open = { session, token };
  }

  detach(session: Session): void {
    if (this.#open?.session === session) this.#open = null;
  }

  async call(agentId: string, token: string, call: AgentCall, signal: AbortSignal): Promise<Answer> {
    const open = this.#open;
    if (open && open.token !== token) {
      // A session speaks for the token it was opened with; a newer one is proved by being sent.
      open.session.close(1000, 'the token was rotated');
    } else if (open) {
      const answer = await open.session.call(call, signal);
      if (answer.kind !== 'http') return answer;
    }
    return this.#http.call(agentId, token, call, signal);
  }

  register(body: AgentRegisterRequest, idempotencyKey: string, signal: AbortSignal): Promise<Answer> {
    return this.#http.register(body, idempotencyKey, signal);
  }
}
