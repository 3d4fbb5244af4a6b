/**
 * The record of everything that crossed the wire in one trial, in order, both lanes.
 *
 * One shape serves both roles: against an Opstage the kit sends the request, against an agent the fake Opstage
 * receives it; in either case a message is one request with what came back. A verdict cites messages by number,
 * so a number is given when the exchange begins and never changes.
 */
export interface MessageRequest {
  method: string;
  /** Path and query exactly as they stood on the request line. */
  target: string;
  /** Names in lower case, in the order sent. */
  headers: [name: string, value: string][];
  /** The body as text (invalid UTF-8 replaced); empty when there was none. */
  text: string;
}

export interface MessageResponse {
  status: number;
  /** Names in lower case, in the order received. */
  headers: [name: string, value: string][];
  text: string;
}

export interface Message {
  number: number;
  /** Who spoke to whom, e.g. `owner`, `anonymous`, `agent otp-reader`, `agent process`. */
  lane: string;
  /** The contract's operation, when the request was meant as one. */
  operationId: string | null;
  /** Milliseconds since the transcript began. */
  startedAtMs: number;
  endedAtMs: number | null;
  request: MessageRequest;
  /** Null while it is under way, or when no answer came (see `failure`). */
  response: MessageResponse | null;
  /** Why no complete answer came: `connection refused`, `no answer within 10 s`, `cut after the request`, … */
  failure: string | null;
}

/** A line between messages: a process was started, killed, a fault took effect. */
export interface Note {
  /** Number of the message it follows. */
  after: number;
  atMs: number;
  text: string;
}

export type MessageObserver = (message: Message) => void;

export class Transcript {
  readonly messages: Message[] = [];
  readonly notes: Note[] = [];
  readonly #observers = new Set<MessageObserver>();
  readonly #beganAt: number;
  readonly #now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#beganAt = now();
  }

  /** Opens a message; its number is final from here on. */
  begin(lane: string, operationId: string | null, request: MessageRequest): Message {
    const message: Message = {
      number: this.messages.length + 1,
      lane,
      operationId,
      startedAtMs: this.elapsedMs(),
      endedAtMs: null,
      request,
      response: null,
      failure: null,
    };
    this.messages.push(message);
    return message;
  }

  /** Closes a message with what came back and tells the observers. */
  end(message: Message, outcome: { response: MessageResponse } | { failure: string }): void {
    message.endedAtMs = this.elapsedMs();
    if ('response' in outcome) message.response = outcome.response;
    else message.failure = outcome.failure;
    for (const observer of this.#observers) observer(message);
  }

  /** Takes over a finished message of another transcript under a number of its own; observers are not told again. */
  adopt(message: Message): Message {
    const own: Message = { ...message, number: this.messages.length + 1 };
    this.messages.push(own);
    return own;
  }

  note(text: string): void {
    this.notes.push({ after: this.messages.length, atMs: this.elapsedMs(), text });
  }

  /** Calls `observer` for every message that ends from now on; the answer takes it off again. */
  observe(observer: MessageObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  elapsedMs(): number {
    return this.#now() - this.#beganAt;
  }
}
