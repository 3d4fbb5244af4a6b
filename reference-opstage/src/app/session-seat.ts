import type { ContractError } from 'capsule-contract/errors';
import type { CommandDelivery, Hello, Welcome } from 'capsule-contract/types';
import type { AgentPrincipal } from './principal.ts';

/** What Opstage wants to say on a session. */
export interface SessionWork {
  dispatches: CommandDelivery[];
  /** Running commands whose cancellation was requested and not yet told here. */
  cancels: string[];
}

/** One connection of an agent, as the application sees it; frames and sockets are the transport's. */
export interface SessionSeat {
  agent: AgentPrincipal;
  /** Takes in `hello`: from its answer on this is the agent's newest session, and `replaced` is called when it is not. */
  open(hello: Hello, replaced: () => void): Promise<Welcome>;
  /** The welcome is sent; commands may follow. */
  begin(): void;
  isNewest(): boolean;
  /** Waits for something to say; throws the contract's refusal once the agent may not go on. */
  next(signal: AbortSignal): Promise<SessionWork>;
  /** How a refusal ends the session; null when it concerns one message only. */
  ending(error: ContractError): Promise<'barred' | 'token-dead' | null>;
  leave(): void;
}
