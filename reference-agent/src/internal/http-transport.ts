import type { AgentRegisterRequest } from 'capsule-contract/types';
import type { Clock } from '../clock.ts';
import { type Answer, readAnswer } from './answer.ts';
import { httpPost } from './http-post.ts';
import type { AgentCall, Transport } from './transport.ts';

/** Ten commands with the largest payload fit; anything longer is no answer of Opstage. */
const ANSWER_BYTES_MAX = 16 * 1024 * 1024;
const CALL_TIMEOUT_MS = 15_000;
/** A beat that is not answered in this time is lost; the next one is long due. */
const HEARTBEAT_TIMEOUT_MS = 10_000;

interface Post {
  path: string;
  body: unknown;
  headers: Readonly<Record<string, string>>;
  timeoutMs: number;
}

export class HttpTransport implements Transport {
  readonly #base: URL;
  readonly #clock: Clock;

  constructor(base: URL, clock: Clock) {
    this.#base = base;
    this.#clock = clock;
  }

  call(agentId: string, token: string, call: AgentCall, signal: AbortSignal): Promise<Answer> {
    const post: Post = {
      path: `api/agents/${encodeURIComponent(agentId)}/${pathOf(call)}`,
      body: call.body,
      headers: { Authorization: `Bearer ${token}` },
      timeoutMs: timeoutOf(call),
    };
    return this.#post(post, signal);
  }

  register(body: AgentRegisterRequest, idempotencyKey: string, signal: AbortSignal): Promise<Answer> {
    const headers = { 'Idempotency-Key': idempotencyKey };
    return this.#post({ path: 'api/agents/register', body, headers, timeoutMs: CALL_TIMEOUT_MS }, signal);
  }

  async #post(post: Post, signal: AbortSignal): Promise<Answer> {
    const timeout = new AbortController();
    const cancelTimeout = this.#clock.after(post.timeoutMs, () => timeout.abort());
    try {
      // A redirect could carry the token to another host; it is no answer of the contract either.
      const { status, headers, text } = await httpPost(new URL(post.path, this.#base), {
        headers: {
          'Capsule-Contract': '1',
          'Content-Type': 'application/json',
          Accept: 'application/json',
          'User-Agent': 'capsule-agent/1.0.0',
          ...post.headers,
        },
        body: JSON.stringify(post.body),
        answerBytesMax: ANSWER_BYTES_MAX,
        signal: AbortSignal.any([signal, timeout.signal]),
      });
      return readAnswer(status, headers, text, this.#clock.now());
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const reason = timeout.signal.aborted ? `no answer within ${post.timeoutMs} ms` : transportReason(error);
      return { kind: 'failure', reason, retryAfterMs: 0 };
    } finally {
      cancelTimeout();
    }
  }
}

function pathOf(call: AgentCall): string {
  switch (call.operation) {
    case 'agentHeartbeat':
      return 'heartbeat';
    case 'agentDisconnect':
      return 'disconnect';
    case 'agentTokenRotate':
      return 'token/rotate';
    case 'serviceReport':
      return 'services/report';
    case 'commandClaim':
      return 'commands/claim';
    case 'commandAck':
      return `commands/${encodeURIComponent(call.commandId)}/ack`;
    case 'commandProgress':
      return `commands/${encodeURIComponent(call.commandId)}/progress`;
    case 'commandResult':
      return `commands/${encodeURIComponent(call.commandId)}/result`;
  }
}

function timeoutOf(call: AgentCall): number {
  if (call.operation === 'commandClaim') return call.body.waitSeconds * 1_000 + CALL_TIMEOUT_MS;
  return call.operation === 'agentHeartbeat' ? HEARTBEAT_TIMEOUT_MS : CALL_TIMEOUT_MS;
}

/** The system's code where there is one: what it says besides may name more than a log needs. */
function transportReason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code || (error instanceof Error ? error.message : 'the connection failed');
}
