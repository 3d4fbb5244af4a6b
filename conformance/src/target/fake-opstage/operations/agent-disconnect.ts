import type { DisconnectRequest } from 'capsule-contract/types';
import { type Answer, success } from '../answer.ts';
import type { AgentCall } from './operation-call.ts';

export function agentDisconnect({ memory }: AgentCall<DisconnectRequest>): Answer {
  return success({ status: 'OFFLINE', serverTime: memory.serverTime });
}
