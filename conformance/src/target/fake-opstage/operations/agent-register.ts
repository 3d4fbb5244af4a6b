import type { AgentRegisterRequest } from 'capsule-contract/types';
import { type Answer, refusal, success } from '../answer.ts';
import type { OperationCall } from './operation-call.ts';
import { recordReports } from './service-report.ts';

export function agentRegister({ memory, body, headers }: OperationCall<AgentRegisterRequest>): Answer {
  const agent = memory.identities.register(body, headers['idempotency-key'] ?? null);
  if ('refused' in agent) return refusal(agent.refused);
  return success({
    agentId: agent.id,
    code: agent.code,
    agentToken: agent.token,
    ...memory.intervals,
    capabilities: memory.settings.capabilities.filter((one) => body.capabilities.includes(one)),
    limits: memory.limits,
    serverTime: memory.serverTime,
    ...recordReports(memory, agent, body.services ?? []),
  });
}
