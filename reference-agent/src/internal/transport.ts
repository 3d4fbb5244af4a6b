/**
 * The seam between what the agent says and how it travels: over HTTP, or over a session (WebSocket) where one is open. The
 * loops above do not notice, since both carry the same bodies and give the same kinds of answer.
 */
import type {
  AgentRegisterRequest,
  CommandAckRequest,
  CommandClaimRequest,
  CommandProgressRequest,
  CommandResultRequest,
  DisconnectRequest,
  HeartbeatRequest,
  ServiceReportRequest,
  TokenRotateRequest,
} from 'capsule-contract/types';
import type { Answer } from './answer.ts';

/** One call of the Agent API by a registered agent, named by its operationId. */
export type AgentCall =
  | { operation: 'agentHeartbeat'; body: HeartbeatRequest }
  | { operation: 'agentDisconnect'; body: DisconnectRequest }
  | { operation: 'agentTokenRotate'; body: TokenRotateRequest }
  | { operation: 'serviceReport'; body: ServiceReportRequest }
  | { operation: 'commandClaim'; body: CommandClaimRequest }
  | { operation: 'commandAck'; commandId: string; body: CommandAckRequest }
  | { operation: 'commandProgress'; commandId: string; body: CommandProgressRequest }
  | { operation: 'commandResult'; commandId: string; body: CommandResultRequest };

export interface Transport {
  /** One attempt; resolves with what came back, and rejects only with the reason of an aborted `signal`. */
  call(agentId: string, token: string, call: AgentCall, signal: AbortSignal): Promise<Answer>;
  /** One attempt to register. The body is sent exactly as given, so that a repetition is recognised. */
  register(body: AgentRegisterRequest, idempotencyKey: string, signal: AbortSignal): Promise<Answer>;
}
