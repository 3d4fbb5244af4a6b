/** Who may speak: registration tokens, agents and their tokens. Keeps sections 3's rules as far as an agent can see them. */
import { createHash } from 'node:crypto';
import type { OpaqueIds } from './opaque-id.ts';

export interface FakeAgent {
  readonly id: string;
  readonly code: string;
  /** The token in force; null after a restart with an empty memory. */
  token: string | null;
  /** Issued by a rotation, not used yet. */
  pendingToken: string | null;
  /** Whether it is asked to rotate its token. */
  rotationAsked: boolean;
  /** Whether the token in force has authenticated a request. */
  tokenUsed: boolean;
  capabilities: readonly string[];
  /** Every token ever issued to it, oldest first. */
  readonly tokensIssued: string[];
}

interface Enrolment {
  readonly registrationToken: string;
  idempotencyKey: string | null;
  bodyDigest: string;
  readonly agent: FakeAgent;
}

export type Refused = { refused: string };

export class IdentityBook {
  readonly agents = new Map<string, FakeAgent>();
  /** Token → the agent it may replace, if any. */
  readonly #registrationTokens = new Map<string, FakeAgent | null>();
  readonly #enrolments: Enrolment[] = [];
  readonly #ids: OpaqueIds;
  readonly #onSecret: (value: string, name: string) => void;
  #forgotten: { agent: FakeAgent; token: string | null }[] = [];

  constructor(ids: OpaqueIds, onSecret: (value: string, name: string) => void) {
    this.#ids = ids;
    this.#onSecret = onSecret;
  }

  /** A token for one registration, of a new agent or to replace one; `code` may be absent, as with an ephemeral token. */
  issueRegistrationToken(replaces: FakeAgent | null = null): string {
    const token = this.#ids.token('opstage_reg');
    this.#registrationTokens.set(token, replaces);
    this.#onSecret(token, `registration token ${this.#registrationTokens.size}`);
    return token;
  }

  register(
    body: { registrationToken: string; agent: { code?: string }; capabilities: readonly string[] },
    idempotencyKey: string | null,
  ): FakeAgent | Refused {
    if (!this.#registrationTokens.has(body.registrationToken)) return { refused: 'REGISTRATION_TOKEN_INVALID' };
    const bodyDigest = createHash('sha256').update(JSON.stringify(body)).digest('hex');
    const earlier = this.#enrolments.find((one) => one.registrationToken === body.registrationToken);
    if (earlier) return this.#registerAgain(earlier, idempotencyKey, bodyDigest);
    const enrolled = this.#registrationTokens.get(body.registrationToken) ?? this.#newAgent(body);
    if ('refused' in enrolled) return enrolled;
    enrolled.capabilities = body.capabilities;
    this.#enrolments.push({ registrationToken: body.registrationToken, idempotencyKey, bodyDigest, agent: enrolled });
    this.#issueToken(enrolled);
    return enrolled;
  }

  /** The agent that may speak for `agentId`, or why not. A first use of a pending token ends the current one. */
  authenticate(authorization: string | undefined, agentId: string): FakeAgent | Refused {
    const token = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return { refused: 'AGENT_TOKEN_MISSING' };
    for (const agent of this.agents.values()) {
      if (token !== agent.token && token !== agent.pendingToken) continue;
      if (agent.id !== agentId) return { refused: 'AGENT_ID_MISMATCH' };
      if (token === agent.pendingToken) {
        agent.token = token;
        agent.pendingToken = null;
      }
      agent.tokenUsed = true;
      return agent;
    }
    return { refused: 'AGENT_TOKEN_INVALID' };
  }

  rotate(agent: FakeAgent): string {
    agent.pendingToken = this.#newToken(agent);
    agent.rotationAsked = false;
    return agent.pendingToken;
  }

  askToRotate(): void {
    for (const agent of this.agents.values()) agent.rotationAsked = true;
  }

  expirePending(): void {
    for (const agent of this.agents.values()) agent.pendingToken = null;
  }

  /** As after a restart with an empty memory: no token is known, until `remember`. */
  forget(): void {
    if (this.#forgotten.length > 0) return;
    this.#forgotten = [...this.agents.values()].map((agent) => ({ agent, token: agent.token }));
    for (const agent of this.agents.values()) agent.token = null;
  }

  remember(): void {
    for (const { agent, token } of this.#forgotten) agent.token = token;
    this.#forgotten = [];
  }

  #newAgent(body: { agent: { code?: string }; capabilities: readonly string[] }): FakeAgent | Refused {
    const code = body.agent.code ?? `ephemeral-${this.agents.size + 1}`;
    if ([...this.agents.values()].some((agent) => agent.code === code)) return { refused: 'AGENT_CODE_TAKEN' };
    const agent: FakeAgent = {
      id: this.#ids.id('agt'),
      code,
      token: null,
      pendingToken: null,
      rotationAsked: false,
      tokenUsed: false,
      capabilities: body.capabilities,
      tokensIssued: [],
    };
    this.agents.set(agent.id, agent);
    return agent;
  }

  #registerAgain(earlier: Enrolment, idempotencyKey: string | null, bodyDigest: string): FakeAgent | Refused {
    if (idempotencyKey === null || earlier.idempotencyKey !== idempotencyKey)
      return { refused: 'REGISTRATION_TOKEN_USED' };
    if (earlier.bodyDigest !== bodyDigest) return { refused: 'IDEMPOTENCY_KEY_REUSED' };
    if (earlier.agent.tokenUsed) return { refused: 'REGISTRATION_TOKEN_USED' };
    this.#issueToken(earlier.agent);
    return earlier.agent;
  }

  #issueToken(agent: FakeAgent): void {
    agent.token = this.#newToken(agent);
    agent.tokenUsed = false;
  }

  #newToken(agent: FakeAgent): string {
    const token = this.#ids.token('opstage_agent');
    agent.tokensIssued.push(token);
    this.#onSecret(token, `agent token ${agent.tokensIssued.length} of ${agent.code}`);
    return token;
  }
}
