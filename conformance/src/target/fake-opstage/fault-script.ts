/**
 * A script of misbehaviour: plain JSON, so that it can be generated, shrunk, saved and replayed.
 *
 * Without a script the fake Opstage keeps the contract. A fault strikes requests of the operations it names, in the
 * order in which the steps were played, each as often as it says; a world step changes what the fake knows, at once.
 */

/** What happens to one request instead of, or after, its proper handling. */
export type Fault =
  /** The contract's own refusal; the request has no effect. */
  | { kind: 'refuse'; code: string; status?: number; retryAfterSeconds?: number }
  /** Somebody else answers (proxy, captive portal): no contract header unless given; no effect. */
  | { kind: 'foreign'; status: number; contentType?: string; body: string; headers?: Readonly<Record<string, string>> }
  /** The connection is reset before the request had any effect. */
  | { kind: 'reset' }
  /** The request takes effect, the connection ends before the first byte of the answer. */
  | { kind: 'lose-answer' }
  /** The request takes effect, the answer's body ends after `bytes` bytes. */
  | { kind: 'cut-answer'; bytes: number }
  /** The request takes effect, the connection ends after `bytes` bytes of the answer, status line and headers included. */
  | { kind: 'cut-bytes'; bytes: number }
  /** The request takes effect, and bytes that are of no answer come before its answer. */
  | { kind: 'garbage'; text: string }
  /** The request takes effect, the answer comes in so many pieces. */
  | { kind: 'trickle'; pieces: number; everyMs: number }
  /** The request takes effect at once, the answer leaves `ms` later. */
  | { kind: 'delay'; ms: number }
  /** The request takes effect at once, the answer leaves when the script is released. */
  | { kind: 'hold' }
  /** `data` is laid over the proper answer's data (deep), members named in `remove` are taken out of it. */
  | { kind: 'rewrite'; data?: JsonObject; remove?: readonly string[] }
  /** Every object of the answer, at any depth, gets members that no contract knows. */
  | { kind: 'unknown-members' }
  /** Every delivery of the answer stands in it twice; an answer without any is spared. */
  | { kind: 'repeat-deliveries' };

export interface FaultStep {
  /** Operations or types of frames it strikes; `*` is every operation of the Agent API. */
  on: string | readonly string[];
  /** Only requests about this command. */
  commandId?: string;
  /** How many matching requests pass untouched first; default 0. */
  skip?: number;
  /** How many requests it strikes; default 1. */
  times?: number | 'always';
  fault: Fault;
}

/**
 * On a session a fault meets the frame with the operation's effect: `refuse` answers `error`, `reset` and `cut-answer` end
 * the connection before and after the effect, `lose-answer` leaves the frame unanswered, `foreign` sends its body as a message.
 * `cut-bytes` breaks the answering frame off, `garbage` puts bytes before it that are of no frame.
 */
/** A change of what the fake Opstage knows or tells. */
export type WorldStep =
  /** Asks for this service in the next heartbeat answer. */
  | { do: 'ask-for-report'; code: string }
  /** Delivers the command again under a new delivery id, whatever its state. */
  | { do: 'redeliver'; commandId: string }
  | { do: 'cancel'; commandId: string }
  /** Opstage restarted and lost its services, or everything (the agent's token included). */
  | { do: 'forget'; what: 'services' | 'everything' }
  /** Gives back what `forget everything` took: the operator restored the data. */
  | { do: 'remember' }
  | { do: 'tell-intervals'; heartbeatIntervalSeconds?: number; commandPollIntervalSeconds?: number }
  /** Answers every held claim with an empty list. */
  | { do: 'end-claims' }
  /** Asks the agent to rotate its token, until a rotation took effect. */
  | { do: 'rotate-token' }
  /** The pending token died unused. */
  | { do: 'expire-pending-token' }
  /** Closes the open session with this code. */
  | { do: 'close-session'; code: number }
  /** Ends the connection of the open session without a close frame. */
  | { do: 'drop-session' }
  /** Sends `bye` on the open session and closes 1012. */
  | { do: 'drain'; reconnectAfterMs: number }
  /** The open session sends nothing any more: no ping, no answer, no dispatch. */
  | { do: 'silence' }
  /** Sends this text as a message of the open session, filled with spaces to `bytes` if that is more. */
  | { do: 'send-frame'; text: string; bytes?: number };

export type ScriptStep = FaultStep | WorldStep;
export type Script = readonly ScriptStep[];

export type JsonObject = { readonly [name: string]: unknown };

export function isFaultStep(step: ScriptStep): step is FaultStep {
  return 'fault' in step;
}

/** What a fault can be matched against. */
export interface Struck {
  operationId: string | null;
  commandId: string | null;
  /** The type of the frame it is; absent for a request. */
  message?: string | null;
}

/** One played fault: whether it took effect is known here, so a check never rests on a fault that never happened. */
export class ArmedFault {
  readonly step: FaultStep;
  /** How many requests it has struck. */
  struck = 0;
  /** How often all of it happened, to an agent that was there to see it. */
  took = 0;
  #seen = 0;
  #withdrawn = false;
  #release: () => void = () => {};
  /** Settles when answers held by this fault may leave. */
  readonly released: Promise<void>;

  constructor(step: FaultStep) {
    this.step = step;
    this.released = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  get spent(): boolean {
    return this.#withdrawn || (this.step.times !== 'always' && this.struck >= (this.step.times ?? 1));
  }

  /** Whether it has happened as often as it was to; an `always` at least once. */
  get tookEffect(): boolean {
    return this.took >= (this.step.times === 'always' ? 1 : (this.step.times ?? 1));
  }

  /** Whether it strikes this request; counts it. */
  strikes(request: Struck): boolean {
    if (this.spent || !this.#matches(request)) return false;
    this.#seen += 1;
    if (this.#seen <= (this.step.skip ?? 0)) return false;
    this.struck += 1;
    return true;
  }

  /** It struck a request that offers it nothing to change: the next one is struck in its place. */
  spare(): void {
    this.struck -= 1;
  }

  release(): void {
    this.#release();
  }

  /** Strikes no more; what it holds leaves. */
  withdraw(): void {
    this.#withdrawn = true;
    this.#release();
  }

  #matches(request: Struck): boolean {
    const { on, commandId } = this.step;
    if (commandId !== undefined && commandId !== request.commandId) return false;
    if (on === '*') return request.operationId !== null;
    const wanted = typeof on === 'string' ? [on] : on;
    return wanted.some((name) => name === request.operationId || name === request.message);
  }
}
