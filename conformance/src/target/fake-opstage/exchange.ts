/** One request of the agent as the fake Opstage saw and answered it. The transcript holds the bytes, this the meaning. */
import type { Message } from '../transcript.ts';
import type { FaultStep } from './fault-script.ts';

/** What a request does that the contract does not allow; found on receipt, judged by the checks. */
export interface Problem {
  kind: 'route' | 'version' | 'media-type' | 'json' | 'schema' | 'secret-in-url';
  text: string;
}

export interface Exchange {
  /** The message as it stands in the transcript. */
  readonly recorded: Message;
  /** Its number, for citing. */
  readonly number: number;
  readonly operationId: string | null;
  readonly agentId: string | null;
  readonly commandId: string | null;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body parsed; undefined when there was none or it was no JSON. */
  readonly body: unknown;
  /** Set when it came as a frame of a session; `session` is the place of that among all sessions. */
  readonly frame: { type: string; id: string | null; re: string | null; session: number } | null;
  readonly problems: Problem[];
  /** When its last byte arrived, by a monotonic clock. */
  readonly receivedAtMs: number;
  /** When its last byte left, or the connection ended. */
  endedAtMs: number | null;
  /** The script's step that struck it. */
  fault: FaultStep | null;
  /** Whether it took effect: the operation was carried out (or refused) by the contract's rules. */
  processed: boolean;
  /** Status of the answer that left, whole; null while open, or when none did. */
  status: number | null;
  /** `data` of the success answer that left, whole. */
  data: unknown;
}

/** What is known when it has arrived; the rest is still to come. */
export type Arrived = Omit<
  Exchange,
  'number' | 'receivedAtMs' | 'endedAtMs' | 'fault' | 'processed' | 'status' | 'data'
>;

/** As it is before anything was made of it. */
export function freshExchange(arrived: Arrived): Exchange {
  return {
    ...arrived,
    number: arrived.recorded.number,
    receivedAtMs: performance.now(),
    endedAtMs: null,
    fault: null,
    processed: false,
    status: null,
    data: undefined,
  };
}
